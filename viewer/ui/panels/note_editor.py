"""The note of a passage: saved when the focus leaves, and never lost."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from viewer.ui.theme import sans

_LEAST, _MOST = 2, 10
#: What the sheet adds above and below: border, padding, the document's margin.
_AROUND = 2 + 10 + 9


class NoteEditor(QPlainTextEdit):
    """Signal: `edited(str)`, a note to be kept: on focus out, Ctrl+Enter or `flush`."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self._on_its_way: str | None = None
        self.setProperty("role", "field")
        self.setFont(sans(14))
        self.setPlaceholderText("Note…")
        self.setAccessibleName("Note")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def note(self) -> str:
        """What stands in the field. (`toPlainText` would make no-break spaces plain.)"""
        raw = str(self.document().toRawText())
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def load(self, note: str) -> None:
        """Show the note of another passage."""
        self.setPlainText(note)
        self._kept, self._on_its_way = self.note, None

    def refresh(self, note: str) -> None:
        """Show the note of the same passage as the archive has it now.

        What is typed and not saved stays, and so does what is saved but not in the archive yet.
        """
        if self._on_its_way is not None:
            if note.strip() == self._on_its_way.strip():
                self._on_its_way = None
            return
        if self.note != self._kept:
            return
        if note != self._kept:
            self.load(note)

    def flush(self) -> None:
        """Have the note kept, if it is not yet."""
        if self.note != self._kept:
            self._kept = self._on_its_way = self.note
            self.edited.emit(self.note)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.flush()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._height())

    def _fit(self) -> None:
        policy = Qt.ScrollBarPolicy
        full = self._lines() > _MOST
        bar = policy.ScrollBarAsNeeded if full else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        self.setFixedHeight(self._height())

    def _lines(self) -> int:
        return round(self.document().size().height())

    def _height(self) -> int:
        """Room for the lines there are, within reason."""
        line = QFontMetrics(self.font()).lineSpacing()
        return line * min(max(self._lines(), _LEAST), _MOST) + _AROUND
