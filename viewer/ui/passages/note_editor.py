"""The note of a passage: saved a second after the last key, and never lost."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from viewer.ui.theme import sans

_LEAST, _MOST = 2, 10
#: How long typing must rest before the note is saved, in milliseconds.
REST = 1000
#: What the sheet adds above and below: border, padding, the document's margin.
_AROUND = 2 + 10 + 9


class NoteEditor(QPlainTextEdit):
    """Signals: `edited(str)`, a note to be saved: when typing rests, on focus out, Ctrl+Enter, Esc
    or `flush`; `left()` after Esc; `state_changed()`, see `state`.

    Whoever saves says what came of it with `saved` or `failed`. Until then the text here counts.
    """

    edited = Signal(str)
    left = Signal()
    state_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: The text as the archive has it, and the one that is on its way there.
        self._archived = ""
        self._sent: str | None = None
        self._trouble = ""
        self._was_saved = self._filling = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.flush)
        self.setProperty("role", "field")
        self.setFont(sans(14))
        self.setPlaceholderText("Note…")
        self.setAccessibleName("Note")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._on_text)
        self._fit()

    @property
    def note(self) -> str:
        """What stands in the field; `toPlainText` would make no-break spaces plain."""
        raw = str(self.document().toRawText())
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def state(self) -> str:
        """Whether the note is saved, in words; empty while nothing was typed."""
        if self._trouble:
            return f"Not saved. {self._trouble}"
        if self._is_dirty or self._sent is not None:
            return "Saving…"
        return "Saved" if self._was_saved else ""

    @property
    def trouble(self) -> str:
        """Why the note could not be saved, empty for nothing."""
        return self._trouble

    def load(self, note: str, unsaved: str | None = None) -> None:
        """Show the note of another passage; what was typed as it and not `unsaved` comes back."""
        self._archived, self._sent, self._trouble, self._was_saved = note, None, "", False
        self._fill(note if unsaved is None else unsaved)
        self._archived = note if unsaved is not None else self.note
        if self._is_dirty:
            self._rest.start()
        self.state_changed.emit()

    def refresh(self, note: str) -> None:
        """Show the note of the same passage as the archive has it now.

        What is typed and not saved stays, and so does what is on its way to the archive.
        """
        if self._sent is not None or self._is_dirty or note == self._archived:
            return
        at = self.textCursor().position()
        self._was_saved = False
        self._fill(note)
        self._archived = self.note
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.state_changed.emit()

    def flush(self) -> None:
        """Have the note saved, if it is not yet."""
        self._rest.stop()
        if self._is_dirty:
            self._sent, self._trouble = self.note, ""
            self.state_changed.emit()
            self.edited.emit(self._sent)

    def saved(self, note: str) -> None:
        """The archive has this text now."""
        self._archived, self._was_saved = note, True
        if self._sent == note:
            self._sent = None
        if self.note == note:
            # From here on it is a step of the archive that undo takes back.
            self.document().clearUndoRedoStacks()
        self.state_changed.emit()

    def failed(self, note: str, sentence: str) -> None:
        """This text could not be saved; it stays, and is tried again with the next key or flush."""
        if self._sent == note:
            self._sent, self._trouble = None, sentence
            self.state_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.flush()
        elif event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Lines that a wider field does without are told by no signal.
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._height())

    @property
    def _is_dirty(self) -> bool:
        return self.note != (self._archived if self._sent is None else self._sent)

    def _on_text(self) -> None:
        if self._filling:
            return
        self._trouble = ""
        self._rest.start()
        self.state_changed.emit()

    def _fill(self, note: str) -> None:
        self._filling = True
        self._rest.stop()
        self.setPlainText(note)
        self._filling = False

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
