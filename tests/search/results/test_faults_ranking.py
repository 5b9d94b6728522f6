"""What ranks before what: on a test collection with judgements, and in small."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.engine import IndexText
from viewer.search.language.query import parse

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_raw_queries_rank_at_least_as_well_as_with_other_engines(
    shared_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Queries as people wrote them; and signs do no harm."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    from retrieval.collection import read_collection
    from retrieval.measures import measured
    from retrieval.rankers import fts5, ours, ours_without_signs

    cranfield = read_collection(shared_dir / "corpus" / "cranfield")
    found = {}
    for ranker in (ours, ours_without_signs, fts5):
        rank = ranker(cranfield.documents)
        rankings = {key: rank(words) for key, words in cranfield.queries.items()}
        found[ranker] = measured(rankings, cranfield.judgements)
    assert all(mine >= theirs for mine, theirs in zip(found[ours], found[fts5], strict=True))
    assert found[ours].average_precision >= 0.44
    assert found[ours].average_precision >= found[ours_without_signs].average_precision - 0.005


def test_a_common_word_is_not_rare_because_few_headlines_hold_it(
    build: Callable[..., ColumnarEngine],
) -> None:
    texts = [IndexText(n, "en", "", "", f"the war of {n}") for n in range(1, 20)]
    engine = build([*texts, IndexText(20, "en", "War", "", "a text without that word")])
    in_headline = engine.evaluate(query.Term("headline", "war"), CancelToken())
    in_text = engine.evaluate(query.Term("text", "war"), CancelToken())
    assert in_headline.ids.tolist() == [20]
    # Shorter fields score higher, but both by the same inverse document frequency.
    assert in_headline.scores.max() < 3 * in_text.scores.max()


def test_what_a_pasted_text_says_often_counts_more(build: Callable[..., ColumnarEngine]) -> None:
    texts = ["about harbin", "about mukden", *(f"nothing {number}" for number in range(8))]
    engine = build([IndexText(n, "en", "", "", text) for n, text in enumerate(texts, 1)])
    for pasted, first in (("mukden, Harbin; harbin! tokyo", 1), ("mukden mukden harbin tokyo", 2)):
        some = parse(pasted, ["en"]).some_tree
        rows, _ = engine.evaluate(some, CancelToken()).best(1)
        assert engine.columns().ids[rows].tolist() == [first]
