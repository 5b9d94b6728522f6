"""Words that narrow a search: what is unknown lets nothing through and is said."""

from __future__ import annotations

import pytest

from viewer.base.messages import verbatim
from viewer.catalogue.models import FormerTitle, Publication
from viewer.services.archive.archive import Archive
from viewer.services.search.read_filters import FilterWords, read_filters
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import Filters, SearchRequest


@pytest.fixture
def archive(papers: Archive) -> Archive:
    with papers.writing(verbatim("Fill in")) as write:
        write.session.get_one(Publication, 2).original_title = "Известия Советов 🗞"
        write.session.add(FormerTitle(publication_id=1, title="The Manchester Guardian"))
    return papers


def test_no_words_narrow_nothing(archive: Archive) -> None:
    assert read_filters(archive, FilterWords()) == (Filters(), ())


@pytest.mark.parametrize(
    ("newspaper", "keys"),
    [
        ("guardian", {1}),
        ("THE GUARD", {1}),
        ("manchester", {1}),  # what it was called before
        ("известия", {2}),
        ("советов", {2}),
        ("the", {1, 3}),
    ],
)
def test_a_newspaper_is_meant_by_a_part_of_any_title(
    archive: Archive, newspaper: str, keys: set[int]
) -> None:
    filters, complaints = read_filters(archive, FilterWords(newspapers=[newspaper]))
    assert (filters.publications, complaints) == (keys, ())


def test_of_several_words_each_adds_what_it_means(archive: Archive) -> None:
    filters, complaints = read_filters(
        archive,
        FilterWords(
            newspapers=["guardian", "york"],
            languages=["Russian", "en"],
            kinds=["OCR", "transc"],
            date_from="1945-08-01",
            date_to="1945-12-31",
        ),
    )
    assert filters == Filters(
        frozenset({1, 3}),  # type: ignore[arg-type]
        frozenset({"ru", "en"}),
        frozenset({"ocr", "transcription"}),
        "1945-08-01",
        "1945-12-31",
    )
    assert complaints == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (FilterWords(newspapers=["Pravda"]), "No newspaper in this archive is called “Pravda”."),
        (FilterWords(languages=["mn"]), "No text in this archive is in the language “mn”."),
        (FilterWords(kinds=["poem"]), "No text here is of the kind “poem”"),
    ],
    ids=["newspaper", "language", "kind"],
)
def test_what_is_unknown_lets_nothing_through_and_is_said(
    archive: Archive, search: ArchiveSearch, words: FilterWords, said: str
) -> None:
    filters, (complaint,) = read_filters(archive, words)
    assert str(complaint).startswith(said)
    assert search.search(SearchRequest("", filters)).total == 0


def test_what_is_unknown_takes_nothing_from_what_is_known(archive: Archive) -> None:
    filters, complaints = read_filters(archive, FilterWords(newspapers=["pravda", "guardian"]))
    assert 1 in filters.publications
    assert len(complaints) == 1
