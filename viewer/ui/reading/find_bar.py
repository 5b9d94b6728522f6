"""Find in the pane: a slim bar with a field, how many there are, and the ways through them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from viewer.ui.reading.announcing import announce
from viewer.ui.theme.icons import icon

#: Room for the count, so that the field does not jump as one types.
_COUNT = 92
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QFrame):
    """Signals: `typed(str)`, `next_requested()` (Enter), `previous_requested()` (Shift+Enter),
    `closed()` (Esc)."""

    typed = Signal(str)
    next_requested = Signal()
    previous_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = _Field()
        self._count = QLabel()
        self._count.setProperty("role", "soft")
        self._count.setMinimumWidth(_COUNT)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._previous = self._button("previous", "Previous place (Shift+Enter)")
        self._next = self._button("next", "Next place (Enter)")
        self._close = self._button("close", "Close the find bar (Esc)")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 6, 3)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        for widget in (self._count, self._previous, self._next, self._close):
            row.addWidget(widget)
        self.field.textChanged.connect(self.typed)
        self.field.entered.connect(self._go)
        self.field.left.connect(self.closed)
        self._previous.clicked.connect(self.previous_requested)
        self._next.clicked.connect(self.next_requested)
        self._close.clicked.connect(self.closed)
        self.show_count(None, 0)

    def _button(self, glyph: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(glyph)
        button.setProperty("role", "masthead")
        button.setIcon(icon(glyph))
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(22, 22)
        button.setAccessibleName(name.partition(" (")[0])
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @property
    def count_words(self) -> str:
        """What is said of how many there are."""
        return self._count.text()

    def show_count(self, current: int | None, count: int) -> None:
        """Say which of how many is current, counted from 0: "2 of 7"."""
        words = f"{current + 1:,} of {count:,}" if current is not None else "Not in this text"
        words = words if self.field.text().strip() else ""
        self._count.setText(words)
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)
        announce(self._count, words)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for button in (self._previous, self._next, self._close):
                button.setIcon(icon(button.objectName()))

    def _go(self, forward: bool) -> None:
        (self.next_requested if forward else self.previous_requested).emit()


class _Field(QLineEdit):
    """Signals: `entered(bool forward)`, `left()`."""

    entered = Signal(bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Find in the pane")
        self.setPlaceholderText("Find in this text")
        self.setMaxLength(1_000)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
