"""What tagging every match would do, without a trace of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import tag_words
from viewer.services.archive.archive import Archive
from viewer.services.passages.count_matches import count_matches
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchRequest


@pytest.fixture
def archive(papers: Archive) -> Archive:
    return papers


@pytest.mark.parametrize(
    "query",
    ["manchuria", "soviet advance", "advance withdrawal", "nowhere", "", "manchuria OR rain"],
)
def test_the_count_is_what_tagging_does_then(
    archive: Archive, search: ArchiveSearch, query: str
) -> None:
    tag_words(archive, 1, "Manchuria", "place")
    tag_words(archive, 4, "Rain", "elsewhere")
    before = archive.last_step()
    counted = count_matches(archive, search, SearchRequest(query), "place")
    assert archive.last_step() == before
    done = tag_matches(archive, search, SearchRequest(query), "place")
    assert replace(done, step=None) == counted


def test_without_a_tag_every_matched_passage_counts(
    archive: Archive, search: ArchiveSearch
) -> None:
    tag_words(archive, 1, "Manchuria", "place")
    report = count_matches(archive, search, SearchRequest("manchuria"))
    assert (report.tagged.passages, report.tagged.texts, report.already) == (2, 2, 0)


def test_only_some_is_said(archive: Archive, search: ArchiveSearch) -> None:
    report = count_matches(archive, search, SearchRequest("advance withdrawal"), "event")
    assert (report.hits, report.some) == (0, 2)
