"""A term's living documents and scores in each segment, kept while they are asked again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from viewer.search.columnar.evaluation.scored_docs import (
    BITSET_SHARE,
    NOTHING,
    PostingSet,
    ScoredDocs,
)
from viewer.search.columnar.evaluation.statistics import Statistics, term_scores
from viewer.search.columnar.storage.layout import Array
from viewer.search.columnar.storage.segment import DocNumbers, Segment
from viewer.search.index.fields import fields_of_word

#: Bytes kept in memory over all terms: what is typed is asked again soon. A word that half of a
#: million excerpts hold takes 5 MB, and a word of a query is looked for in six ways.
MOST_KEPT = 192_000_000


@dataclass(frozen=True, slots=True)
class TermDocs:
    """One term in all segments: the number of living documents, and per segment its number in the
    dictionary (-1: not there) and its documents with their scores. `size` is how many
    bytes are kept of it."""

    holding: int
    numbers: tuple[int, ...]
    docs: tuple[ScoredDocs, ...]
    size: int


class Terms:
    """Terms by field and text. For one thread at a time."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics
        self._kept: OrderedDict[tuple[str, str, float], TermDocs] = OrderedDict()
        self._size = 0

    def find(self, field: str, text: str, boost: float = 1.0) -> TermDocs:
        """The term, read from the segments or remembered. Raises `DamagedSegmentError`."""
        key = (field, text, boost)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        found = self._kept[key] = self._read(field, text, boost)
        self._size += found.size
        while self._size > MOST_KEPT and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._size -= dropped.size
        return found

    def _read(self, field: str, text: str, boost: float) -> TermDocs:
        # Half a surrogate pair is no word of any text; its bytes are in no dictionary either.
        term = text.encode(errors="surrogatepass")
        segments = self._statistics.segments
        numbers = tuple(_number(segment, field, term) for segment in segments)
        living = [
            _living(segment, field, number)
            for segment, number in zip(segments, numbers, strict=True)
        ]
        holding = sum(len(docs) for docs, _ in living)
        most = max([holding, *self._holding_elsewhere(field, term)])
        weight = self._statistics.idf(most) * boost
        found = tuple(
            self._scored(field, at, docs, weights, weight)
            for at, (docs, weights) in enumerate(living)
        )
        return TermDocs(holding, numbers, found, 200 + sum(each.nbytes for each in found))

    def _holding_elsewhere(self, field: str, term: bytes) -> Iterator[int]:
        """How many live documents hold the term in each other field of the same words."""
        for other in fields_of_word(field):
            if other != field:
                yield sum(
                    _living_count(segment, other, _number(segment, other, term))
                    for segment in self._statistics.segments
                )

    def _scored(
        self,
        field: str,
        at: int,
        docs: DocNumbers,
        weights: Array,
        weight: float,
    ) -> ScoredDocs:
        if not len(docs):
            return NOTHING
        scores = term_scores(weight, weights, self._statistics.norms(field, at)[docs])
        found = PostingSet(docs, scores)
        size = self._statistics.segments[at].size
        return found.bitset(size) if len(docs) > size * BITSET_SHARE else found


def _number(segment: Segment, field: str, term: bytes) -> int:
    found = segment.field(field)
    return -1 if found is None else found.find(term)


def _living_count(segment: Segment, field: str, number: int) -> int:
    if number < 0:
        return 0
    found = segment.fields[field]
    if segment.live is None:
        return int(found.starts[number + 1]) - int(found.starts[number])
    return int(np.count_nonzero(segment.live[found.docs(number, number + 1)]))


def _living(segment: Segment, field: str, number: int) -> tuple[DocNumbers, Array]:
    if number < 0:
        return NOTHING.docs, NOTHING.scores
    postings = segment.fields[field].postings(number)
    docs = postings.docs.astype(np.intp)
    if segment.live is None:
        return docs, postings.counts
    alive = segment.live[docs]
    return docs[alive], postings.counts[alive]
