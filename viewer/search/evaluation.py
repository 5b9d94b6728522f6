"""Evaluating a query tree over the segments of an index, with array operations.

Whoosh's own matchers are not walked document by document: besides being slower, they lose
documents (an Or of many clauses drops those that score 0), bring deleted ones back (the matcher
of Not, after its last exclusion) and forget tie-breaks. The leaves are read from Whoosh's
postings; And, Or, Not and phrases are computed here. Tests compare both.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.search.engine import Evaluation, empty_evaluation
from viewer.search.fields import stem_field
from viewer.search.phrases import phrase_places
from viewer.search.scoring import bm25, idf
from viewer.search.segments import DocNumbers, Floats, Postings, Segment
from viewer.search.tree import IdSet

#: Postings kept in memory over all terms (16 bytes each): what one types is asked again and again.
MOST_CACHED = 4_000_000

_NO_DOCS = np.empty(0, np.int64)
_NO_FLOATS = np.empty(0, np.float64)

#: Documents of one segment, ascending, with their scores.
Found = tuple[DocNumbers, Floats]
_NOTHING: Found = (_NO_DOCS, _NO_FLOATS)


class Evaluator:
    """Answers trees over these segments. One thread at a time (see `Segment`)."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        self._documents = sum(segment.live_count for segment in segments)
        self._average: dict[str, float] = {}
        self._cache: OrderedDict[tuple[str, str], tuple[Postings, ...]] = OrderedDict()
        self._cached = 0

    def evaluate(self, tree: query.Query, cancel: CancelToken) -> Evaluation:
        """All excerpts that match, by ascending id. Raises `Cancelled`, and `TypeError` for a
        node that was not resolved or expanded."""
        ids, scores = [], []
        for number, segment in enumerate(self._segments):
            docs, found = _InSegment(self, number, segment, cancel).found(tree)
            ids.append(segment.ids[docs])
            scores.append(found)
        if not ids:
            return empty_evaluation()
        all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
        order = np.argsort(all_ids, kind="stable")
        return Evaluation(all_ids[order], all_scores[order].astype(np.float32))

    def postings(self, field: str, text: str, cancel: CancelToken) -> tuple[Postings, ...]:
        """The term's postings in each segment, from memory if it was asked for lately."""
        key = (field, text)
        found = self._cache.get(key)
        if found is not None:
            self._cache.move_to_end(key)
            return found
        term = text.encode()
        found = tuple(segment.postings(field, term, cancel) for segment in self._segments)
        self._cache[key] = found
        self._cached += _size(found)
        while self._cached > MOST_CACHED and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._cached -= _size(dropped)
        return found

    def term_weight(self, field: str, text: str, cancel: CancelToken) -> float:
        """The term's inverse document frequency over all segments."""
        holding = sum(len(found.docs) for found in self.postings(field, text, cancel))
        return idf(self._documents, holding)

    def average_length(self, field: str) -> float:
        """The mean length of a field in words, over all living documents."""
        found = self._average.get(field)
        if found is None:
            total = sum(float(seg.lengths(field, seg.live_docs).sum()) for seg in self._segments)
            found = self._average[field] = total / max(1, self._documents)
        return found


