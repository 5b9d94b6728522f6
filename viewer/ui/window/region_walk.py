"""F6 and Shift+F6: the focus goes from region to region of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


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
