"""The lower lists as a drawer: a bar with their names, and a page above it while it is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabWidget, QToolButton, QWidget
from typing_extensions import override

from viewer.ui.theme.icons import icon

#: The height of the bar, which is all that a folded drawer has.
BAR = 30
_ANY_HEIGHT = 16_777_215
_HINT = "F9 codebook · F10 lists · F11 only the papers"
#: Below this width the names need the room of the hint.
_ROOM_FOR_HINT = 900


class Drawer(QTabWidget):
    """Tabs that fold down to their bar. A folded drawer shows no page and gives none the focus.

    Signals: `folded_changed(bool)`, however it came about.
    """

    folded_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_folded = False
        self.setObjectName("bottomPanel")
        self.setDocumentMode(True)
        self.setAccessibleName("Lists")
        # The least height of its pages is more than a small screen has.
        self.setMinimumHeight(BAR)
        self._fold = QToolButton()
        self._fold.setObjectName("foldDrawer")
        self._fold.setIconSize(QSize(14, 14))
        self._fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fold.clicked.connect(self.toggle)
        self._hint = QLabel(_HINT)
        self._hint.setObjectName("drawerHint")
        self._hint.setProperty("role", "soft")
        self._hint.setFixedHeight(BAR - 2)
        self.setCornerWidget(self._fold, Qt.Corner.TopLeftCorner)
        self.setCornerWidget(self._hint, Qt.Corner.TopRightCorner)
        self._say_state()

    @property
    def is_folded(self) -> bool:
        """Whether only the bar is shown."""
        return self._is_folded

    def set_folded(self, folded: bool) -> None:
        """Show the bar only, or the page in front too."""
        if folded == self._is_folded:
            return
        self._is_folded = folded
        self.setMaximumHeight(BAR if folded else _ANY_HEIGHT)
        self._pages().setHidden(folded)
        self._say_state()
        self.folded_changed.emit(folded)

    def toggle(self) -> None:
        """Open the drawer, or fold it."""
        self.set_folded(not self._is_folded)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._set_icon()

    def show_hint(self, window_width: int) -> None:
        """Name the keys that fold the window's regions, where the window has room for it."""
        self._hint.setVisible(window_width >= _ROOM_FOR_HINT)

    def _pages(self) -> QWidget:
        pages = self.findChild(QStackedWidget)
        assert pages is not None
        return pages

    def _set_icon(self) -> None:
        self._fold.setIcon(icon("previous" if self._is_folded else "next"))

    def _say_state(self) -> None:
        self._set_icon()
        self._fold.setAccessibleName("Open the lists" if self._is_folded else "Fold the lists")
        self._fold.setToolTip(f"{self._fold.accessibleName()} (F10)")
        bar = self.tabBar()
        bar.setProperty("folded", self._is_folded)
        bar.style().unpolish(bar)
        bar.style().polish(bar)
