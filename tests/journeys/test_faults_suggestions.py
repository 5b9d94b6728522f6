"""What is offered beside an answer is one press away, and finds what it promises."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.conftest import OpenWindow
from viewer.services.types import Filters, SuggestionKind


def test_a_press_on_a_guess_searches_for_it(open_window: OpenWindow, sample: Path) -> None:
    drive = open_window(sample)
    window = drive.window
    drive.query("mongolai")
    drive.settle()
    assert not window.searching.answer.hits
    assert window.searching.answer.suggestions
    guess = window.hits.suggestions.buttons[0]
    assert guess.isVisible()
    assert not window.read_as.suggestions.isVisible()
    guess.setFocus()
    drive.press(guess, Qt.Key.Key_Space)
    drive.settle()
    assert window.search_bar.field.text() == "mongolia"
    assert window.searching.answer.total == guess.suggestion.count
    assert window.hits.view.hasFocus()


def test_with_hits_they_stand_beside_how_the_query_was_read(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    window = drive.window
    window.search_bar.set_query("mongolia")
    drive.settle()
    (derived, *_others) = window.read_as.suggestions.buttons
    assert derived.isVisible()
    drive.click(derived)
    drive.settle()
    assert window.searching.answer.request.query == "mongolia OR mongolian"
    assert window.searching.answer.total == derived.suggestion.count
    drive.query("")
    drive.settle()
    assert not window.read_as.suggestions.isVisible()


def test_a_word_that_is_half_typed_is_not_guessed_at(open_window: OpenWindow, sample: Path) -> None:
    drive = open_window(sample)
    window = drive.window
    drive.query("mongoli")
    drive.settle()
    assert window.searching.answer.total
    kinds = {each.kind for each in window.searching.answer.suggestions}
    assert not kinds & {SuggestionKind.SPELLING, SuggestionKind.BEGINNING}


def test_a_filter_that_hides_everything_is_taken_away(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    window = drive.window
    row = window.facets.first_newspaper()
    drive.click(row)
    drive.wait(lambda: window.searching.request.filters.publications, "a newspaper chosen")
    drive.query("nippon OR harbin OR linkou")
    drive.settle()
    assert not window.searching.answer.total
    (wider,) = (each for each in window.hits.suggestions.buttons if "filter" in each.text())
    drive.click(wider)
    drive.settle()
    assert window.searching.request.filters == Filters()
    assert window.facets.filters == Filters()
    assert window.searching.answer.total == wider.suggestion.count


def test_a_russian_name_marks_the_english_words_in_the_panes(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    window = drive.window
    drive.query("Харбин")
    drive.settle()
    window.hits.focus_first()
    drive.press(window.hits.view, Qt.Key.Key_Return)
    drive.wait(lambda: window.desk.active_pane.reading, "an article in a pane")
    drive.settle()
    assert window.desk.active_pane.match_count > 0
