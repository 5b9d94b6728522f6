"""Pages that open among the lists at the bottom, and close to where the user came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from viewer.ui.window.drawer import Drawer

#: What stays for the rest of the window, in pixels.
_LEAST_ABOVE = 100


@dataclass(frozen=True, slots=True)
class _Origin:
    """What was in front when a page was opened: the tab, and what had the focus."""

    tab: QWidget | None
    focus: QWidget | None


class ClosablePages:
    """Help, Export and Import among the tabs of `drawer`, the lower part of `splitter`.

    `heights` are what each page needs to work in. The height that the lists had is given back when
    the last page closes, and a drawer that was folded folds again. In a window so low that a page
    does not fit below the upper part (half of a screen of 768 pixels at scale factor 2), the page
    has all the room while it is in front.
    """

    def __init__(self, drawer: Drawer, splitter: QSplitter, heights: Mapping[QWidget, int]) -> None:
        self._drawer = drawer
        self._splitter = splitter
        self._heights = heights
        self._origins: dict[QWidget, _Origin] = {}
        self._sizes: list[int] = []
        self._was_folded = False
        drawer.currentChanged.connect(self.fit)

    @property
    def are_open(self) -> bool:
        """Whether any of the pages is among the lists."""
        return bool(self._origins)

    def open(self, page: QWidget, title: str) -> None:
        """Bring a page to the front, with room to work."""
        front = self._drawer.currentWidget()
        if not self._origins:
            self._sizes, self._was_folded = self._splitter.sizes(), self._drawer.is_folded
        if front is not page:
            self._origins[page] = _Origin(front, QApplication.focusWidget())
        if self._drawer.indexOf(page) < 0:
            self._drawer.addTab(page, title)
        self._drawer.setCurrentWidget(page)
        self._drawer.set_folded(False)
        self._drawer.show()
        self.fit()
        if page in self._heights:
            self.set_height(self._heights[page])

    def close(self, page: QWidget, otherwise: QWidget) -> None:
        """Take a page away; the focus goes where it was, or to `otherwise` if that is gone."""
        at = self._drawer.indexOf(page)
        if at < 0:
            return
        was_in_front = self._drawer.currentWidget() is page
        origin = self._origins.pop(page, _Origin(None, None))
        self._drawer.removeTab(at)
        if not self._origins:
            self._drawer.set_folded(self._was_folded)
            self._splitter.setSizes(self._sizes)
        elif origin.tab is not None and origin.tab in self._heights:
            self.set_height(self._heights[origin.tab])
        if not was_in_front:
            return
        if origin.tab is not None and self._drawer.indexOf(origin.tab) >= 0:
            self._drawer.setCurrentWidget(origin.tab)
        focus = origin.focus
        can_return = focus is not None and shiboken6.isValid(focus) and focus.isVisible()
        (focus if focus is not None and can_return else otherwise).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def fit(self) -> None:
        """Hide the upper part where it leaves too little to the page in front, else show it."""
        page = self._drawer.currentWidget()
        above = self._splitter.widget(0)
        if page is None or above is None:
            return
        needed = page.minimumSizeHint().height() + self._drawer.tabBar().sizeHint().height()
        room = self._splitter.height() - above.minimumSizeHint().height()
        in_the_way = page in self._heights and not self._drawer.is_folded
        above.setHidden(in_the_way and room < needed)

    def show_upper_part(self) -> None:
        """Show again what a page in front has hidden for lack of room; the page stays a tab."""
        above = self._splitter.widget(0)
        if above is not None and above.isHidden():
            self._drawer.setCurrentIndex(0)

    def set_height(self, height: int) -> None:
        """Give the lists this much of the window."""
        rest = max(self._splitter.height() - height, _LEAST_ABOVE)
        self._splitter.setSizes([rest, height])
