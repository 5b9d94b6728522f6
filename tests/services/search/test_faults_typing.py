"""While a query is typed its last word is also a beginning, for every action over the hits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.base.jobs import CancelToken
from viewer.base.paths import shipped_archive
from viewer.services.archive.archive import Archive
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchRequest


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "archive.db"
    shutil.copyfile(shipped_archive(), path)
    with Archive.open(path) as opened:
        yield opened


def test_what_is_typed_finds_what_begins_with_it(search: ArchiveSearch) -> None:
    typed, whole = SearchRequest("manchur", typing=True), SearchRequest("manchur")
    answer = search.search(typed)
    assert str(answer.read_as) == "manchur…"
    assert answer.total == search.search(SearchRequest("manchur*")).total > 0
    assert all("anchur" in hit.marks[0].of(hit.snippet) for hit in answer.hits)
    assert search.search(whole).total == 0
    assert search.search(SearchRequest("manchur ", typing=True)).total == 0


def test_actions_take_what_the_list_shows(archive: Archive, search: ArchiveSearch) -> None:
    request = SearchRequest("manchur", typing=True)
    total = search.search(request).total
    ids = search.matching_excerpts(request, CancelToken())
    assert len(ids) == total
    assert search.marks_in(ids[0], "manchur", typing=True).matches
    assert not search.marks_in(ids[0], "manchur").matches
    report = tag_matches(archive, search, request, "typed")
    assert report.tagged.passages >= total


def test_a_name_that_is_typed_to_its_end_is_that_name(search: ArchiveSearch) -> None:
    whole = search.search(SearchRequest("Kwantung Army"))
    typed = search.search(SearchRequest("Kwantung Army", typing=True))
    assert {hit.id for hit in whole.hits if hit.tier == 1} <= {
        hit.id for hit in typed.hits if hit.tier == 1
    }
    assert "Квантунская армия" in str(typed.read_as)


def test_hits_below_the_rule_show_why_they_are_there(search: ArchiveSearch) -> None:
    answer = search.search(SearchRequest('"Harbin surrendered zeppelin"'))
    assert answer.total == 0
    assert answer.total_some > 0
    assert any(hit.marks for hit in answer.hits)
