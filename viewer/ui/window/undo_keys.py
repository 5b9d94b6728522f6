"""Whose the undo keys are: the archive's, unless text was typed since its last step.

A text field takes Ctrl+Z for itself wherever the focus happens to be, so that after tagging every
match from the search field the key took back a word of the query. Here a field keeps the undo and
redo keys only while it has something to take back that was typed after the last change of the
archive was asked for.

The other keys of commands are never a field's: under X11 a QLineEdit would take Ctrl+E, which
exports, for the end of its line.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from viewer.workspace.executor import Executor

_TextField = QLineEdit | QPlainTextEdit | QTextEdit
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class UndoKeys(QObject):
    """Watches the text field of `window` that has the focus, and the writes of the archive."""

    def __init__(self, window: QWidget, executor: Executor) -> None:
        super().__init__(window)
        self._window = window
        self._field: _TextField | None = None
        #: The field that was typed in since the last write was asked for, and before that write.
        self._typed: _TextField | None = None
        self._typed_before: _TextField | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        executor.write_asked.connect(self._on_write_asked)
        executor.write_ended.connect(self._on_write_ended)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_the_windows(event)
        ):
            # Ignored and seen by nobody else: Qt goes on to the window's own keys.
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _is_the_windows(self, event: QKeyEvent) -> bool:
        if event.matches(_UNDO) or event.matches(_REDO):
            return not self._is_the_fields(redo=event.matches(_REDO))
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        pressed = QKeySequence(event.keyCombination())
        return any(action.shortcut() == pressed for action in self._window.actions())

    def _is_the_fields(self, *, redo: bool) -> bool:
        field = self._field
        if field is None or field is not self._typed:
            return False
        if isinstance(field, QLineEdit):
            return field.isRedoAvailable() if redo else field.isUndoAvailable()
        document = field.document()
        return document.isRedoAvailable() if redo else document.isUndoAvailable()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        old, self._field = self._field, None
        if old is not None and shiboken6.isValid(old):
            old.removeEventFilter(self)
            _edited(old).disconnect(self._on_typed)
        if isinstance(now, _TextField) and now.window() is self._window:
            self._field = now
            now.installEventFilter(self)
            _edited(now).connect(self._on_typed)

    @Slot()
    def _on_typed(self) -> None:
        self._typed = self._field

    def _on_write_asked(self) -> None:
        self._typed_before, self._typed = self._typed or self._typed_before, None

    def _on_write_ended(self, succeeded: bool) -> None:
        """A write that failed is no step to take back: what was typed before it counts again."""
        if not succeeded:
            self._typed = self._typed or self._typed_before
        self._typed_before = None


def _edited(field: _TextField) -> SignalInstance:
    """The signal that tells of typing."""
    return field.textEdited if isinstance(field, QLineEdit) else field.textChanged
