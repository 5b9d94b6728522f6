"""The evaluator against Whoosh's own searcher over the same segments: that is the oracle."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.query import spans

from tests.search.columnar.oracle import SmallIndex
from viewer.base.jobs import CancelToken
from viewer.search.engine import IndexText
from viewer.search.tree import AllWords, Reading

#: Words that are their own stems, so that both kinds of fields hold them; some are near others.
WORDS = ("war", "wart", "army", "tokyo", "мир", "миру", "🚩", "ab", "abc", "x")
FIELDS = ("text", "headline")

contents = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
segments = st.lists(st.lists(st.tuples(contents, contents), max_size=6), max_size=4)
deletions = st.sets(st.integers(1, 24), max_size=8)
boosts = st.sampled_from([0.5, 1.0, 2.0])
fields = st.sampled_from(("text", "headline", "text_exact", "byline"))
texts = st.sampled_from((*WORDS, "zz", ""))

terms = st.builds(query.Term, st.one_of(fields, st.just("unknown")), texts, boosts)
phrases = st.builds(
    query.Phrase,
    st.sampled_from(FIELDS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.integers(1, 3),
    boosts,
)
patterns = st.one_of(
    st.builds(query.Prefix, fields, st.sampled_from(("", "wa", "a", "ми", "zz")), boosts),
    st.builds(query.Wildcard, fields, st.sampled_from(("*", "w?r", "*ar*", "м*", "a?")), boosts),
    st.builds(query.Regex, fields, st.sampled_from((".*", "war|army", "^w.*", "a[bx]c*")), boosts),
    st.builds(query.FuzzyTerm, fields, st.sampled_from(("war", "abd", "мира")), boosts,
              st.integers(1, 2), st.integers(0, 1)),
    st.builds(query.Variations, fields, st.sampled_from(("war", "army")), boosts),
    st.builds(query.TermRange, fields, st.sampled_from((None, "ab", "b")),
              st.sampled_from((None, "war", "tz")), st.booleans(), st.booleans(), boosts),
)  # fmt: skip


def _scored(pattern: query.MultiTerm) -> query.MultiTerm:
    pattern.constantscore = False
    return pattern


leaves = st.one_of(
    terms,
    phrases,
    patterns,
    patterns.map(_scored),
    st.builds(query.Every, st.sampled_from((None, "headline", "text")), boosts),
    st.just(query.NullQuery),
)
pairs = st.lists(
    st.sampled_from(WORDS).map(lambda w: query.Term("text", w)), min_size=2, max_size=3
)
near_many = st.builds(spans.SpanNear2, pairs, st.integers(1, 4), st.booleans())
#: Whoosh cannot weigh these against other parts of a query.
near = st.one_of(
    st.builds(
        lambda parts, slop, ordered: spans.SpanNear(parts[0], parts[1], slop, ordered),
        pairs, st.integers(1, 4), st.booleans(),
    ),
    st.builds(
        lambda parts, two, slop, ordered: spans.SpanNear(
            spans.SpanNear(parts[0], parts[1], slop, ordered), query.Or(two[:2]), slop, ordered
        ),
        pairs, pairs, st.integers(1, 3), st.booleans(),
    ),
    st.builds(lambda parts: spans.SpanFirst(parts[0], limit=1), pairs),
    st.builds(spans.SpanOr, pairs),
)  # fmt: skip


def _compound(parts: st.SearchStrategy[query.Query]) -> st.SearchStrategy[query.Query]:
    several = st.lists(parts, min_size=1, max_size=4)
    return st.one_of(
        st.builds(query.And, several, boosts),
        st.builds(query.Or, several, boosts),
        several.map(AllWords),
        several.map(Reading),
        st.builds(query.DisjunctionMax, several, boosts),
        st.builds(query.DisjunctionMax, several, boosts, st.just(0.5)),
        st.builds(query.Not, parts),
        st.builds(lambda a, b: query.And([a, query.Not(b)]), parts, parts),
        st.builds(query.AndNot, parts, parts),
        st.builds(query.AndMaybe, parts, parts),
        st.builds(query.Require, parts, parts),
        st.builds(query.Otherwise, parts, parts),
        st.builds(query.ConstantScoreQuery, parts, st.sampled_from([1.0, 3.0])),
    )


trees = st.recursive(st.one_of(leaves, near_many), _compound, max_leaves=6)


def index_of(parts: list[list[tuple[str, str]]], deleted: set[int]) -> SmallIndex:
    numbers = iter(range(1, 1_000))
    return SmallIndex(
        [[IndexText(next(numbers), "xx", head, "", text) for head, text in part] for part in parts],
        deleted,
    )


def same(index: SmallIndex, tree: query.Query) -> None:
    found = index.engine.evaluate(tree, CancelToken())
    ours = dict(zip(found.ids.tolist(), found.scores.tolist(), strict=True))
    assert len(ours) == len(found)
    assert ours == pytest.approx(index.whoosh_finds(tree), rel=1e-4, abs=1e-4), tree


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(segments, deletions, st.lists(st.one_of(trees, near), min_size=1, max_size=4))
def test_it_finds_and_scores_what_whoosh_does(
    parts: list[list[tuple[str, str]]], deleted: set[int], asked: list[query.Query]
) -> None:
    with index_of(parts, deleted) as index:
        for tree in asked:
            same(index, tree)
