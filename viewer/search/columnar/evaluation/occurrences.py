"""Every place where a query matches, over the whole index: what a concordance lists.

The places are a few flat arrays, however many there are; a line of text is made of one only when it
is shown, by whoever has the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray
from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.search.columnar.evaluation.positions import NO_SPANS, Spans, joined_spans, spans_in
from viewer.search.columnar.evaluation.segment_evaluation import SegmentEvaluation
from viewer.search.columnar.storage.columns import ColumnsOfSegments
from viewer.search.engine import Occurrence
from viewer.search.index.columns import ExcerptIds
from viewer.search.index.fields import exact_field
from viewer.search.language.tree import positive


@dataclass(frozen=True, slots=True)
class Occurrences(Sequence[Occurrence]):
    """Places by excerpt id, then by word: an element of each array for each place.

    The places are made when they are asked for: there may be a million.
    """

    excerpt_ids: ExcerptIds
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.excerpt_ids)

    @overload
    def __getitem__(self, at: int) -> Occurrence: ...

    @overload
    def __getitem__(self, at: slice) -> Occurrences: ...

    def __getitem__(self, at: int | slice) -> Occurrence | Occurrences:
        if isinstance(at, slice):
            return Occurrences(self.excerpt_ids[at], self.first[at], self.last[at])
        return Occurrence(int(self.excerpt_ids[at]), int(self.first[at]), int(self.last[at]))


def occurrences(
    tree: query.Query,
    field: str,
    evaluations: Sequence[SegmentEvaluation],
    columns: ColumnsOfSegments,
    cancel: CancelToken,
) -> Occurrences:
    """Where the terms and phrases of an expanded tree occur in `field` of what it matches.

    What is under Not has no place. Places that overlap are one. Raises `Cancelled`.
    """
    parts = []
    for evaluation, rows in zip(evaluations, columns.rows, strict=True):
        wanted = evaluation.evaluate(tree, cancel).mask(evaluation.segment.size)
        found = [spans_in(spans, wanted) for spans in _spans(tree, field, evaluation, cancel)]
        spans = _merged(joined_spans(found)) if found else NO_SPANS
        parts.append(Spans(rows[spans.docs], spans.starts, spans.ends))
    if not parts:
        parts = [NO_SPANS]
    rows_found, first, last = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.argsort(rows_found, kind="stable")
    return Occurrences(columns.ids[rows_found[order]], first[order], last[order])


def _spans(
    tree: query.Query, field: str, evaluation: SegmentEvaluation, cancel: CancelToken
) -> Iterator[Spans]:
    for node in dict.fromkeys(positive(tree)):
        if not isinstance(node, query.Term | query.Phrase):
            continue
        if node.fieldname in {field, exact_field(field)}:
            cancel.check()
            yield evaluation.spans(node)


def _merged(spans: Spans) -> Spans:
    """Ordered spans, those that overlap made one."""
    if not len(spans.docs):
        return spans
    stride = int(spans.ends.max()) + 2
    begins = spans.docs.astype(np.int64) * stride
    starts, ends = begins + spans.starts, np.maximum.accumulate(begins + spans.ends)
    fresh = np.ones(len(starts), np.bool_)
    fresh[1:] = starts[1:] > ends[:-1]
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(starts)) - 1
    docs = spans.docs[first]
    return Spans(docs, spans.starts[first], ends[last] - docs.astype(np.int64) * stride)
