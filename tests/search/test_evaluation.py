"""The evaluator against two others: a plain reading of the texts, and Whoosh's own matchers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query, scoring, searching

from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.search import index_writer
from viewer.search.engine import IndexText
from viewer.search.evaluation import Evaluator
from viewer.search.fields import stem_field
from viewer.search.index_writer import Batch, open_reader
from viewer.search.phrases import phrase_places
from viewer.search.scoring import bm25
from viewer.search.segments import Segment
from viewer.search.tree import CatalogueTerm, IdSet, Reading

WORDS = ("a", "b", "c", "d")
FIELDS = ("text", "headline")

Corpus = dict[int, tuple[str, str]]

contents = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
batches = st.lists(
    st.dictionaries(st.integers(1, 9), st.tuples(contents, contents), max_size=5),
    min_size=1,
    max_size=4,
)
deletions = st.lists(st.integers(1, 9), max_size=4)

terms = st.builds(query.Term, st.sampled_from(FIELDS), st.sampled_from((*WORDS, "zz")))
boosted = st.builds(
    query.Term, st.just("text"), st.sampled_from(WORDS), st.sampled_from([0.5, 2.0])
)
exacts = st.builds(query.Term, st.just("text_exact"), st.sampled_from(WORDS))
phrases = st.builds(
    query.Phrase,
    st.sampled_from(FIELDS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3),
    st.integers(1, 3),
)
id_sets = st.lists(st.integers(0, 12), max_size=6).map(lambda ids: IdSet(np.array(ids, np.int64)))
leaves = st.one_of(terms, boosted, exacts, phrases)
positive_trees = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(query.And),
        st.lists(parts, min_size=1, max_size=3).map(query.Or),
        st.lists(parts, min_size=1, max_size=3).map(Reading),
    ),
    max_leaves=6,
)
trees = st.recursive(
    st.one_of(leaves, id_sets, st.just(query.Every()), st.just(query.Every("headline"))),
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(query.And),
        st.lists(parts, max_size=3).map(Reading),
        parts.map(query.Not),
    ),
    max_leaves=7,
)


class Written:
    """A corpus in several batches, with the index of it on disk."""

    def __init__(self, parts: list[Corpus], deleted: list[int], postings: int = 10**9) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name)
        self.corpus: Corpus = {}
        most, index_writer.MOST_POSTINGS = index_writer.MOST_POSTINGS, postings
        for number, part in enumerate(parts):
            texts = [IndexText(i, "en", head, "", text) for i, (head, text) in part.items()]
            batch = Batch(path, len(texts), lambda done, total: None, CancelToken())
            gone = deleted if number == len(parts) - 1 else []
            gone = [excerpt_id for excerpt_id in gone if excerpt_id not in part]
            if number == 0:
                batch.create(texts)
            else:
                batch.update(texts, gone)
                self.corpus = {i: held for i, held in self.corpus.items() if i not in gone}
            self.corpus |= part
        index_writer.MOST_POSTINGS = most
        self.reader = open_reader(path)

    def __enter__(self) -> Written:
        return self

    def __exit__(self, *_: object) -> None:
        self.reader.close()
        self.folder.cleanup()

    def evaluator(self) -> Evaluator:
        leaves = [leaf for leaf, _ in self.reader.leaf_readers() if leaf.doc_count_all()]
        return Evaluator([Segment(leaf) for leaf in leaves])


def plainly(node: query.Query, corpus: Corpus) -> set[int]:
    """The ids that match, found by reading every text."""
    if isinstance(node, query.Not):
        return set(corpus) - plainly(node.query, corpus)
    if isinstance(node, query.And):
        return set.intersection(*(plainly(part, corpus) for part in node))
    if isinstance(node, query.Or):
        return set().union(*(plainly(part, corpus) for part in node))
    if isinstance(node, IdSet):
        return set(corpus) & set(node.ids.tolist())
    return {i for i, held in corpus.items() if stands_in(node, held)}


def stands_in(node: query.Query, held: tuple[str, str]) -> bool:
    if isinstance(node, query.Every) and node.fieldname is None:
        return True
    words = held[0 if node.fieldname.startswith("headline") else 1].split()
    if isinstance(node, query.Every):
        return bool(words)
    if isinstance(node, query.Phrase):
        places = [[at for at, word in enumerate(words) if word == w] for w in node.words]
        return bool(phrase_places(places, node.slop))
    return node.text in words


@settings(max_examples=100)
@given(batches, deletions, st.lists(trees, min_size=1, max_size=5), st.sampled_from([8, 10**9]))
def test_it_finds_what_reading_every_text_finds(
    parts: list[Corpus], deleted: list[int], asked: list[query.Query], postings: int
) -> None:
    with Written(parts, deleted, postings) as written:
        evaluator = written.evaluator()
        for tree in asked:
            evaluation = evaluator.evaluate(tree, CancelToken())
            assert evaluation.ids.tolist() == sorted(plainly(tree, written.corpus)), tree
            assert len(evaluation.ids) == len(evaluation.scores)
            assert (evaluation.scores >= 0).all()


class SameScores(scoring.WeightingModel):  # type: ignore[misc]
    """Whoosh's hook for scoring, with the evaluator's statistics."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> Any:
        weight = self.evaluator.term_weight(fieldname, text.decode(), CancelToken())
        field = stem_field(fieldname)
        average = self.evaluator.average_length(field)

        class Scorer(scoring.BaseScorer):  # type: ignore[misc]
            def score(self, matcher: Any) -> float:
                length = float(searcher.doc_field_length(matcher.id(), field, 0))
                counts = np.array([matcher.weight()], dtype=np.float64)
                return float(bm25(weight, counts, np.array([length]), average)[0])

        return Scorer()


