"""What is offered beside an answer is one press away, and finds what it promises."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.conftest import OpenWindow
from viewer.services.types import Filters, SuggestionKind


def test_a_press_on_a_guess_searches_for_it(open_window: OpenWindow, sample: Path) -> None:
    drive = open_window(sample)
    drive.query("mongolai")
    drive.settle()
    assert not drive.workspace.search.answer.hits
    assert drive.workspace.search.answer.suggestions
    guess = drive.panels.hits.suggestions.buttons[0]
    assert guess.isVisible()
    assert not drive.panels.read_as.suggestions.isVisible()
    guess.setFocus()
    drive.press(guess, Qt.Key.Key_Space)
    drive.settle()
    assert drive.panels.search_bar.field.text() == "mongolia"
    assert drive.workspace.search.answer.total == guess.suggestion.count
    assert drive.panels.hits.view.hasFocus()


def test_with_hits_they_stand_beside_how_the_query_was_read(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    drive.workspace.search.search_for("mongolia")
    drive.settle()
    (derived, *_others) = drive.panels.read_as.suggestions.buttons
    assert derived.isVisible()
    drive.click(derived)
    drive.settle()
    assert drive.workspace.search.answer.request.query == "mongolia OR mongolian"
    assert drive.workspace.search.answer.total == derived.suggestion.count
    drive.query("")
    drive.settle()
    assert not drive.panels.read_as.suggestions.isVisible()


def test_a_word_that_is_half_typed_is_not_guessed_at(open_window: OpenWindow, sample: Path) -> None:
    drive = open_window(sample)
    drive.query("mongoli")
    drive.settle()
    assert drive.workspace.search.answer.total
    kinds = {each.kind for each in drive.workspace.search.answer.suggestions}
    assert not kinds & {SuggestionKind.SPELLING, SuggestionKind.BEGINNING}


def test_a_filter_that_hides_everything_is_taken_away(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    row = drive.panels.facets.first_newspaper()
    drive.click(row)
    drive.wait(lambda: drive.workspace.search.request.filters.publications, "a newspaper chosen")
    drive.query("nippon OR harbin OR linkou")
    drive.settle()
    assert not drive.workspace.search.answer.total
    (wider,) = (each for each in drive.panels.hits.suggestions.buttons if "filter" in each.text())
    drive.click(wider)
    drive.settle()
    assert drive.workspace.search.request.filters == Filters()
    assert drive.panels.facets.filters == Filters()
    assert drive.workspace.search.answer.total == wider.suggestion.count


def test_a_russian_name_marks_the_english_words_in_the_panes(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    drive.query("Харбин")
    drive.settle()
    drive.panels.hits.focus_first()
    drive.press(drive.panels.hits.view, Qt.Key.Key_Return)
    drive.wait(lambda: drive.panels.desk.active_pane.reading, "an article in a pane")
    drive.settle()
    assert drive.panels.desk.active_pane.match_count > 0
