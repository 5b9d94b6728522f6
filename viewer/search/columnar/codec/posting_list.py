"""The postings of one term in one segment, as Whoosh's matchers and statistics want them."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import TermInfo

from viewer.search.columnar.storage.layout import Array
from viewer.search.columnar.storage.segment import Field, Mask

#: So many postings have their greatest weight and least length in common, as in Whoosh's codec.
BLOCK = 128


class PostingList:
    """Postings of living documents by number, from 0. Never changes; reads what is asked for."""

    def __init__(self, field: Field, number: int, live: Mask | None) -> None:
        """`number` is the term's; `live` marks the segment's living documents, None: all."""
        postings = field.postings(number)
        self._field = field
        self._number = number
        self._alive = None if live is None else live[postings.docs]
        self._all_docs = postings.docs
        self.docs = self._living(postings.docs)
        #: How often the term is in each document.
        self.counts = self._living(postings.counts)
        self.has_positions = field.has_positions

    def __len__(self) -> int:
        return len(self.docs)

    def positions(self, posting: int) -> list[int]:
        """The positions of a posting, ascending. The field has to have some."""
        start = int(self._place_starts[posting])
        found: list[int] = self._places[start : start + int(self.counts[posting])].tolist()
        return found

    def greatest_weight(self, block: int) -> float:
        """The greatest weight in a block."""
        return float(self._greatest_counts[block])

    def least_length(self, block: int) -> int:
        """The number of words in the shortest of a block's fields."""
        return int(self._least_lengths[block])

    def greatest_length(self, block: int) -> int:
        """The number of words in the longest of a block's fields."""
        return int(self._greatest_lengths[block])

    def info(self) -> TermInfo:
        """The term's statistics, of living documents.

        A term without any has no weight and no documents, but the extremes of its deleted ones:
        Whoosh combines those of several segments, and bounds too wide do no harm.
        """
        docs = self.docs if len(self) else self._all_docs
        lengths = self._lengths_of(docs)
        return TermInfo(
            weight=float(self.counts.sum(dtype=np.float64)),
            df=len(self),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(self.counts.max()) if len(self) else 0.0,
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def _living(self, array: Array) -> Array:
        return array if self._alive is None else array[self._alive]

    def _lengths_of(self, docs: Array) -> Array:
        return self._field.lengths[docs] if self._field.has_lengths else np.zeros_like(docs)

    @cached_property
    def _places(self) -> Array:
        return self._field.places(self._number)

    @cached_property
    def _place_starts(self) -> NDArray[np.int64]:
        counts = self._field.counts(self._number)
        return self._living(np.cumsum(counts, dtype=np.int64) - counts)

    @cached_property
    def _heads(self) -> NDArray[np.intp]:
        return np.arange(0, len(self), BLOCK)

    @cached_property
    def _greatest_counts(self) -> Array:
        return np.maximum.reduceat(self.counts, self._heads)

    @cached_property
    def _least_lengths(self) -> Array:
        return np.minimum.reduceat(self._lengths_of(self.docs), self._heads)

    @cached_property
    def _greatest_lengths(self) -> Array:
        return np.maximum.reduceat(self._lengths_of(self.docs), self._heads)
