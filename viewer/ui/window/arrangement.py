"""How much room each region of the window gets, and what folds away when there is little."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

#: From this width on the side panel is shown, unless the user folded it (`Settings.right_side`).
BROAD = 1800
#: Below this width the side panel opens over the papers, unless the user wants it beside them.
NARROW = 1280
FOLDED, SHOWN = "folded", "shown"
OVER, BESIDE = "over", "beside"
#: The drawer shows four whole rows, not a row cut through; in a low window two.
_DRAWER, _LOW_DRAWER = 207, 155
_LOW = 800
#: A drawer drawn lower than this has no row left: it folds.
LEAST_DRAWER = 72
#: Shares of the window's width, and the least and the most pixels.
_HITS_SHARE, _LEAST_HITS, _MOST_HITS = 0.182, 232, 400
_SIDE_SHARE, _LEAST_SIDE, _MOST_SIDE = 0.19, 272, 420
#: What the papers keep of the window's width, whatever was remembered.
_LEAST_DESK = 220


def shows_side(choice: str, *, broad: bool) -> bool:
    """Whether the side panel is shown, where the user's last `choice` was this (empty: none)."""
    return choice == SHOWN or (choice != FOLDED and broad)


def opens_over(choice: str, *, narrow: bool) -> bool:
    """Whether the side panel is over the papers, where the user chose this (empty: nothing)."""
    return choice == OVER or (choice != BESIDE and narrow)


def hits_width(window_width: int, remembered: int) -> int:
    """Pixels for the hits; `remembered` 0 where the user never drew their edge."""
    return _within(window_width, remembered, _HITS_SHARE, _LEAST_HITS, _MOST_HITS)


def side_width(window_width: int, remembered: int) -> int:
    """Pixels for the side panel; `remembered` as for `hits_width`."""
    return _within(window_width, remembered, _SIDE_SHARE, _LEAST_SIDE, _MOST_SIDE)


def drawer_height(window_height: int, remembered: int) -> int:
    """Pixels for the open drawer; `remembered` 0 where the user never drew its edge."""
    usual = _DRAWER if window_height >= _LOW else _LOW_DRAWER
    wanted = remembered if remembered >= LEAST_DRAWER else usual
    return min(wanted, max(window_height // 2, _LOW_DRAWER))


def _within(window_width: int, remembered: int, share: float, least: int, most: int) -> int:
    usual = min(max(round(window_width * share), least), most)
    wanted = max(remembered, least // 2) if remembered > 0 else usual
    return max(min(wanted, (window_width - _LEAST_DESK) // 2), least // 2)


def column(*widgets: QWidget, name: str = "", object_name: str = "sidePanel") -> QWidget:
    """Widgets one below the other, without gaps, as one side of the window."""
    side = QWidget()
    side.setObjectName(object_name)
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    side.setAccessibleName(name)
    layout = QVBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return side


def splitter(orientation: Qt.Orientation, widgets: Sequence[QWidget], stretched: int) -> QSplitter:
    """Widgets with thin movable lines between; the one numbered `stretched` takes new room."""
    made = QSplitter(orientation)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    for number, widget in enumerate(widgets):
        made.addWidget(widget)
        made.setStretchFactor(number, 1 if number == stretched else 0)
    return made
