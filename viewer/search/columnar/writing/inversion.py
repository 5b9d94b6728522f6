"""Turning words in the order of texts into postings in the order of terms, in bulk.

Nothing is done posting by posting: the numbers of all words are sorted once, stably, by the rank of
their terms. Since they come document by document and position by position, a term's postings and
a posting's positions are then in order of themselves. The sort is a radix sort: two stable passes
over 16 bits each, which NumPy does in linear time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from viewer.search.columnar.storage.content import FieldContent

_HALF = 16


class Terms:
    """Terms numbered as they come, and their sorted order, which is kept as they become more."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._encoded: list[bytes] = []
        self._sorted: list[int] = []
        self._ranks = np.empty(0, np.int64)

    def add(self, text: str) -> int:
        """Add a term that is not here yet; returns its number."""
        self.texts.append(text)
        return len(self.texts) - 1

    def ranks(self) -> NDArray[np.int64]:
        """For each number the rank of its term among all of them."""
        if len(self._ranks) < len(self.texts):
            fresh = range(len(self._sorted), len(self.texts))
            self._encoded += [self.texts[number].encode() for number in fresh]
            # What is sorted already is merged with the rest in linear time.
            self._sorted += sorted(fresh, key=self.texts.__getitem__)
            self._sorted.sort(key=self.texts.__getitem__)
            self._ranks = np.empty(len(self.texts), np.int64)
            self._ranks[self._sorted] = np.arange(len(self.texts))
        return self._ranks

    def ranked(self, ranks: NDArray[np.intp]) -> list[bytes]:
        """The terms of some ranks, in UTF-8."""
        return [self._encoded[self._sorted[rank]] for rank in ranks.tolist()]


def inverted(
    words: NDArray[np.int32], lengths: NDArray[np.int64], terms: Terms, *, positions: bool
) -> FieldContent:
    """The postings of one field of some documents.

    `words` holds, document after document, the number in `terms` of each word; `lengths` how many
    words each document has. With `positions`, each word's place in its document is kept.
    """
    ranks = terms.ranks()[words]
    used = np.bincount(ranks, minlength=len(terms.texts)) > 0
    keys = (np.cumsum(used) - 1).astype(np.uint32)[ranks]
    names = terms.ranked(np.flatnonzero(used))
    order = _stable_order(keys)
    keys = keys[order]
    documents = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)[order]
    fresh = np.ones(len(keys), np.bool_)
    fresh[1:] = (keys[1:] != keys[:-1]) | (documents[1:] != documents[:-1])
    first = np.flatnonzero(fresh)
    places = None
    if positions:
        before = np.cumsum(lengths) - lengths
        places = (order - before[documents]).astype(np.uint32)
    return FieldContent(
        terms=names,
        starts=np.searchsorted(keys[first], np.arange(len(names) + 1)),
        docs=documents[first],
        counts=np.diff(first, append=len(keys)).astype(np.uint32),
        places=places,
        lengths=lengths,
        bounded=positions,
    )


def _stable_order(keys: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Where each element of the sorted keys comes from; equals stay in their order."""
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    if len(keys) and int(keys.max()) >> _HALF:
        high = (keys >> _HALF).astype(np.uint16)[order]
        order = order[np.argsort(high, kind="stable")]
    return order
