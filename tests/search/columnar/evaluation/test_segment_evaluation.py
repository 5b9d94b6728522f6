"""The evaluator against Whoosh's own searcher over the same segments: that is the oracle."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query

from tests.search.columnar.oracle import SmallIndex
from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.base.messages import verbatim
from viewer.search.engine import IndexText
from viewer.search.language.conditions import Excerpts, Label, Labels, Refused, Resolution
from viewer.search.language.read_query import CatalogueState, read_query
from viewer.search.language.tree import AllWords, CatalogueTerm, IdSet, LastWord, Named, Reading
from viewer.search.requests import SearchRequest

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
id_sets = st.sets(st.integers(0, 26)).map(IdSet)
leaves = st.one_of(
    terms,
    phrases,
    id_sets,
    st.builds(query.Every, st.sampled_from((None, "headline", "text")), boosts),
    st.just(query.NullQuery),
)


def _compound(parts: st.SearchStrategy[query.Query]) -> st.SearchStrategy[query.Query]:
    several = st.lists(parts, min_size=1, max_size=4)
    return st.one_of(
        st.builds(query.And, several, boosts),
        st.builds(query.Or, several, boosts),
        several.map(AllWords),
        several.map(LastWord),
        st.builds(Reading, several, boosts),
        several.map(Named),
        st.builds(query.Not, parts),
        st.builds(lambda a, b: query.And([a, query.Not(b)]), parts, parts),
    )


trees = st.recursive(leaves, _compound, max_leaves=6)


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
@given(segments, deletions, st.lists(trees, min_size=1, max_size=4))
def test_it_finds_and_scores_what_whoosh_does(
    parts: list[list[tuple[str, str]]], deleted: set[int], asked: list[query.Query]
) -> None:
    with index_of(parts, deleted) as index:
        for tree in asked:
            same(index, tree)


ASKED = st.recursive(
    st.one_of(
        st.sampled_from(WORDS),
        st.text(max_size=12),
        st.sampled_from(
            (
                '"war army"', '"war army"~3', "wa*", "w?r", "war~2", "/wa.*/", "=war", "*", "tag:x",
                "headline:*", "name:x", "date:x", "has:note", "text:war*", "[a TO b]", "war^2",
            )
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" AND ".join),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
        st.lists(inner, min_size=2, max_size=3).map(" ANDMAYBE ".join),
        st.lists(inner, min_size=2, max_size=3).map(" REQUIRE ".join),
        inner.map(lambda each: f"(NOT {each})"),
    ),
    max_leaves=5,
)  # fmt: skip


def answered(field: str, text: str) -> Resolution:
    if field == "name":
        return Labels([Label("army"), Label("Токио")])
    return Refused(verbatim("No such day.")) if field == "date" else Excerpts([1, 3])


@given(ASKED, st.booleans())
def test_no_query_is_read_as_a_node_that_is_not_evaluated(asked: str, typing: bool) -> None:
    with index_of([[("war", "army war"), ("", "мир")]], set()) as index:
        names = Mock(runs=lambda words, owners: [])
        catalogue = CatalogueState(answered, names, ("en", "ru"))
        request = SearchRequest(asked, typing=typing)
        read = read_query(request, catalogue, index.engine, CancelToken())
        index.engine.search(read, CancelToken())
        index.engine.occurrences(read, CancelToken())


@pytest.mark.parametrize(
    "node",
    [
        query.Prefix("text", "wa"),
        query.Or([query.Term("text", "war"), query.Wildcard("text", "w*")]),
        query.AndMaybe(query.Term("text", "war"), query.Term("text", "army")),
        CatalogueTerm("tag", "x"),
    ],
    ids=repr,
)
def test_a_node_that_no_query_is_read_as_is_refused(node: query.Query) -> None:
    with index_of([[("", "war")]], set()) as index, pytest.raises(TypeError, match="not evaluated"):
        index.engine.evaluate(node, CancelToken())


def test_it_is_cancelled_between_nodes() -> None:
    class After(CancelToken):
        looks = 3

        def check(self) -> None:
            self.looks -= 1
            if not self.looks:
                self.cancel()
            super().check()

    war, army, peace = (query.Term("text", word) for word in ("war", "army", "peace"))
    with index_of([[("", "war")]], set()) as index, pytest.raises(Cancelled):
        index.engine.evaluate(query.Or([war, query.And([army, peace])]), After())


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(segments, st.lists(trees, min_size=2, max_size=4))
def test_asking_twice_gives_the_same(
    parts: list[list[tuple[str, str]]], asked: list[query.Query]
) -> None:
    """What is kept of a term is not changed by what is made of it."""

    def answer(index: SmallIndex, tree: query.Query) -> tuple[list[int], list[float]]:
        found = index.engine.evaluate(tree, CancelToken())
        return found.ids.tolist(), found.scores.tolist()

    with index_of(parts, set()) as index:
        once = [answer(index, tree) for tree in asked]
        assert [answer(index, tree) for tree in asked] == once