def whoosh_says(reader: Any, evaluator: Evaluator, tree: query.Query) -> dict[int, float]:
    """Ids and scores by walking Whoosh's matchers, one segment after the other."""
    scores = {}
    searcher = searching.Searcher(reader, weighting=SameScores(evaluator), closereader=False)
    for leaf, _ in searcher.leaf_searchers() if reader.doc_count_all() else ():
        ids = list(leaf.reader().column_reader("excerpt"))
        matcher = tree.matcher(leaf, leaf.context(needs_current=True))
        while matcher.is_active():
            scores[ids[matcher.id()]] = matcher.score()
            matcher.next()
    return scores


@settings(max_examples=60)
@given(batches, deletions, st.lists(positive_trees, min_size=1, max_size=5))
def test_it_scores_as_whooshs_matchers_do(
    parts: list[Corpus], deleted: list[int], asked: list[query.Query]
) -> None:
    with Written(parts, deleted) as written:
        evaluator = written.evaluator()
        for tree in asked:
            evaluation = evaluator.evaluate(tree, CancelToken())
            ours = dict(zip(evaluation.ids.tolist(), evaluation.scores.tolist(), strict=True))
            assert ours == pytest.approx(whoosh_says(written.reader, evaluator, tree), rel=1e-5)


def test_whooshs_own_search_reads_the_index() -> None:
    """The files are Whoosh's: its searcher, with block skipping, finds the same best hits."""
    corpus = {i: ("a", " ".join(["a"] * (i % 7 + 1) + ["b"] * (i % 5))) for i in range(1, 1500)}
    with (
        Written([corpus], []) as written,
        searching.Searcher(written.reader, closereader=False) as searcher,
    ):
        for tree in (query.Term("text", "b"), query.Phrase("text", ["a", "b"])):
            hits = searcher.search(tree, limit=10)
            assert hits.scored_length() == 10
            every = searcher.search(tree, limit=None)
            assert len(every) == len(plainly(tree, corpus))
            assert [hit.score for hit in hits] == [hit.score for hit in every][:10]


def test_an_id_set_has_a_matcher_for_whoosh() -> None:
    with (
        Written([{1: ("", "a"), 2: ("", "a")}, {3: ("", "b")}], [2]) as written,
        searching.Searcher(written.reader, closereader=False) as searcher,
    ):
        found = [
            doc
            for leaf, _ in searcher.leaf_searchers()
            for doc in IdSet(np.array([2, 3])).matcher(leaf).all_ids()
        ]
        assert len(found) == 1


def test_the_score_is_the_formula_s() -> None:
    """Robertson and Zaragoza 2009, with the smoothed idf, by hand."""
    with Written([{1: ("", "a b"), 2: ("", "a a a c"), 3: ("", "d d")}], []) as written:
        evaluation = written.evaluator().evaluate(query.Term("text", "a"), CancelToken())
        weight = np.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
        average = 8 / 3
        expected = [
            weight * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / average))
            for tf, length in ((1, 2), (3, 4))
        ]
        assert evaluation.scores.tolist() == pytest.approx(expected, rel=1e-6)


def test_a_rare_word_weighs_more_and_a_headline_adds() -> None:
    corpus = dict.fromkeys(range(1, 30), ("", "common")) | {30: ("rare", "common rare")}
    with Written([corpus], []) as written:
        evaluator = written.evaluator()
        rare = evaluator.evaluate(query.Term("text", "rare"), CancelToken()).scores[0]
        common = evaluator.evaluate(query.Term("text", "common"), CancelToken()).scores[0]
        both = query.Or([query.Term("text", "rare"), query.Term("headline", "rare")])
        assert evaluator.evaluate(both, CancelToken()).scores[0] > rare > common


def test_an_unresolved_term_is_a_mistake() -> None:
    with Written([{1: ("", "a")}], []) as written, pytest.raises(TypeError):
        written.evaluator().evaluate(CatalogueTerm("tag", "x"), CancelToken())


def test_evaluating_can_be_cancelled() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with Written([{1: ("", "a")}], []) as written, pytest.raises(Cancelled):
        written.evaluator().evaluate(query.Term("text", "a"), cancel)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    original: Callable[..., Any] = Segment.postings

    def noting(self: Segment, field: str, term: bytes, cancel: CancelToken) -> Any:
        read.append(term.decode())
        return original(self, field, term, cancel)

    monkeypatch.setattr(Segment, "postings", noting)
    return read


def test_postings_are_read_once_and_forgotten_when_they_are_many(
    counting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Written([dict.fromkeys(range(1, 20), ("", "a b"))], []) as written:
        evaluator = written.evaluator()
        for word in ("a", "a", "b", "a"):
            evaluator.evaluate(query.Term("text", word), CancelToken())
        assert counting == ["a", "b"]
        monkeypatch.setattr("viewer.search.evaluation.MOST_CACHED", 5)
        for word in ("zz", "a", "b", "a"):
            evaluator.evaluate(query.Term("text", word), CancelToken())
        assert counting == ["a", "b", "zz", "a", "b", "a"]


def test_an_index_of_nothing_finds_nothing() -> None:
    with Written([{}], []) as written:
        evaluation = written.evaluator().evaluate(query.Every(), CancelToken())
        assert len(evaluation) == 0
