"""Few and many documents: the same answers in either form, and the best of them without a sort."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.columnar.evaluation import scored_docs as sets
from viewer.search.columnar.evaluation.best import best_of_scores
from viewer.search.columnar.evaluation.scored_docs import Bitset, PostingSet, ScoredDocs

SIZE = 40
Held = dict[int, float]

held = st.dictionaries(st.integers(0, SIZE - 1), st.sampled_from([0.0, 0.5, 1.0, 2.5]))
parts = st.lists(st.tuples(held, st.booleans()), min_size=1, max_size=4)


def made(content: Held, dense: bool) -> ScoredDocs:
    docs = np.array(sorted(content), np.intp)
    scores = np.array([content[doc] for doc in sorted(content)], np.float32)
    few = PostingSet(docs, scores)
    return few.bitset(SIZE) if dense else few


def read(found: ScoredDocs) -> Held:
    few = found.posting_set()
    assert len(few) == len(found) == len(few.docs)
    assert (np.diff(few.docs) > 0).all()
    assert np.flatnonzero(found.mask(SIZE)).tolist() == few.docs.tolist()
    if isinstance(found, Bitset):
        assert not found.scores[~found.bits].any()
    return dict(zip(few.docs.tolist(), few.scores.tolist(), strict=True))


@given(parts)
def test_all_and_any(given_parts: list[tuple[Held, bool]]) -> None:
    made_parts = [made(content, dense) for content, dense in given_parts]
    before = [read(part) for part in made_parts]
    contents = [content for content, _ in given_parts]
    common = set.intersection(*map(set, contents))
    every = set().union(*contents)
    sums = {doc: sum(content.get(doc, 0) for content in contents) for doc in every}
    assert read(sets.all_of(made_parts, SIZE)) == {doc: sums[doc] for doc in common}
    assert read(sets.any_of(made_parts, SIZE)) == sums
    assert [read(part) for part in made_parts] == before, "what is found does not change"


@given(held, held, st.booleans(), st.booleans())
def test_one_and_another(one: Held, other: Held, first: bool, second: bool) -> None:
    a, b = made(one, first), made(other, second)
    assert read(sets.without(a, b, SIZE)) == {k: v for k, v in one.items() if k not in other}
    assert read(sets.boosted(a, 2.0)) == {doc: 2 * score for doc, score in one.items()}
    asked = np.array(sorted(one), np.intp)
    assert sets.held_by(b, asked, SIZE).tolist() == [doc in other for doc in sorted(one)]
    docs = np.array(sorted(other), np.uint16)
    assert sets.among(docs, asked, SIZE).tolist() == [doc in other for doc in sorted(one)]


def test_a_few_among_very_many() -> None:
    many = PostingSet(np.arange(0, 2_000, 2), np.ones(1_000, np.float32))
    few = PostingSet(np.array([3, 4, 1_999]), np.full(3, 0.5, np.float32))
    both = sets.all_of([many, few], 2_000)
    assert (both.posting_set().docs.tolist(), both.posting_set().scores.tolist()) == ([4], [1.5])
    assert sets.held_by(many, few.docs, 2_000).tolist() == [False, True, False]


@given(st.lists(st.sampled_from([0.0, 1.0, 2.0, 2.5, 7.0]), max_size=900), st.integers(0, 9))
def test_the_best_are_those_of_a_sort(scores: list[float], most: int) -> None:
    at = best_of_scores(np.array(scores, np.float32), most)
    lowest = sorted(scores, reverse=True)[:most][-1:]
    expected = [i for i, score in enumerate(scores) if lowest and score >= lowest[0]]
    assert at.tolist() == expected


@pytest.mark.parametrize("most", [1, 50, 2_999, 3_000, 5_000])
def test_the_best_of_many(most: int) -> None:
    scores = np.random.default_rng(1).permutation(3_000).astype(np.float32)
    at = best_of_scores(scores, most)
    assert sorted(scores[at].tolist(), reverse=True) == list(range(2_999, -1, -1))[:most]
