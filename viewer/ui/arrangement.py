"""How the window's regions lie: what folds away when there is little room, and F6 round them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

#: Below this width the right side folds away.
NARROW = 1180
LEFT, RIGHT, BOTTOM = 312, 272, 196
#: Below this height the lists at the bottom get less room.
LOW, LOW_BOTTOM = 800, 148


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

    def __init__(self, regions: Sequence[QWidget]) -> None:
        self._regions = regions
        self._last: dict[int, QWidget] = {}

    def go(self, step: int) -> None:
        """Give the focus to the next (`step` 1) or previous (-1) visible region."""
        shown = [region for region in self._regions if region.isVisible()]
        if not shown:
            return
        focus = QApplication.focusWidget()
        here = next(
            (n for n, region in enumerate(shown) if focus and region.isAncestorOf(focus)), -1
        )
        if here >= 0 and focus is not None:
            self._last[id(shown[here])] = focus
        self._enter(shown[(here + step) % len(shown)])

    def _enter(self, region: QWidget) -> None:
        widget = self._last.get(id(region))
        if widget is None or not widget.isVisible() or not region.isAncestorOf(widget):
            widget = _first_focusable(region)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)


def _first_focusable(region: QWidget) -> QWidget | None:
    candidates = [region, *region.findChildren(QWidget)]
    for widget in candidates:
        accepts = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if accepts and widget.isVisible() and widget.isEnabled():
            return widget
    return None
