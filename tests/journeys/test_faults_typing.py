"""Typing finds beginnings; Enter means the word."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.conftest import OpenWindow

pytestmark = pytest.mark.journey


def test_the_last_word_is_a_beginning_until_enter(open_window: OpenWindow, sample: Path) -> None:
    drive = open_window(sample)
    drive.settle()
    drive.panels.search_bar.focus_field()
    QTest.keyClicks(drive.panels.search_bar.field, "manchur")
    drive.wait(lambda: drive.workspace.search.request.query == "manchur", "what is typed")
    drive.settle()
    assert str(drive.workspace.search.answer.read_as) == "manchur…"
    assert drive.workspace.search.answer.total > 0
    drive.workspace.search.sort(drive.workspace.search.request.sort)
    drive.settle()
    assert drive.workspace.search.answer.total > 0
    QTest.keyClick(drive.panels.search_bar.field, Qt.Key.Key_Return)
    drive.settle()
    assert str(drive.workspace.search.answer.read_as) == "manchur"
    assert drive.workspace.search.answer.total == 0
