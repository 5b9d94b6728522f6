"""Whoosh's searcher scores with our weighting what `viewer.search.scoring` says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh import fields, index, query
from whoosh.qparser import QueryParser

from tests.search.columnar.codec_texts import index_of
from viewer.search.columnar.codec.codec import ColumnarCodec
from viewer.search.columnar.codec.weighting import ArchiveBM25F
from viewer.search.scoring import bm25, idf

TEXTS = ["war", "peace and war", "peace", "war and war and war again", "home", "war and home"]


def schema() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(stored=True), text=fields.TEXT(), kind=fields.ID(field_boost=3.0)
    )


@pytest.fixture(params=[2, 6], ids=["three segments", "one segment"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> index.FileIndex:
    documents = [{"id": str(at), "text": text, "kind": "k"} for at, text in enumerate(TEXTS)]
    size = request.param
    batches = [documents[at : at + size] for at in range(0, len(documents), size)]
    return index_of(tmp_path / "i", batches, of=schema())


def scores(made: index.FileIndex, asked: Any, **options: Any) -> dict[int, float]:
    with made.searcher(weighting=ArchiveBM25F()) as searcher:
        if isinstance(asked, str):
            asked = QueryParser("text", schema()).parse(asked)
        return {int(hit["id"]): hit.score for hit in searcher.search(asked, **options)}


def expected(word: str, living: set[int]) -> dict[int, float]:
    # Whoosh's analyzer drops "and".
    words = {at: [each for each in TEXTS[at].split() if each != "and"] for at in living}
    holding = [at for at in living if word in words[at]]
    average = sum(map(len, words.values())) / len(living)
    counts = np.array([words[at].count(word) for at in holding], np.float64)
    lengths = np.array([len(words[at]) for at in holding], np.float64)
    found = bm25(idf(len(living), len(holding)), counts, lengths, average)
    return dict(zip(holding, found.tolist(), strict=True))


@pytest.mark.parametrize("word", ["war", "peace", "home"])
def test_a_word(made: index.FileIndex, word: str) -> None:
    living = set(range(len(TEXTS)))
    assert scores(made, word) == pytest.approx(expected(word, living))
    assert scores(made, f"{word}^2.5") == pytest.approx(
        {at: 2.5 * score for at, score in expected(word, living).items()}
    )


def test_deleted_documents_do_not_count(made: index.FileIndex) -> None:
    writer = made.writer(codec=ColumnarCodec())
    writer.delete_by_term("id", "3")
    writer.delete_by_term("id", "4")
    writer.commit(merge=False)
    assert scores(made, "war") == pytest.approx(expected("war", {0, 1, 2, 5}))
    assert scores(made, "home") == pytest.approx(expected("home", {0, 1, 2, 5}))


def test_words_are_added_up(made: index.FileIndex) -> None:
    living = set(range(len(TEXTS)))
    war, home = expected("war", living), expected("home", living)
    assert scores(made, "war OR home") == pytest.approx(
        {at: war.get(at, 0) + home.get(at, 0) for at in war.keys() | home.keys()}
    )
    assert scores(made, "war AND home") == pytest.approx({5: war[5] + home[5]})


def test_a_field_without_lengths_scores_its_weight(made: index.FileIndex) -> None:
    assert scores(made, query.Term("kind", "k")) == dict.fromkeys(range(len(TEXTS)), 3.0)


def test_skipping_blocks_loses_none_of_the_best(tmp_path: Path) -> None:
    # Long fields, and in the 300th of 900 documents a short one: the best is in the third block.
    texts = ["war " + "word " * (20 + at % 7) for at in range(900)]
    texts[300] = "war"
    texts[700] = "war war"
    documents = [{"id": str(at), "text": text} for at, text in enumerate(texts)]
    made = index_of(tmp_path / "i", [documents], of=schema())
    whole = scores(made, "war", limit=None)
    best = scores(made, "war", limit=2)
    assert set(best) == {300, 700}
    assert best == {at: whole[at] for at in best}


def test_skipping_blocks_brings_no_deleted_document_back(tmp_path: Path) -> None:
    # The deleted ones are the first of each block, and would be the best.
    texts = ["war" if at % 128 == 0 else "war " + "word " * (at % 9) for at in range(900)]
    documents = [{"id": str(at), "text": text} for at, text in enumerate(texts)]
    made = index_of(tmp_path / "i", [documents], of=schema())
    writer = made.writer(codec=ColumnarCodec())
    for at in range(0, 900, 128):
        writer.delete_by_term("id", str(at))
    writer.commit(merge=False)
    whole = scores(made, "war", limit=None)
    for limit in (1, 5, 60, 99):
        best = scores(made, "war", limit=limit)
        assert list(best.values()) == pytest.approx(sorted(whole.values(), reverse=True)[:limit])
        assert all(at % 128 for at in best)
