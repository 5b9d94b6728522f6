"""A facet's button in the filter line, and the sheet with its values that opens below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.widgets.popover import Popover


class FacetMenu(QToolButton):
    """A facet by its name; a press opens its values, another closes them."""

    def __init__(self, name: str, inside: QWidget, width: int) -> None:
        """`inside` are the values, shown in a sheet at most `width` pixels wide."""
        super().__init__()
        self._name = name
        self.setProperty("role", "facet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._note = QLabel()
        self._note.setProperty("role", "soft")
        self._note.setWordWrap(True)
        self._note.setContentsMargins(15, 2, 15, 2)
        self._note.hide()
        page = _Page()
        page.setObjectName("popoverInside")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(inside)
        column.addWidget(self._note)
        column.addStretch(1)
        self.popover = Popover(page, name, width)
        self.popover.setParent(self)
        self.clicked.connect(self._toggle)
        self.show_state(0, narrows=False)

    def show_state(self, count: int, *, narrows: bool) -> None:
        """Say how many values there are (0: say nothing), and whether they are narrowed."""
        words = f"{self._name} {count}" if count else self._name
        self.setText(f"{words} ▾")
        self.setAccessibleName(f"{words}, {'narrowed' if narrows else 'all'}")
        if self.property("narrows") != narrows:
            self.setProperty("narrows", narrows)
            self.style().unpolish(self)
            self.style().polish(self)
        if not self.popover.isHidden():
            self.popover.fit()

    def say(self, words: str) -> None:
        """Say something below the values; nothing for no words."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _toggle(self) -> None:
        if self.popover.isHidden():
            self.popover.open_below(self)
        else:
            self.popover.close_up(go_back=True)


class _Page(QWidget):
    """What the sheet shows: its height follows from its width, through all layouts."""

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        if layout.hasHeightForWidth():
            return layout.heightForWidth(width)
        return layout.sizeHint().height()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))
