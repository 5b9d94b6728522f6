"""Tagging every match: exactly the hits, each place once, one step, and the count said before."""

from __future__ import annotations

import pytest

from tests.services.conftest import tag_words
from tests.services.listed import list_tags
from viewer.base.errors import InputError
from viewer.base.ids import PublicationId
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import undo
from viewer.services.passages import match_passages
from viewer.services.passages.count_matches import count_matches
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import Filters, PaperCount, SearchRequest


@pytest.fixture
def archive(papers: Archive) -> Archive:
    return papers


def tagged_in(archive: Archive) -> list[tuple[int, str]]:
    return sorted((each.excerpt_id, each.quote) for each in list_passages(archive) if each.tags)


def test_texts_that_hold_only_some_of_the_query_are_left_alone(
    archive: Archive, search: ArchiveSearch
) -> None:
    report = tag_matches(archive, search, SearchRequest("soviet advance"), "event")
    assert (report.hits, report.tagged.passages, report.some) == (1, 2, 0)
    assert tagged_in(archive) == [(1, "Soviet"), (1, "advance")]


def test_where_no_text_holds_all_nothing_is_tagged_and_it_is_said_how_many_hold_some(
    archive: Archive, search: ArchiveSearch
) -> None:
    before = archive.last_step()
    report = tag_matches(archive, search, SearchRequest("advance withdrawal"), "event")
    assert (report.tagged.passages, report.some, report.step) == (0, 2, None)
    assert (archive.last_step(), list_tags(archive)) == (before, [])


def test_filters_are_those_of_the_list(archive: Archive, search: ArchiveSearch) -> None:
    hits = search.search(SearchRequest("manchuria")).hits
    guardian = next(hit.publication_id for hit in hits if hit.publication == "The Guardian")
    filters = Filters(frozenset({PublicationId(guardian or 0)}))
    request = SearchRequest("manchuria", filters)
    assert count_matches(archive, search, request, "place").tagged.papers == (
        PaperCount("The Guardian", 1),
    )
    tag_matches(archive, search, request, "place")
    assert tagged_in(archive) == [(1, "Manchuria")]


def test_what_carries_the_tag_already_is_counted_and_not_tagged_twice(
    archive: Archive, search: ArchiveSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match_passages, "PORTION", 1)
    monkeypatch.setattr("viewer.services.passages.tag_matches.PORTION", 1)
    for excerpt in (1, 3):
        tag_words(archive, excerpt, "Manchuria", "place")
    request = SearchRequest("manchuria OR rain")
    counted = count_matches(archive, search, request, "place")
    report = tag_matches(archive, search, request, "place")
    for each in (counted, report):
        assert (each.tagged.passages, each.already, each.hits) == (1, 2, 3)
    assert tagged_in(archive) == [(1, "Manchuria"), (3, "Manchuria"), (4, "Rain")]


def test_a_passage_that_is_there_gets_the_tag_and_no_double(
    archive: Archive, search: ArchiveSearch
) -> None:
    there = tag_words(archive, 1, "Manchuria", "noted")
    tag_matches(archive, search, SearchRequest("manchuria"), "place")
    passages = list_passages(archive)
    assert len(passages) == 2
    (same,) = (each for each in passages if each.id == there)
    assert [tag.path for tag in same.tags] == ["noted", "place"]


def test_it_is_one_step_named_by_what_it_did_and_one_undo(
    archive: Archive, search: ArchiveSearch
) -> None:
    report = tag_matches(archive, search, SearchRequest("manchuria"), "place/Маньчжурия")
    step = list_journal(archive)[0]
    assert (step.id, str(step.what)) == (report.step, "Tag 2 passages place/Маньчжурия")
    undo(archive)
    assert (list_passages(archive), list_tags(archive)) == ([], [])


def test_where_all_is_tagged_already_there_is_no_step(
    archive: Archive, search: ArchiveSearch
) -> None:
    request = SearchRequest("manchuria")
    tag_matches(archive, search, request, "place")
    before = archive.last_step()
    report = tag_matches(archive, search, request, "place")
    assert (report.tagged.passages, report.already, report.step) == (0, 2, None)
    assert archive.last_step() == before


@pytest.mark.parametrize("path", ["", " / ", "a//b"])
def test_a_tag_without_a_name_changes_nothing(
    archive: Archive, search: ArchiveSearch, path: str
) -> None:
    before = archive.last_step()
    with pytest.raises(InputError):
        tag_matches(archive, search, SearchRequest("manchuria"), path)
    assert archive.last_step() == before
