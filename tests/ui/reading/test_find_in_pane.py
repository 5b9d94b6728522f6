"""Find in the pane: typing, going on, and back to the text."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viewer.text.spans import Span
from viewer.ui.reading.find_bar import FindBar
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.theme import LIGHT

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(qtbot: QtBot, make_reading: Any, long_text: str) -> ReadingPane:
    """A pane with a long text; the bar is open."""
    made = ReadingPane()
    qtbot.addWidget(made)
    made.resize(540, 600)
    made.show()
    qtbot.waitExposed(made)
    made.show_excerpt(make_reading(text=long_text), [], [Span(4, 7)])
    made.finder.open()
    return made


@pytest.fixture
def bar(pane: ReadingPane) -> FindBar:
    return pane.finder.bar


def _caret(pane: ReadingPane) -> int:
    return pane.text_view.textCursor().position()


def _in_view(pane: ReadingPane) -> bool:
    lines = pane.text_view.lines_in_view()
    return lines[0].start <= _caret(pane) < lines[-1].end


def test_typing_finds_and_enter_goes_on_and_round(pane: ReadingPane, bar: FindBar) -> None:
    assert bar.isVisible()
    QTest.keyClicks(bar.field, "HARBIN")
    assert bar.count_words == "1 of 60"
    first = _caret(pane)
    QTest.keyClick(bar.field, KEY.Key_Return)
    assert bar.count_words == "2 of 60"
    assert _caret(pane) > first
    assert bar.field.hasFocus()
    QTest.keyClick(bar.field, KEY.Key_Return, SHIFT)
    QTest.keyClick(bar.field, KEY.Key_Return, SHIFT)
    assert bar.count_words == "60 of 60"
    assert _in_view(pane)
    QTest.keyClick(bar.field, KEY.Key_Enter)
    assert bar.count_words == "1 of 60"
    assert _in_view(pane)


def test_it_begins_at_the_caret(pane: ReadingPane, bar: FindBar, long_text: str) -> None:
    pane.go_to(Span(len(long_text) // 2, len(long_text) // 2))
    bar.field.setText("harbin")
    assert bar.count_words == "31 of 60"


def test_accents_and_other_scripts(pane: ReadingPane, bar: FindBar) -> None:
    bar.field.setText("cafe")
    assert bar.count_words == "1 of 60"
    bar.field.setText("квантунская")
    assert bar.count_words.endswith(" of 60")


def test_what_is_not_there_is_said(pane: ReadingPane, bar: FindBar) -> None:
    bar.field.setText("nowhere")
    assert bar.count_words == "Not in this text"
    QTest.keyClick(bar.field, KEY.Key_Return)
    assert bar.count_words == "Not in this text"
    bar.field.setText("")
    assert bar.count_words == ""


def test_escape_goes_back_to_the_text_at_what_was_found(pane: ReadingPane, bar: FindBar) -> None:
    bar.field.setText("linkou")
    at = _caret(pane)
    QTest.keyClick(bar.field, KEY.Key_Escape)
    assert not bar.isVisible()
    assert pane.text_view.hasFocus()
    assert _caret(pane) == at
    assert pane.text_view.found.stretches == []


def test_selected_words_are_looked_for(pane: ReadingPane, bar: FindBar, long_text: str) -> None:
    QTest.keyClick(bar.field, KEY.Key_Escape)
    at = long_text.index("Red Army")
    pane.select_span(Span(at, at + 8))
    pane.finder.open()
    assert bar.field.text() == "Red Army"
    assert bar.count_words == "1 of 60"
    pane.finder.open()
    assert bar.count_words == "2 of 60", "asked for again: the next place"


def test_matches_of_the_query_stay(pane: ReadingPane, bar: FindBar) -> None:
    bar.field.setText("harbin")
    assert pane.match_count == 1


def test_another_text_is_searched_for_the_same(
    pane: ReadingPane, bar: FindBar, make_reading: Any
) -> None:
    bar.field.setText("harbin")
    pane.show_excerpt(make_reading(2, text="Harbin and harbin."), [], [])
    assert bar.count_words == "1 of 2"


def test_what_is_found_is_outlined(pane: ReadingPane, bar: FindBar) -> None:
    def accents() -> int:
        image = pane.text_view.viewport().grab().toImage()
        return sum(
            image.pixelColor(x, y).name().upper() == LIGHT.accent
            for y in range(0, image.height(), 1)
            for x in range(0, image.width(), 2)
        )

    before = accents()
    bar.field.setText("army")
    assert accents() > before + 40


def test_its_buttons_have_names(bar: FindBar) -> None:
    assert bar._previous.accessibleName() == "Previous place"
    assert bar._next.accessibleName() == "Next place"
    assert bar._close.accessibleName() == "Close the find bar"
    assert not bar._next.isEnabled()
