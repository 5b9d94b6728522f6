"""The fields of a query that the catalogue answers, each in the state that it has now."""

from __future__ import annotations

import pytest

from tests.services.conftest import link, tag_words
from viewer.base.messages import verbatim
from viewer.catalogue.models import Article, Event, EventReport, Excerpt
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.codebook.change_codebook import create_tag
from viewer.services.passages.write_note import write_note
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchRequest
from viewer.text.kinds import LinkKind


@pytest.fixture
def archive(papers: Archive) -> Archive:
    return papers


def found(search: ArchiveSearch, query: str) -> list[int]:
    return list(search.matching_excerpts(SearchRequest(query)))


def test_a_condition_is_answered_anew_when_the_catalogue_has_changed(
    archive: Archive, search: ArchiveSearch
) -> None:
    create_tag(archive, "event")
    assert found(search, "tag:event") == []
    tag_words(archive, 2, "армия", "event")
    assert found(search, "tag:event") == [2]
    undo(archive)
    assert found(search, "tag:event") == []
    redo(archive)
    assert found(search, "tag:event") == [2]


def test_one_word_means_another_thing_in_another_field(
    archive: Archive, search: ArchiveSearch
) -> None:
    passage = tag_words(archive, 1, "Soviet", "rain")
    other = tag_words(archive, 2, "армия", "event")
    write_note(archive, other, "rain 🗒")
    assert found(search, "tag:rain") == [1]
    assert found(search, "note:rain") == [2]
    assert found(search, "rain") == [4]
    assert passage != other


def test_a_tag_finds_what_the_tags_below_it_were_put_on(
    archive: Archive, search: ArchiveSearch
) -> None:
    tag_words(archive, 1, "Soviet", "actor/state/USSR")
    tag_words(archive, 2, "армия", "actor")
    tag_words(archive, 3, "withdrawal", "actors")
    assert found(search, "tag:actor") == [1, 2]
    assert found(search, "tag:state") == [1]
    assert found(search, "tag:actor/state") == [1]


def test_a_page_is_one_of_the_pages_and_not_a_part_of_a_number(search: ArchiveSearch) -> None:
    assert found(search, "page:1") == [2, 3]
    assert found(search, "page:15") == [3]
    assert found(search, "page:5") == [1]


def test_what_is_said_of_an_unknown_value_is_said_each_time(search: ArchiveSearch) -> None:
    for _ in range(2):  # the second answer is remembered
        answer = search.search(SearchRequest("tag:nowhere"))
        assert [str(each) for each in answer.complaints] == [
            "There is no tag “nowhere” in the codebook."
        ]


@pytest.mark.parametrize(
    ("days", "excerpts"),
    [
        ("1945-08-14", [1, 3]),
        ("1945-09-10..1945-09-12", [2, 3]),  # September and 1945 may mean it
        ("1945-12-31", [3]),
        ("..1945-01-01", [3]),
        ("1946", []),
    ],
)
def test_a_vague_date_fits_a_range_inside_it(
    search: ArchiveSearch, days: str, excerpts: list[int]
) -> None:
    assert found(search, f"date:{days}") == excerpts


def test_an_event_finds_the_texts_that_report_it(archive: Archive, search: ArchiveSearch) -> None:
    with archive.writing(verbatim("Note an event")) as write:
        write.session.add_all(
            [
                Event(uid="e", title="Soviet entry", place="Мукден", date="1945-08-09"),
                Event(uid="f", title="Entry into Harbin", description="without a fight"),
            ]
        )
        write.session.flush()
        write.session.add_all(EventReport(event_id=1, excerpt_id=each) for each in (1, 2))
    assert found(search, 'event:"entry мукден"') == [1, 2]
    assert found(search, "event:entry") == [1, 2]
    assert found(search, "event:harbin") == []


def test_a_place_is_where_a_paper_is_printed_or_a_text_was_written(
    archive: Archive, search: ArchiveSearch
) -> None:
    with archive.writing(verbatim("Fill in")) as write:
        write.session.get_one(Article, 3).dateline = "Чунцин, Aug. 9"
        publication = write.session.get_one(Article, 2).publication
        assert publication is not None
        publication.place, publication.country = "Москва", "СССР"
    search.refresh()
    assert found(search, "place:чунцин") == [3]
    assert found(search, "place:ссср") == [2]
    assert found(search, "place:москва") == [2]


def test_what_a_text_has_is_asked_of_its_passages(archive: Archive, search: ArchiveSearch) -> None:
    one = tag_words(archive, 1, "Soviet", "event")
    two = tag_words(archive, 2, "армия")
    write_note(archive, two, "nota")
    assert found(search, "has:passage") == [1, 2]
    assert found(search, "has:tags") == [1]
    assert found(search, "has:note") == [2]
    assert found(search, "has:link") == []
    link(archive, one, two, LinkKind.COPIES)
    assert found(search, "has:link") == [1, 2]
    assert found(search, "has:date") == [1, 2, 3]


def test_languages_and_kinds_are_those_of_the_index(
    archive: Archive, search: ArchiveSearch
) -> None:
    assert found(search, "language:russian") == [2]
    assert found(search, "kind:extr") == [4]
    with archive.writing(verbatim("Correct")) as write:
        write.session.get_one(Excerpt, 4).kind = "abstract"
    search.refresh()
    assert found(search, "kind:extract") == []
    assert found(search, "kind:abstract") == [4]
