"""The places by the words that the index knows are those by reading the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken
from viewer.base.messages import verbatim
from viewer.catalogue.models import Excerpt
from viewer.search.engine import Occurrence
from viewer.search.results.highlighter import Highlighter
from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.match_finder import MatchFinder
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchRequest

QUERIES = (
    "army",
    '"kwantung army"',
    '"the army"~5 gave',
    "army OR война",
    "армия -harbin",
    "харбине",
    "=army arm*",
    "gave~ harbin",
    "headline:army",
    "Япония",
    "has:tag",
    "",
)
LAST = 2


@pytest.fixture
def read_in_full(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of which every word was looked at."""
    texts: list[str] = []
    places = Highlighter.places

    def noted(self: Highlighter, text: str, language: str) -> object:
        texts.append(text)
        return places(self, text, language)

    monkeypatch.setattr(Highlighter, "places", noted)
    return texts


@pytest.mark.parametrize("query", QUERIES)
def test_in_excerpts_the_same_is_found_as_by_reading(
    archive: Archive, search: ArchiveSearch, query: str
) -> None:
    request = SearchRequest(query)
    finder = search.match_finder(request)
    for excerpt_id in search.matching_excerpts(request):
        reading = read_excerpt(archive, excerpt_id)
        found = finder.in_excerpt(excerpt_id, reading.text, reading.language)
        assert found == finder.in_text(reading.text, reading.language)


@given(
    st.lists(st.sampled_from(["army", "harbin", "gave up", '"the army"', "война", "OR", "-"])),
    st.lists(st.integers(1, LAST), min_size=1),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_query_and_any_order_of_excerpts(
    archive: Archive, search: ArchiveSearch, words: list[str], order: list[int]
) -> None:
    request = SearchRequest(" ".join(words))
    finder, found = search.match_finder(request), search.matching_excerpts(request)
    for excerpt_id in map(ExcerptId, order):
        if excerpt_id in found:
            reading = read_excerpt(archive, excerpt_id)
            spans = finder.in_excerpt(excerpt_id, reading.text, reading.language)
            assert spans == finder.in_text(reading.text, reading.language)


def test_a_text_that_the_index_knows_is_not_read_in_full(
    archive: Archive, search: ArchiveSearch, read_in_full: list[str]
) -> None:
    report = tag_matches(archive, search, SearchRequest('"kwantung army"'), "army")
    assert report.tagged.passages == 1
    assert [each.quote for each in list_passages(archive)] == ["Kwantung Army"]
    assert read_in_full == []


@pytest.mark.parametrize("occurrence", [(3, 3), (0, 999), (999, 999)])
def test_where_the_words_are_not_what_the_index_says_the_text_is_read(
    archive: Archive,
    search: ArchiveSearch,
    read_in_full: list[str],
    occurrence: tuple[int, int],
) -> None:
    finder = search.match_finder(SearchRequest("army"))
    stale = MatchFinder(finder._highlighter, [Occurrence(1, *occurrence)])
    reading = read_excerpt(archive, ExcerptId(1))
    spans = stale.in_excerpt(reading.id, reading.text, reading.language)
    assert [span.of(reading.text) for span in spans] == ["Army", "army"]
    assert read_in_full == [reading.text]


def test_a_text_that_changed_since_it_was_indexed_is_read(
    archive: Archive, search: ArchiveSearch, read_in_full: list[str]
) -> None:
    with archive.writing(verbatim("Edit")) as write:
        write.session.get_one(Excerpt, 1).note = "a note"
    finder = search.match_finder(SearchRequest("army"), CancelToken())
    reading = read_excerpt(archive, ExcerptId(1))
    finder.in_excerpt(ExcerptId(1), reading.text, reading.language)
    assert read_in_full == [reading.text]
    search.refresh()
    read_in_full.clear()
    finder = search.match_finder(SearchRequest("army"), CancelToken())
    assert finder.in_excerpt(ExcerptId(1), reading.text, reading.language)
    assert read_in_full == []
