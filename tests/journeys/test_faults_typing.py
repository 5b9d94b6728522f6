"""Typing finds beginnings; Enter means the word."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.conftest import OpenWindow

pytestmark = pytest.mark.journey


def test_the_last_word_is_a_beginning_until_enter(open_window: OpenWindow, sample: Path) -> None:
    drive = open_window(sample)
    window = drive.window
    drive.settle()
    window.search_bar.focus_field()
    QTest.keyClicks(window.search_bar.field, "manchur")
    drive.wait(lambda: window.searching.request.query == "manchur", "what is typed")
    drive.settle()
    assert window.searching.answer.read_as == "manchur…"
    assert window.searching.answer.total > 0
    window.searching.sort(window.searching.request.sort)
    drive.settle()
    assert window.searching.answer.total > 0
    QTest.keyClick(window.search_bar.field, Qt.Key.Key_Return)
    drive.settle()
    assert window.searching.answer.read_as == "manchur"
    assert window.searching.answer.total == 0
