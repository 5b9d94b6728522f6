"""The keys of commands work in text fields too, whatever a platform means by them there."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit
from typing_extensions import override

from tests.journeys.conftest import OpenWindow

pytestmark = pytest.mark.journey


class FieldUnderX11(QLineEdit):
    """Wants every key with Ctrl for its own editing, as X11 has one for many."""

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def _takes(field: QLineEdit, key: str) -> bool:
    """Whether `field` keeps `key` from the window's commands; asked as Qt asks before each key."""
    pressed = QKeySequence(key)[0]
    event = QKeyEvent(QEvent.Type.ShortcutOverride, pressed.key(), pressed.keyboardModifiers())
    event.ignore()
    QApplication.sendEvent(field, event)
    return event.isAccepted()


def test_a_field_takes_no_key_of_a_command(open_window: OpenWindow, sample: Path) -> None:
    """Under X11 a QLineEdit takes Ctrl+E for the end of its line, and nothing was exported."""
    window = open_window(sample).window
    field = FieldUnderX11(window)
    field.show()
    field.setFocus()
    assert QApplication.focusWidget() is field
    for key in ("Ctrl+E", "Ctrl+K", "Ctrl+Shift+C"):
        assert not _takes(field, key), key
    for key in ("Ctrl+A", "Ctrl+C", "E"):
        assert _takes(field, key), key
