"""What the catalogue no longer holds is nowhere in an answer, before the index knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.exchange.import_texts import import_texts
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ImportOptions, SearchRequest, TextMarks


@pytest.fixture
def archive(papers: Archive) -> Archive:
    return papers


@pytest.fixture
def overtaken(archive: Archive, search: ArchiveSearch, tmp_path: Path) -> Iterator[ArchiveSearch]:
    """The search with two texts in its index that an undo has taken out of the catalogue."""
    for text in ("Soviet armies advance again", "The Soviet rest"):
        (tmp_path / f"{text}.txt").write_text(text)
    paths = sorted(tmp_path.glob("*.txt"))
    import_texts(archive, paths, ImportOptions(publication="Truth", language="mn"))
    search.refresh()
    assert search.search(SearchRequest("soviet advance")).total == 2
    undo(archive)
    yield search
    search.close()


def test_what_is_gone_is_in_neither_tier_nor_in_any_count(overtaken: ArchiveSearch) -> None:
    answer = overtaken.search(SearchRequest("soviet advance"))
    assert [(hit.id, hit.tier) for hit in answer.hits] == [(1, 1), (3, 2)]
    assert (answer.total, answer.total_some) == (1, 1)
    assert overtaken.count_some(SearchRequest("soviet advance")) == 1
    facets = overtaken.search(SearchRequest("soviet")).facets
    assert sum(each.count for each in facets.newspapers) == 2
    assert "Truth" not in {each.label for each in facets.newspapers}
    assert "mn" not in {each.key for each in facets.languages}


def test_what_is_gone_is_not_acted_on(overtaken: ArchiveSearch) -> None:
    assert overtaken.matching_excerpts(SearchRequest("soviet")) == [1, 3]
    assert overtaken.matching_excerpts(SearchRequest("")) == [1, 2, 3, 4]
    assert overtaken.marks_in(ExcerptId(5), "soviet") == TextMarks()


def test_what_came_back_is_found_again_at_once(archive: Archive, overtaken: ArchiveSearch) -> None:
    redo(archive)
    assert overtaken.matching_excerpts(SearchRequest("soviet")) == [1, 3, 5, 6]


def test_pages_go_on_over_what_is_gone(overtaken: ArchiveSearch) -> None:
    pages = [
        overtaken.search(SearchRequest("soviet advance", limit=1, offset=offset)).hits
        for offset in range(3)
    ]
    assert [[hit.id for hit in page] for page in pages] == [[1], [3], []]


def test_without_an_index_nothing_is_found_or_marked(archive: Archive) -> None:
    search = ArchiveSearch(archive)
    answer = search.search(SearchRequest("soviet"))
    assert (answer.total, answer.total_some, answer.hits) == (0, 0, ())
    assert search.suggestions(SearchRequest("sovjet"), CancelToken()) == ()