class _InSegment:
    """One evaluation in one segment."""

    def __init__(
        self, index: Evaluator, number: int, segment: Segment, cancel: CancelToken
    ) -> None:
        self._index = index
        self._number = number
        self._segment = segment
        self._cancel = cancel

    def found(self, node: query.Query) -> Found:
        """The living documents that match `node`, with their scores."""
        self._cancel.check()
        for kind, answer in _ANSWERS:
            if isinstance(node, kind):
                return answer(self, node)
        if node is query.NullQuery:
            return _NOTHING
        raise TypeError(f"not to be evaluated: {node!r}")

    def term(self, node: query.Term) -> Found:
        found = self._index.postings(node.fieldname, node.text, self._cancel)[self._number]
        field = stem_field(node.fieldname)
        weight = node.boost * self._index.term_weight(node.fieldname, node.text, self._cancel)
        lengths = self._segment.lengths(field, found.docs)
        return found.docs, bm25(weight, found.counts, lengths, self._index.average_length(field))

    def phrase(self, node: query.Phrase) -> Found:
        """Documents where the words follow each other; scored as the sum of their words."""
        terms = [query.Term(node.fieldname, word, boost=node.boost) for word in node.words]
        docs, scores = self.all_of([self.term(term) for term in terms])
        if not len(docs):
            return _NOTHING
        streams = {
            word: self._segment.positions(node.fieldname, word.encode(), docs, self._cancel)
            for word in node.words
        }
        holds = np.empty(len(docs), dtype=bool)
        for at in range(len(docs)):
            places = {word: next(stream) for word, stream in streams.items()}
            holds[at] = bool(phrase_places([places[word] for word in node.words], node.slop))
        return docs[holds], scores[holds]

    def every(self, node: query.Every) -> Found:
        docs = self._segment.live_docs
        if node.fieldname:
            docs = docs[self._segment.lengths(node.fieldname, docs) > 0]
        return docs, np.zeros(len(docs))

    def id_set(self, node: IdSet) -> Found:
        docs = self._segment.docs_of(node.ids)
        return docs, np.zeros(len(docs))

    def excluded(self, node: query.Not) -> Found:
        """A Not by itself: all living documents but those."""
        unwanted, _ = self.found(node.query)
        keep = self._segment.live.copy()
        keep[unwanted] = False
        docs = np.flatnonzero(keep)
        return docs, np.zeros(len(docs))

    def conjunction(self, node: query.And) -> Found:
        """What all parts hold; exclusions are taken from the rest, never listed."""
        wanted = [part for part in node if not isinstance(part, query.Not)]
        unwanted = [part.query for part in node if isinstance(part, query.Not)]
        if not wanted:
            return self.excluded(query.Not(query.Or(unwanted))) if unwanted else _NOTHING
        docs, scores = self.all_of([self.found(part) for part in wanted])
        for part in unwanted:
            if not len(docs):
                break
            keep = ~np.isin(docs, self.found(part)[0], assume_unique=True)
            docs, scores = docs[keep], scores[keep]
        return docs, scores

    def disjunction(self, node: query.Or) -> Found:
        """What any part holds, with the sum of its scores."""
        parts = [self.found(part) for part in node]
        if len(parts) == 1:
            return parts[0]
        held = np.zeros(self._segment.size, dtype=bool)
        sums = np.zeros(self._segment.size)
        for docs, scores in parts:
            held[docs] = True
            sums[docs] += scores
        docs = np.flatnonzero(held)
        return docs, sums[docs]

    @staticmethod
    def all_of(parts: Sequence[Found]) -> Found:
        """The documents in all parts, with the sum of their scores."""
        return reduce(_both, sorted(parts, key=lambda part: len(part[0])))


_ANSWERS: tuple[tuple[type, Callable[[_InSegment, query.Query], Found]], ...] = (
    (query.Term, _InSegment.term),
    (query.Phrase, _InSegment.phrase),
    (query.Or, _InSegment.disjunction),
    (query.And, _InSegment.conjunction),
    (query.Not, _InSegment.excluded),
    (IdSet, _InSegment.id_set),
    (query.Every, _InSegment.every),
)


def _both(fewer: Found, more: Found) -> Found:
    docs, scores = fewer
    if not len(docs) or not len(more[0]):
        return _NOTHING
    at = np.searchsorted(more[0], docs)
    at[at == len(more[0])] = 0
    same = more[0][at] == docs
    return docs[same], scores[same] + more[1][at[same]]


def _size(found: tuple[Postings, ...]) -> int:
    return sum(len(part.docs) for part in found)
