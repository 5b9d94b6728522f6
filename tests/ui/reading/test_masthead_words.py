"""What a masthead says."""

from __future__ import annotations

from typing import Any

from viewer.services.types import Kind
from viewer.ui.reading import masthead_words


def test_say_paper_issue_and_origin(make_reading: Any) -> None:
    reading = make_reading(kind=Kind.TRANSLATION)
    assert masthead_words.newspaper(reading) == ("Izvestia", "Известия")
    assert masthead_words.issue(reading) == "14 August 1945 · page 5"
    assert masthead_words.issue(reading, short=True) == "14 Aug 1945 · p. 5"
    assert masthead_words.notice(reading) == "Translation from Russian, not the words as printed"
    assert masthead_words.origin(reading) == (
        "Moscow · English, as quoted in International Relations on the War, eMongolia, 2025"
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
