"""What is copied of a text: never words that are not in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.conftest import tag_words
from viewer.base.ids import ExcerptId
from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_passages
from viewer.services.records.cite_reading import cite_reading
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.types import ExcerptReading, PassageInfo
from viewer.text.spans import Span
from viewer.workspace.quotation import NO_LONGER_THERE, NO_WORDS, Quotation, quote

WORDS = "Квантунская\u00a0армия сдалась у Харби\u0301на"


@pytest.fixture
def archive(archive_path: Path) -> Iterator[Archive]:
    with Archive.open(archive_path, who="reader") as archive:
        tag_words(archive, 1, WORDS, "event")
        yield archive


@pytest.fixture
def reading(archive: Archive) -> ExcerptReading:
    return read_excerpt(archive, ExcerptId(1))


@pytest.fixture
def passage(archive: Archive) -> PassageInfo:
    (passage,) = list_passages(archive)
    return passage


@pytest.fixture
def changed(passage: PassageInfo) -> PassageInfo:
    """The passage, had it been made of other words than those at its place."""
    return replace(passage, quote="Квантунская армия")


def test_words_that_are_selected_are_quoted_with_the_citation(
    reading: ExcerptReading, passage: PassageInfo
) -> None:
    start = reading.text.index("the army")
    copied = quote(reading, Span(start, start + 8), passage, passage)
    assert copied == Quotation(
        f"“the army”\n\n{cite_reading(reading)}", "Quotation and citation copied."
    )


@pytest.mark.parametrize("selected", [None, Span(3, 3)], ids=["nothing", "a caret"])
def test_without_selected_words_those_of_the_passage_are_quoted(
    reading: ExcerptReading, passage: PassageInfo, selected: Span | None
) -> None:
    copied = quote(reading, selected, passage, None)
    assert copied == Quotation(
        f"“{WORDS}”\n\n{cite_reading(reading)}", "Quotation and citation copied."
    )


def test_a_passage_whose_words_have_changed_is_not_quoted(
    reading: ExcerptReading, changed: PassageInfo
) -> None:
    citation = cite_reading(reading)
    assert quote(reading, None, changed, None) == Quotation(citation, NO_LONGER_THERE)
    selected = Span(0, 5)
    assert quote(reading, selected, changed, None).text == f"“Война”\n\n{citation}"


def test_a_passage_in_hand_that_the_text_no_longer_marks_is_not_quoted(
    reading: ExcerptReading, changed: PassageInfo
) -> None:
    copied = quote(reading, None, None, changed)
    assert copied == Quotation(cite_reading(reading), NO_LONGER_THERE)


def test_without_words_only_the_citation_is_copied(
    archive: Archive, reading: ExcerptReading, passage: PassageInfo
) -> None:
    assert quote(reading, None, None, None) == Quotation(cite_reading(reading), NO_WORDS)
    other = read_excerpt(archive, ExcerptId(2))
    copied = quote(other, None, None, passage)
    assert copied == Quotation(cite_reading(other), NO_WORDS), "it is in hand of another text"
