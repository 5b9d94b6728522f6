"""The evaluator over indexes that Whoosh itself wrote with the codec: other fields, other words.

Stop words leave gaps in the positions, numbers and dates are terms of several widths, postings
have weights, and some nodes only Whoosh can answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from whoosh import query
from whoosh.query import spans
from whoosh.searching import Searcher

from tests.search.columnar.codec_texts import DOCUMENTS, index_of
from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.search.columnar.codec.codec import ColumnarCodec
from viewer.search.columnar.codec.weighting import ArchiveBM25F
from viewer.search.columnar.evaluation.found import Sparse
from viewer.search.columnar.evaluation.segment_evaluation import SegmentEvaluation
from viewer.search.columnar.evaluation.statistics import Statistics
from viewer.search.columnar.evaluation.terms import Terms
from viewer.search.columnar.storage.segment import Segment


def term(text: str, field: str = "text") -> query.Term:
    return query.Term(field, text)


TREES = (
    term("war"),
    term("war", "title"),
    term("b", "tags"),
    term("telegram", "kind"),
    query.Phrase("text", ["war", "japan"], slop=3),
    query.Phrase("text", ["army", "declared", "peace"]),
    query.Phrase("text", ["peace", "war"], slop=2, boost=2.0),
    query.NumericRange("page", -2, 2),
    query.NumericRange("page", None, 0, endexcl=True),
    query.NumericRange("price", 0, 2),
    query.DateRange("date", datetime(1945, 8, 2), datetime(1945, 8, 5)),  # noqa: DTZ001
    query.Term("front", True),
    query.And([term("war"), query.NumericRange("page", -3, 1)]),
    query.Every("tags"),
    query.Every("page"),
    query.Prefix("text", "war"),
    query.Prefix("title", "pe"),
    query.Variations("text", "war"),
    query.TermRange("kind", "letter", "telegram", endexcl=True),
    spans.SpanNear(term("army"), term("war"), slop=6, ordered=False),
    query.Sequence([term("army"), term("declared")]),
    # What only Whoosh knows stands beside what is known here.
    query.AndMaybe(term("war"), spans.SpanFirst(term("war"), limit=1)),
    query.Require(spans.SpanOr([term("war"), term("army")]), term("peace")),
    query.Or([term("war"), term("army"), term("peace")], scale=0.9),
)


class Opened:
    """An index that is asked by our evaluator and by Whoosh's searcher."""

    def __init__(self, index: Any) -> None:
        self.searcher = index.searcher(weighting=ArchiveBM25F())
        leaves = [leaf for leaf, _ in self.searcher.leaf_searchers()]
        segments: list[Segment] = [
            leaf.reader().segment().opened(leaf.reader().storage()) for leaf in leaves
        ]
        scored = frozenset(name for name, field in index.schema.items() if field.scorable)
        terms = Terms(Statistics(segments), scored)
        oracle = SimpleNamespace(searcher=leaves.__getitem__)
        self.parts = [
            SegmentEvaluation(segment, number, terms, oracle, index.schema)
            for number, segment in enumerate(segments)
        ]

    def finds(self, tree: query.Query) -> dict[int, float]:
        offset, found = 0, {}
        for part in self.parts:
            few = part.found(tree, CancelToken()).sparse()
            found |= dict(zip((few.docs + offset).tolist(), few.scores.tolist(), strict=True))
            offset += part.segment.size
        return found

    def whoosh_finds(self, tree: query.Query) -> dict[int, float]:
        results = self.searcher.search(tree, limit=None)
        return {docnum: score for score, docnum in results.top_n}


@pytest.fixture(params=["one segment", "several", "deletions"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    size = len(DOCUMENTS) if request.param == "one segment" else 4
    batches = [DOCUMENTS[at : at + size] for at in range(0, len(DOCUMENTS), size)]
    index = index_of(tmp_path / "index", batches)
    if request.param == "deletions":
        writer = index.writer(codec=ColumnarCodec())
        for name in ("n3", "n6"):
            writer.delete_by_term("id", name)
        writer.commit(merge=False)
    opened = Opened(index)
    yield opened
    opened.searcher.close()


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_it_finds_and_scores_what_whoosh_does(tree: query.Query, opened: Opened) -> None:
    assert opened.finds(tree) == pytest.approx(opened.whoosh_finds(tree), rel=1e-4)


def test_most_of_these_trees_find_something(opened: Opened) -> None:
    assert sum(bool(opened.finds(tree)) for tree in TREES) > 0.8 * len(TREES)


def test_only_the_unknown_node_is_left_to_whoosh(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[query.Query] = []
    by_whoosh = SegmentEvaluation.by_whoosh

    def noting(self: SegmentEvaluation, node: query.Query) -> Sparse:
        asked.append(node)
        return by_whoosh(self, node)

    monkeypatch.setattr(SegmentEvaluation, "by_whoosh", noting)
    unknown = spans.SpanFirst(term("war"), limit=1)
    opened.finds(query.Or([term("japan"), query.And([unknown, term("war")])]))
    assert set(asked) == {unknown}


def test_it_is_cancelled_between_nodes(opened: Opened) -> None:
    class After(CancelToken):
        looks = 3

        def check(self) -> None:
            self.looks -= 1
            if not self.looks:
                self.cancel()
            super().check()

    tree = query.Or([term("war"), query.And([term("army"), term("peace")])])
    with pytest.raises(Cancelled):
        opened.parts[0].found(tree, After())


def test_searching_twice_gives_the_same(opened: Opened) -> None:
    """What is kept of a term is not changed by what is made of it."""
    for tree in TREES:
        once = opened.finds(tree)
        for other in TREES:
            opened.finds(other)
        assert opened.finds(tree) == once
    assert isinstance(opened.searcher, Searcher)
