"""How the window's regions lie: what folds away when there is little room, and F6 round them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

#: Below this width the right side folds away, unless the user wants it (`Settings.right_side`).
NARROW = 1180
FOLDED, SHOWN = "folded", "shown"
#: The lists at the bottom show four whole rows, not a row cut through.
LEFT, RIGHT, BOTTOM = 312, 272, 213
#: Below this height the lists at the bottom get less room: two rows.
LOW, LOW_BOTTOM = 800, 161
#: The least height of the lists: their tabs.
LEAST_BOTTOM = 36
#: In a window lower than this the lists are only tabs until one is asked for: the panes come first.
_TABS_ONLY = 520


def lists_height(window_height: int) -> int:
    """The height of the lists at the bottom in a window of this height."""
    if window_height >= LOW:
        return BOTTOM
    return LOW_BOTTOM if window_height >= _TABS_ONLY else LEAST_BOTTOM


def shows_right(choice: str, *, narrow: bool) -> bool:
    """Whether the right side is shown, where the user's last `choice` was this (empty: none)."""
    return choice == SHOWN or (choice != FOLDED and not narrow)


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


class RegionWalk:
    """F6 and Shift+F6: from region to region, into the widget that had the focus there last."""

    def __init__(
        self,
        regions: Sequence[QWidget],
        homes: Mapping[QWidget, Callable[[], QWidget]] | None = None,
    ) -> None:
        """`homes` give the widget to enter a region by, where it is not its first."""
        self._regions = regions
        self._homes = dict(homes or {})
        self._last: dict[int, QWidget] = {}

    def go(self, step: int) -> None:
        """Give the focus to the next (`step` 1) or previous (-1) region that can take it."""
        shown = [region for region in self._regions if region.isVisible()]
        focus = QApplication.focusWidget()
        here = next(
            (n for n, region in enumerate(shown) if focus and region.isAncestorOf(focus)), -1
        )
        if here >= 0 and focus is not None:
            self._last[id(shown[here])] = focus
        for distance in range(1, len(shown) + 1):
            if self._enter(shown[(here + step * distance) % len(shown)]):
                return

    def _enter(self, region: QWidget) -> bool:
        home = self._homes.get(region)
        widget = home() if home is not None else self._last.get(id(region))
        if widget is None or not isValid(widget) or not _takes_focus(widget, region):
            widget = next((each for each in _inside(region) if _takes_focus(each, region)), None)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
        return widget is not None


def _inside(region: QWidget) -> list[QWidget]:
    return [region, *region.findChildren(QWidget)]


def _takes_focus(widget: QWidget, region: QWidget) -> bool:
    accepts = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    here = widget is region or region.isAncestorOf(widget)
    return bool(accepts) and here and widget.isVisible() and widget.isEnabled()
