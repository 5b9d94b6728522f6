"""Where words follow each other: positions of several terms in one segment, put side by side.

Positions count from 0 in each document. To compare those of many documents at once they are laid
out on one line: each document that holds all words gets a stretch of it, long enough for its last
position and so far from the next that no phrase reaches across.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.search.columnar.evaluation.scored_docs import among
from viewer.search.columnar.storage.layout import Array
from viewer.search.columnar.storage.segment import DocNumbers, Field, Mask, Segment

Line = NDArray[np.signedinteger]

#: In a table of the line one looks at each distance by itself: worth it for so many.
_NEAR = 8

#: A table of the whole line is quicker than looking up one by one, if it is at most so many times
#: as long as there are positions to look up.
_SPARSE = 400

#: A term in so many times as many documents as another is looked up only where that one is.
_MANY_MORE = 8

_own = threading.local()

_NO_DOCS = np.empty(0, np.intp)
_NO_PLACES = np.empty(0, np.int64)


class Spans(NamedTuple):
    """Places in documents: word positions `starts` to `ends`, both of them inside.

    Ordered by document, then start, then end; each once.
    """

    docs: DocNumbers
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


NO_SPANS = Spans(_NO_DOCS, _NO_PLACES, _NO_PLACES)


def term_spans(segment: Segment, field: Field, number: int, wanted: Mask | None = None) -> Spans:
    """Every place of a term in living documents, or in those of them that are `wanted`."""
    docs, counts, places = _kept(field, number, segment.live if wanted is None else wanted)
    at = places.astype(np.int64)
    return Spans(np.repeat(docs, counts).astype(np.intp), at, at)


def phrase_spans(segment: Segment, field: Field, numbers: Sequence[int], slop: int) -> Spans:
    """Where terms follow each other, each at most `slop` positions after the one before.

    For each last position the tightest place is given, as in `viewer.search.results.phrases`.
    """
    line = _line_of_terms(segment, field, numbers, slop)
    reached = starts = line.terms[numbers[0]]
    for number in numbers[1:]:
        following = line.terms[number]
        back = _back(following, reached, slop, line.length)
        found = np.flatnonzero(back)
        if not len(found):
            return NO_SPANS
        at = following[found]
        starts = starts[np.searchsorted(reached, at - back[found])]
        reached = at
    spans = line.spans(starts, reached)
    return spans if segment.live is None else spans_in(spans, segment.live)


def common_docs(segment: Segment, field: Field, numbers: Sequence[int]) -> DocNumbers:
    """The living documents that hold all these terms, ascending."""
    postings = [field.postings(number).docs for number in dict.fromkeys(numbers)]
    fewest, *others = sorted(postings, key=len)
    docs = fewest.astype(np.intp)
    if segment.live is not None:
        docs = docs[segment.live[docs]]
    for more in others:
        docs = docs[among(more, docs, segment.size)]
    return docs


def joined_spans(parts: Sequence[Spans]) -> Spans:
    """The spans of all parts."""
    return _unique(Spans(*(np.concatenate(each) for each in zip(*parts, strict=True))))


def spans_in(spans: Spans, wanted: Mask) -> Spans:
    """Those of the spans that are in wanted documents."""
    inside = wanted[spans.docs]
    return Spans(spans.docs[inside], spans.starts[inside], spans.ends[inside])


def _unique(spans: Spans) -> Spans:
    order = np.lexsort((spans.ends, spans.starts, spans.docs))
    docs, starts, ends = (each[order] for each in spans)
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (docs[1:] != docs[:-1]) | (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
    return Spans(docs[fresh], starts[fresh], ends[fresh])


def _back(following: Line, reached: Line, slop: int, length: int) -> NDArray[np.integer]:
    """How far before each of the ascending `following` the nearest of the ascending `reached`
    is; 0 where that is more than `slop`. All are below `length`."""
    if slop > _NEAR or length > _SPARSE * (len(following) + len(reached)):
        before = np.searchsorted(reached, following) - 1
        away = following - reached[before]
        return np.where((before >= 0) & (away <= slop), away, 0)
    table = _table(length + slop)
    table[reached] = True
    back = np.zeros(len(following), np.uint8)
    # Before the first position lie the last elements of the table, which are never set.
    for distance in range(slop, 0, -1):
        back[np.flatnonzero(table.take(following - distance, mode="wrap"))] = distance
    table[reached] = False
    return back


def _table(length: int) -> Mask:
    """This thread's own table, all False; whoever sets an element must unset it again."""
    table: Mask | None = getattr(_own, "table", None)
    if table is None or len(table) < length:
        table = _own.table = np.zeros(length, np.bool_)
    return table


