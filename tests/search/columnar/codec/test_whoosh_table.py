"""Whoosh opens our index folder by itself, and finds in it what the engine finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh import index
from whoosh.qparser import QueryParser
from whoosh.query import Wildcard

from tests.search.small_index import KEY, STAMP, files, named_files, text, two_segments
from viewer.base.jobs import CancelToken
from viewer.search.columnar.codec.weighting import ArchiveBM25F
from viewer.search.columnar.storage.layout import DamagedSegmentError
from viewer.search.engine import IndexText
from viewer.search.index.index_folder import IndexFolder

_QUERIES = ("army", "headline:war", '"the army"', "Armies OR Токио", "war NOT army")


@pytest.fixture
def folder(tmp_path: Path) -> IndexFolder:
    """Two segments, the first of them with marks of deleted texts."""
    return two_segments(tmp_path / "an index")


def _found(folder: IndexFolder, words: str) -> dict[int, float]:
    opened = index.open_dir(str(folder.path))
    with opened.searcher(weighting=ArchiveBM25F()) as searcher:
        hits = searcher.search(QueryParser("text", opened.schema).parse(words), limit=None)
        return {hit["excerpt"]: hit.score for hit in hits}


@pytest.mark.parametrize("words", _QUERIES)
def test_a_plain_search_finds_and_scores_as_the_engine(folder: IndexFolder, words: str) -> None:
    query = QueryParser("text", index.open_dir(str(folder.path)).schema).parse(words)
    engine, _ = folder.open()
    try:
        found = engine.evaluate(query, CancelToken())
        expected = dict(zip(found.ids.tolist(), found.scores.tolist(), strict=True))
    finally:
        engine.close()
    assert _found(folder, words) == pytest.approx(expected, rel=1e-5)
    assert expected


def test_beginnings_and_patterns_work_too(folder: IndexFolder) -> None:
    expected = _found(folder, "text_exact:war").keys()
    assert expected
    assert _found(folder, "text_exact:wa*").keys() == expected
    with index.open_dir(str(folder.path)).searcher() as searcher:
        hits = searcher.search(Wildcard("text_exact", "w?r"), limit=None)
        assert {hit["excerpt"] for hit in hits} == expected


def test_words_are_stemmed_and_folded_by_their_script(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path, KEY)
    held = [
        text(1, "Armies\u00a0in Harbin 🚩\r\n"),
        IndexText(2, "ru", "", "", "А\u0301рмиями берёт"),
    ]
    folder.build(held, len(held), STAMP)
    assert list(_found(folder, "army")) == [1]
    assert list(_found(folder, '"армия берет"')) == [2]
    assert list(_found(folder, "text_exact:армиями")) == [2]
    assert list(_found(folder, "text_exact:армия")) == []


def test_it_follows_each_change_and_leaves_nothing_behind(folder: IndexFolder) -> None:
    folder.update([text(900, "harbin")], [], STAMP)
    assert list(_found(folder, "harbin")) == [900]
    assert len([name for name in files(folder) if name.endswith(".toc")]) == 1
    folder.update([], [900], STAMP)
    assert _found(folder, "harbin") == {}
    opened = index.open_dir(str(folder.path))
    assert opened.doc_count() == len(list(opened.reader().all_doc_ids())) < opened.doc_count_all()


def test_one_that_a_dead_writer_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "_MAIN_1.toc").write_bytes(b"half")
    (tmp_path / "_MAIN_7.toc").write_bytes(b"of another index")
    (tmp_path / "_MAIN_1.toc.17").write_bytes(b"half")
    (tmp_path / "contents.json").write_bytes(b"damaged")
    folder = IndexFolder(tmp_path, KEY)
    folder.build([text(1, "army")], 1, STAMP)
    assert list(_found(folder, "army")) == [1]
    assert files(folder) == named_files(folder)


def test_damage_is_noticed(folder: IndexFolder) -> None:
    for path in folder.path.glob("*.segment"):
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedSegmentError):
        _found(folder, "army")


def test_whoosh_deletes_nothing(folder: IndexFolder) -> None:
    writer = index.open_dir(str(folder.path)).writer()
    with pytest.raises(TypeError):
        writer.delete_by_term("text", "war")
    writer.cancel()
    assert _found(folder, "war")
