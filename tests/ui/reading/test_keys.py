"""Which key was meant, on any keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from viewer.ui.reading.keys import plain_key

_NONE = Qt.KeyboardModifier.NoModifier


def _press(typed: str, place: int = 0, modifiers: Qt.KeyboardModifier = _NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, place, 0, 0, typed)


@pytest.mark.parametrize(
    ("typed", "key"), [("t", "t"), ("T", "t"), ("7", "7"), (" ", ""), ("", "")]
)
def test_latin_keys_are_what_they_type(typed: str, key: str) -> None:
    assert plain_key(_press(typed)) == key


@pytest.mark.parametrize(("platform", "place"), [("xcb", 28), ("wayland", 28), ("windows", 20)])
@pytest.mark.parametrize("typed", ["е", "Е", "э"])
def test_a_cyrillic_keyboard_still_has_a_t(
    monkeypatch: pytest.MonkeyPatch, platform: str, place: int, typed: str
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    assert plain_key(_press(typed, place)) == "t"


def test_an_unknown_place_gives_the_letter() -> None:
    assert plain_key(_press("Ж")) == "ж"


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_keys_with_modifiers_are_commands(modifier: Qt.KeyboardModifier) -> None:
    assert plain_key(_press("t", modifiers=modifier)) == ""
