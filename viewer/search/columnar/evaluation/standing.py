"""Where the nodes of a tree stand in one segment, as far as positions tell.

A function for each class of nodes; None stands for what only Whoosh's matchers know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from whoosh import query
from whoosh.query import spans as span_queries

from viewer.base.jobs import CancelToken
from viewer.search.columnar.evaluation.found import Found
from viewer.search.columnar.evaluation.places import (
    NO_SPANS,
    Spans,
    joined_spans,
    near_spans,
    phrase_spans,
    spans_in,
    term_spans,
)
from viewer.search.columnar.storage.segment import Segment


class Evaluating(Protocol):
    """What is asked of the evaluation of a segment."""

    segment: Segment

    def number(self, field: str, text: object) -> int:
        """The number of a term in the field's dictionary, -1 where it is not there."""
        ...

    def found(self, node: query.Query, cancel: CancelToken) -> Found:
        """The living documents that match a node."""
        ...

    def spans(self, node: query.Query, cancel: CancelToken) -> Spans | None:
        """Every place where a node stands in living documents."""
        ...


def of_term(asking: Evaluating, node: query.Term, _cancel: CancelToken) -> Spans | None:
    """Where a term stands."""
    field = asking.segment.field(node.fieldname)
    if field is None:
        return NO_SPANS
    if not field.has_positions:
        return None
    number = asking.number(node.fieldname, node.text)
    return NO_SPANS if number < 0 else term_spans(asking.segment, field, number)


def of_phrase(asking: Evaluating, node: query.Phrase, _cancel: CancelToken) -> Spans | None:
    """Where a phrase stands."""
    field = asking.segment.field(node.fieldname)
    if field is None or not node.words:
        return NO_SPANS
    if not field.has_positions:
        return None
    numbers = [asking.number(node.fieldname, word) for word in node.words]
    return NO_SPANS if min(numbers) < 0 else phrase_spans(asking.segment, field, numbers, node.slop)


def of_two(asking: Evaluating, node: span_queries.SpanNear, cancel: CancelToken) -> Spans | None:
    """Where two parts stand near each other."""
    if node.mindist != 1:
        return None
    parts = [asking.spans(node.a, cancel), asking.spans(node.b, cancel)]
    return _chained(parts, node.slop, ordered=node.ordered)


def of_many(asking: Evaluating, node: span_queries.SpanNear2, cancel: CancelToken) -> Spans | None:
    """Where parts stand near each other, each to all before it."""
    if node.mindist != 1:
        return None
    parts = [asking.spans(part, cancel) for part in node.qs]
    # Looking for what comes before, Whoosh starts at the first start within reach, and so passes
    # over longer spans that end there.
    long = (part is not None and not np.array_equal(part.starts, part.ends) for part in parts[1:])
    if not node.ordered and any(long):
        return None
    return _chained(parts, node.slop, ordered=node.ordered)


def of_any(asking: Evaluating, node: query.Or, cancel: CancelToken) -> Spans | None:
    """Where any part stands."""
    parts = [asking.spans(part, cancel) for part in node]
    known = [part for part in parts if part is not None]
    return joined_spans(known) if parts and len(known) == len(parts) else None


def of_all(asking: Evaluating, node: query.And, cancel: CancelToken) -> Spans | None:
    """Where the parts stand, in documents that hold all of them."""
    places = of_any(asking, node, cancel)
    if places is None:
        return None
    return spans_in(places, asking.found(node, cancel).mask(asking.segment.size))


def _chained(parts: Sequence[Spans | None], slop: int, *, ordered: bool) -> Spans | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    chained = known[0]
    for part in known[1:]:
        chained = near_spans(chained, part, slop, ordered=ordered)
    return chained


#: By the class of a node, the function that says where it stands.
STANDING: dict[type, Callable[[Evaluating, Any, CancelToken], Spans | None]] = {
    query.Term: of_term,
    query.Phrase: of_phrase,
    query.Or: of_any,
    query.And: of_all,
    span_queries.SpanNear: of_two,
    span_queries.SpanNear2: of_many,
}
