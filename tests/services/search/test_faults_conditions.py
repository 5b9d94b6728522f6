"""Conditions of a query are resolved once for each state of the archive, and never kept longer."""

from __future__ import annotations

import pytest

from tests.services.listed import list_tags
from viewer.base.ids import VersionId
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.codebook.change_codebook import rename_tag
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.passages.write_note import write_note
from viewer.services.search.resolve_terms import TermResolver
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, SearchRequest
from viewer.text.spans import Span


def _total(search: ArchiveSearch, query: str) -> int:
    return search.search(SearchRequest(query)).total


def test_what_follows_a_search_does_not_resolve_its_conditions_again(
    archive: Archive,
    search: ArchiveSearch,
    reading: ExcerptReading,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tag_passage(archive, reading.version_id, Span(0, 5), ["war"])
    asked: list[str] = []
    real = TermResolver._tag

    def counted(self: TermResolver, text: str) -> object:
        asked.append(text)
        return real(self, text)

    monkeypatch.setattr(TermResolver, "_tag", counted)
    request = SearchRequest("tag:war")
    assert search.search(request).total == 1
    assert search.marks_in(reading.id, "tag:war").passage_id
    assert len(search.matching_excerpts(request)) == 1
    assert asked == ["war"]


def test_every_step_of_the_archive_is_seen_by_the_next_search(
    archive: Archive, search: ArchiveSearch, reading: ExcerptReading
) -> None:
    assert (_total(search, "tag:war"), _total(search, "has:note")) == (0, 0)
    passage = tag_passage(archive, VersionId(reading.version_id), Span(0, 5), ["war"])
    assert (_total(search, "tag:war"), _total(search, "has:note")) == (1, 0)
    write_note(archive, passage, "a flag 🚩 in the headline")
    assert (_total(search, "has:note"), _total(search, "note:flag")) == (1, 1)
    undo(archive)
    assert (_total(search, "has:note"), _total(search, "note:flag")) == (0, 0)
    redo(archive)
    assert _total(search, "note:flag") == 1
    rename_tag(archive, list_tags(archive)[0].id, "peace")
    assert (_total(search, "tag:war"), _total(search, "tag:peace")) == (0, 1)


def test_a_sentence_about_a_condition_is_said_each_time(search: ArchiveSearch) -> None:
    said = [search.search(SearchRequest("tag:nowhere")).complaints for _ in range(2)]
    assert said[0] == said[1] != ()
