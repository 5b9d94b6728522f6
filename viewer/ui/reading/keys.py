"""Which key was pressed, whatever script the keyboard is switched to.

Readers of Russian and Mongolian type with a Cyrillic layout; the key that bears a T must still tag.
Where Qt gives a letter of another script, the place of the key decides: Linux (X11, Wayland) and
Windows number the keys alike, but for an offset of 8.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ROWS = ((2, "1234567890"), (16, "qwertyuiop"), (30, "asdfghjkl"), (44, "zxcvbnm"))
_BY_PLACE = {first + at: key for first, row in _ROWS for at, key in enumerate(row)}
_OFFSETS = {"xcb": 8, "wayland": 8, "windows": 0}
_PLAIN = Qt.KeyboardModifier.KeypadModifier


def plain_key(event: QKeyEvent) -> str:
    """The letter (lower case, Latin) or digit of a key pressed alone or with Shift; else ""."""
    if event.modifiers() & ~(_PLAIN | Qt.KeyboardModifier.ShiftModifier):
        return ""
    typed = event.text()
    if len(typed) != 1 or not typed.isalnum():
        return ""
    if typed.isascii():
        return typed.lower()
    offset = _OFFSETS.get(QGuiApplication.platformName())
    place = event.nativeScanCode() - offset if offset is not None else -1
    return _BY_PLACE.get(place, typed.lower())
