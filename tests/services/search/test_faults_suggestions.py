"""Nothing found is never the end: other searches are offered, and their counts are true."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.listed import list_publications
from viewer.base.errors import Cancelled
from viewer.base.ids import ExcerptId, PublicationId
from viewer.base.jobs import CancelToken
from viewer.base.paths import shipped_archive
from viewer.services.archive.archive import Archive
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.passages.write_note import write_note
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import Filters, SearchRequest, Suggestion, SuggestionKind
from viewer.text.spans import Span


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "sample.db"
    shutil.copyfile(shipped_archive(), path)
    with Archive.open(path, who="tester") as archive:
        yield archive


def offered(
    search: ArchiveSearch, query: str, filters: Filters | None = None
) -> dict[SuggestionKind, Suggestion]:
    """The first suggestion of each kind; all of them find what they promise."""
    request = SearchRequest(query, filters or Filters())
    own = {hit.id for hit in search.search(request).hits if hit.tier == 1}
    found: dict[SuggestionKind, Suggestion] = {}
    for each in search.suggestions(request):
        answer = search.search(SearchRequest(each.query, each.filters))
        assert answer.total == each.count > 0, each
        assert {hit.id for hit in answer.hits if hit.tier == 1} - own, "it finds no more"
        assert f"{each.count:,}" in str(each.text)
        found.setdefault(each.kind, each)
    return found


def test_a_slip_of_the_fingers_is_guessed_at(search: ArchiveSearch) -> None:
    guess = offered(search, "mongolai")[SuggestionKind.SPELLING]
    assert (guess.query, str(guess.text)) == ("mongolia", "Did you mean “mongolia”? 3 hits")
    assert offered(search, "kwantung amry")[SuggestionKind.SPELLING].query == "kwantung army"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("newspaper:gaurdian", "newspaper:guardian"),
        ('newspaper:"new york tmes" china', 'newspaper:"new york times" china'),
        ("газета:izvstia", "газета:izvestia"),
        ("tag:conqest", "tag:conquest"),
        ("tag:framing/liberatoin army", "tag:framing/liberation army"),
    ],
)
def test_a_newspaper_or_tag_that_is_not_held_is_guessed_at(
    search: ArchiveSearch, typed: str, meant: str
) -> None:
    assert offered(search, typed)[SuggestionKind.SPELLING].query == meant


@pytest.mark.parametrize("typed", ["newspaper:guard", "tag:conquest", "newspaper:xyzzy", "tag:/"])
def test_no_newspaper_or_tag_is_guessed_at_where_it_is_held_or_nothing_is_like_it(
    search: ArchiveSearch, typed: str
) -> None:
    assert SuggestionKind.SPELLING not in offered(search, typed)


@pytest.mark.parametrize("typed", ["Хирасима", "Хироси"])
def test_a_name_that_no_text_has_in_this_script_is_guessed_at(
    search: ArchiveSearch, typed: str
) -> None:
    guess = offered(search, typed)[SuggestionKind.SPELLING]
    assert (guess.query, str(guess.text)) == ("хиросима", "Did you mean “хиросима”? 2 hits")


def test_several_slips_are_mended_together(search: ArchiveSearch) -> None:
    guess = offered(search, "sovjet unoin mongolai")[SuggestionKind.SPELLING]
    assert guess.query == "soviet union mongolia"


def test_a_beginning_is_offered_with_its_count(search: ArchiveSearch) -> None:
    beginning = offered(search, "manchur")[SuggestionKind.BEGINNING]
    assert (beginning.query, str(beginning.text)) == ("manchur*", "7 hits beginning with “manchur”")


def test_what_the_stem_parts_is_offered_though_there_are_hits(search: ArchiveSearch) -> None:
    derived = offered(search, "mongolia")[SuggestionKind.DERIVED]
    assert derived.query == "mongolia OR mongolian"
    assert derived.count > search.search(SearchRequest("mongolia")).total


def test_the_word_that_finds_nothing_can_be_left_out(search: ArchiveSearch) -> None:
    fewer = offered(search, "harbin xyzzy")[SuggestionKind.FEWER_WORDS]
    assert (fewer.query, str(fewer.text)) == ("harbin", "2 hits without “xyzzy”")
    assert offered(search, "harbin AND xyzzy")[SuggestionKind.FEWER_WORDS].query == "harbin"


def test_a_filter_that_hides_everything_can_be_taken_away(
    archive: Archive, search: ArchiveSearch
) -> None:
    ids = {each.title: PublicationId(each.id) for each in list_publications(archive)}
    filters = Filters(publications=frozenset({ids["Izvestia"]}))
    wider = offered(search, "harbin", filters)[SuggestionKind.FILTER]
    assert str(wider.text) == "2 hits without the filter Izvestia"
    assert (wider.query, wider.filters) == ("harbin", Filters())
    both = Filters(publications=filters.publications, languages=frozenset({"mn"}))
    assert offered(search, "harbin", both)[SuggestionKind.FILTER].filters == Filters()


@pytest.mark.parametrize(
    ("query", "offer"),
    [
        ("izvestia", "newspaper:izvestia"),
        ("Известия", "newspaper:известия"),
        ("manchester guardian", 'newspaper:"manchester guardian"'),
        ("guardian harbin", "newspaper:guardian harbin"),
    ],
)
def test_the_title_of_a_newspaper_offers_its_texts(
    search: ArchiveSearch, query: str, offer: str
) -> None:
    assert offered(search, query)[SuggestionKind.NEWSPAPER].query == offer


def test_what_is_only_in_notes_tags_or_events_is_said(
    archive: Archive, search: ArchiveSearch
) -> None:
    note = offered(search, "square miles")[SuggestionKind.NOTE]
    assert (str(note.text), note.query) == ("1 in notes", "note:square note:miles")
    event = offered(search, "hiroshima")[SuggestionKind.EVENT]
    assert event.query == "event:hiroshima"
    reading = read_excerpt(archive, ExcerptId(1))
    passage = tag_passage(archive, reading.version_id, Span(0, 9), ["framing/Überfall 🚩"])
    write_note(archive, passage, "Сравни с «Таймс»")
    tag = offered(search, "überfall 🚩").get(SuggestionKind.TAG)
    assert tag is None, "an emoji is no word"
    tag_passage(archive, reading.version_id, Span(0, 5), ["framing/Überfall"])
    tag = offered(search, "überfall")[SuggestionKind.TAG]
    assert (tag.query, str(tag.text)) == (
        "tag:framing/Überfall",
        "1 under the tag framing/Überfall",
    )
    assert offered(search, "ТАЙМС")[SuggestionKind.NOTE].query == "note:таймс"


@pytest.mark.parametrize(
    "query", ["", "xyzzy", "*", '"', "((", "тттттттт", "a " * 3000, "AND", "tag:nowhere", "/[/"]
)
def test_where_nothing_is_like_it_nothing_is_offered(search: ArchiveSearch, query: str) -> None:
    assert offered(search, query) == {}


def test_what_finds_no_more_is_not_offered(search: ArchiveSearch) -> None:
    assert SuggestionKind.NOTE not in offered(search, "liberation")


def test_suggestions_stop_when_they_are_cancelled(search: ArchiveSearch) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        search.suggestions(SearchRequest("mongolai"), cancel)


def test_without_an_index_nothing_is_offered(archive: Archive) -> None:
    assert ArchiveSearch(archive).suggestions(SearchRequest("mongolai")) == ()
