"""What a masthead says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from viewer.services.types import Kind
from viewer.ui.reading import masthead_words


def test_say_paper_issue_and_origin(make_reading: Any) -> None:
    reading = make_reading(kind=Kind.TRANSLATION)
    assert masthead_words.newspaper(reading) == ("Izvestia", "Известия")
    assert masthead_words.issue(reading) == "14 August 1945 · page 5"
    assert masthead_words.issue(reading, short=True) == "14 Aug 1945 · p. 5"
    assert masthead_words.kind_in_full(reading) == (
        "English translation from Russian, not the words as printed"
    )
    assert masthead_words.origin(reading) == (
        "Moscow · as quoted in International Relations on the War, eMongolia, 2025"
    )
    assert "fourth paragraph" in masthead_words.full_source(reading)


def test_invent_nothing(make_reading: Any) -> None:
    reading = make_reading(
        publication=None, headline="", byline="", issue_date="", page="", citation=""
    )
    assert masthead_words.newspaper(reading) == ("Newspaper not known", "")
    assert masthead_words.issue(reading) == "undated"
    assert masthead_words.headline(reading) == "No headline"
    assert masthead_words.byline(reading) == ""


def test_a_region_is_left_out_of_running_words(make_reading: Any) -> None:
    reading = make_reading(language="ru-RU", kind=Kind.TRANSCRIPTION, publication=None)
    assert masthead_words.origin(reading).startswith("Russian transcription")
    reading = make_reading(language="", kind=Kind.TRANSCRIPTION, publication=None)
    assert masthead_words.origin(reading).startswith("transcription")


def test_say_that_the_newspapers_own_words_are_not_held(make_reading: Any) -> None:
    reading = replace(make_reading(kind=Kind.TRANSLATION), own_words_held=False)
    assert masthead_words.kind_in_full(reading).endswith(
        "not the words as printed · the Russian text is not held"
    )
    reading = replace(make_reading(kind=Kind.ABSTRACT, publication=None), own_words_held=False)
    assert masthead_words.kind_in_full(reading) == (
        "English abstract, not the newspaper's own words · its own words are not held"
    )
    assert masthead_words.kind_in_full(make_reading(kind=Kind.OCR)) == ""