@dataclass(frozen=True, slots=True)
class _Line:
    """Documents laid out on one line: where the stretch of each begins, ascending."""

    docs: DocNumbers
    begins: Line
    length: int
    terms: Mapping[int, Line]

    def spans(self, starts: Line, ends: Line) -> Spans:
        """Spans of the line, by document again."""
        at = np.searchsorted(self.begins, starts, "right") - 1
        begins = self.begins[at]
        return Spans(self.docs[at], starts - begins, ends - begins)


def _line_of_terms(segment: Segment, field: Field, numbers: Sequence[int], slop: int) -> _Line:
    """The positions of some terms, laid out on one line.

    Where far fewer documents hold one of the terms than another, only the documents that
    hold all of them are looked at; else that would cost more than it saves.
    """
    terms = dict.fromkeys(numbers)
    frequencies = [int(field.starts[number + 1] - field.starts[number]) for number in terms]
    if field.bounded and min(frequencies) * _MANY_MORE > max(frequencies):
        begins, length = field.line(slop)
        return _Line(
            np.arange(segment.size), begins, length, {n: _on_line(field, n, begins) for n in terms}
        )
    return _line_of_common(segment, field, terms, slop)


def _on_line(field: Field, number: int, begins: Line) -> Line:
    docs = field.postings(number).docs
    return np.repeat(begins[docs], field.counts(number)) + field.places(number)


def _line_of_common(segment: Segment, field: Field, numbers: Iterable[int], slop: int) -> _Line:
    common = common_docs(segment, field, list(numbers))
    if not len(common):
        return _Line(common, _NO_PLACES, 0, dict.fromkeys(numbers, _NO_PLACES))
    wanted = np.zeros(segment.size, np.bool_)
    wanted[common] = True
    kept = {number: _kept(field, number, wanted) for number in numbers}
    extents = np.zeros(segment.size, np.int64)
    for docs, counts, places in kept.values():
        latest = places[np.cumsum(counts) - 1].astype(np.int64) + 1
        extents[docs] = np.maximum(extents[docs], latest)
    ends = np.cumsum(extents[common] + slop)
    begins = np.zeros(segment.size, np.int64)
    begins[common] = ends - extents[common] - slop
    terms = {
        number: np.repeat(begins[docs], counts) + places
        for number, (docs, counts, places) in kept.items()
    }
    return _Line(common, begins[common], int(ends[-1]), terms)


def _kept(field: Field, number: int, wanted: Mask | None) -> tuple[Array, Array, Array]:
    """A term's postings in wanted documents: documents, counts, and all their positions."""
    docs, counts = field.postings(number).docs, field.counts(number)
    places = field.places(number)
    if wanted is None:
        return docs, counts.astype(np.int64), places
    kept = wanted[docs]
    chosen = int(np.count_nonzero(kept))
    if chosen == len(docs):
        return docs, counts.astype(np.int64), places
    counts = counts.astype(np.int64)
    ends = np.cumsum(counts)
    docs, counts, ends = docs[kept], counts[kept], ends[kept]
    before = np.cumsum(counts) - counts
    at = np.repeat(ends - counts - before, counts) + np.arange(int(counts.sum()))
    return docs, counts, places[at]
