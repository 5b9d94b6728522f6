"""What narrows a search, said as shortly as it can be."""

from __future__ import annotations

import pytest

from viewer.base.ids import PublicationId
from viewer.base.messages import verbatim
from viewer.services.archive.archive import Archive
from viewer.services.records.list_publications import publications_by_id
from viewer.services.search.filters_in_words import filters_in_words, hits_in_words, narrowed
from viewer.services.types import Filters, PublicationInfo, SearchRequest

Papers = dict[int, PublicationInfo]


@pytest.fixture
def titles(papers: Archive) -> Papers:
    with papers.reading() as session:
        return publications_by_id(session)


def of(*keys: int) -> Filters:
    return Filters(publications=frozenset(map(PublicationId, keys)))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1945-08-09", "1945-08-09", "9 August 1945"),
        ("1945-08-01", "1945-08-31", "August 1945"),
        ("1945-08-01", "1945-08-30", "1–30 August 1945"),
        ("1944-02-01", "1944-02-29", "February 1944"),
        ("1945-02-01", "1945-02-28", "February 1945"),
        ("1945-09-01", "1945-09-30", "September 1945"),
        ("1945-08-01", "1945-10-31", "August – October 1945"),
        ("1945-01-01", "1945-12-31", "1945"),
        ("1945-01-01", "1946-12-31", "1945–1946"),
        ("1945-08-09", "", "from 9 August 1945 on"),
        ("", "1945-08-09", "up to 9 August 1945"),
    ],
)
def test_days_are_said_as_what_they_make_up(first: str, last: str, said: str) -> None:
    found = str(filters_in_words(Filters(date_from=first, date_to=last), {}))
    assert found.replace("August–October", "August – October") == f"only {said}"


def test_papers_are_named_while_they_are_few(titles: Papers) -> None:
    assert str(filters_in_words(of(1), titles)) == "only The Guardian"
    assert str(filters_in_words(of(2, 1, 3), titles)) == (
        "only The Guardian, The New York Times or Известия"
    )
    assert str(filters_in_words(of(1, 2, 3, 0), titles)) == "only 4 newspapers"
    assert str(filters_in_words(of(0), titles)) == "only newspaper not known"
    assert str(filters_in_words(of(-1), titles)) == "only newspapers that are not here"


def test_all_that_narrows_is_said(titles: Papers) -> None:
    filters = Filters(
        frozenset({PublicationId(1)}), frozenset({"ru", "en"}), frozenset({"ocr"}), "1945-08-09"
    )
    said = str(filters_in_words(filters, titles))
    assert said.startswith("only The Guardian, English or Russian, ")
    assert said.endswith(", from 9 August 1945 on")
    assert filters_in_words(Filters(), titles) is None


def test_a_query_is_said_with_what_narrows_it(titles: Papers) -> None:
    assert str(narrowed(verbatim("harbin"), of(1), titles)) == "harbin — only The Guardian"
    assert str(narrowed(verbatim("harbin"), Filters(), titles)) == "harbin"
    assert str(hits_in_words(SearchRequest(""), titles)) == "In the hits"
    assert str(hits_in_words(SearchRequest("a \n b", of(1)), titles)) == (
        "In the hits of “a b” — only The Guardian"
    )
    long = str(hits_in_words(SearchRequest("слово " * 40), titles))
    assert long.endswith("…”")
    assert len(long) <= len("In the hits of “”") + 80
