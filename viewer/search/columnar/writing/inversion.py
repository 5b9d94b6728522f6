"""Turning words in the order of texts into postings in the order of terms, in bulk.

Nothing is done posting by posting: the numbers of all words are sorted once, stably, by the rank of
their terms. Since they come document by document and position by position, a term's postings and
a posting's positions are then in order of themselves. The sort is a radix sort: two stable passes
over 16 bits each, which NumPy does in linear time.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, islice

import numpy as np
from numpy.typing import NDArray

from viewer.search.columnar.storage.content import FieldContent
from viewer.search.columnar.storage.layout import Array, narrowest

_HALF = 16

#: Words that are sorted at once.
_BLOCK = 1 << 20


class Terms:
    """Terms numbered as they come, and their sorted order, which is kept as they become more."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = []
        self._sorted: list[int] = []
        self._encoded: list[bytes] = []
        self._ranks = np.empty(0, np.uint32)

    def numbers(self, texts: Iterable[str]) -> list[int]:
        """The number of each of these terms, from now on if it is not here yet."""
        known = self._numbers
        return [known.setdefault(text, len(known)) for text in texts]

    @property
    def texts(self) -> list[str]:
        """All terms by their numbers."""
        if len(self._texts) < len(self._numbers):
            self._texts += islice(self._numbers, len(self._texts), None)
        return self._texts

    def ranks(self) -> NDArray[np.uint32]:
        """For each number the rank of its term among all of them."""
        if len(self._sorted) < len(self._numbers):
            texts = self.texts
            fresh = range(len(self._sorted), len(texts))
            self._encoded += [texts[number].encode() for number in fresh]
            # What is sorted already is merged with the rest in linear time.
            self._sorted += sorted(fresh, key=texts.__getitem__)
            self._sorted.sort(key=texts.__getitem__)
            self._ranks = np.empty(len(texts), np.uint32)
            self._ranks[self._sorted] = np.arange(len(texts), dtype=np.uint32)
        return self._ranks

    def ranked(self, used: NDArray[np.bool_]) -> list[bytes]:
        """In order of their ranks, the terms whose rank is used, in UTF-8."""
        return [self._encoded[number] for number in compress(self._sorted, used.tolist())]


def inverted(
    words: NDArray[np.int32], lengths: NDArray[np.int64], terms: Terms, *, positions: bool
) -> FieldContent:
    """The postings of one field of some documents.

    `words` holds, document after document, the number in `terms` of each word; `lengths` how many
    words each document has. With `positions`, each word's place in its document is kept.
    """
    ranks = terms.ranks().take(words)
    used = np.bincount(ranks, minlength=len(terms.texts)) > 0
    names = terms.ranked(used)
    keys = (np.cumsum(used) - 1).astype(np.uint32).take(ranks)
    order = _stable_order(keys, len(names))
    keys = keys.take(order)
    # The narrower what is put into order, the quicker: most of it is found in the cache then.
    documents = np.arange(len(lengths), dtype=narrowest(len(lengths))).repeat(lengths).take(order)
    fresh = np.ones(len(keys), np.bool_)
    fresh[1:] = (keys[1:] != keys[:-1]) | (documents[1:] != documents[:-1])
    first = np.flatnonzero(fresh)
    starts = np.zeros(len(names) + 1, np.int64)
    np.cumsum(np.bincount(keys[first], minlength=len(names)), out=starts[1:])
    places = _places(lengths).take(order) if positions else None
    return FieldContent(
        terms=names,
        starts=starts,
        docs=documents[first],
        counts=np.diff(first, append=len(keys)).astype(np.uint32),
        places=places,
        lengths=lengths,
        bounded=positions,
    )


def _places(lengths: NDArray[np.int64]) -> Array:
    """Document after document, the place of each of its words."""
    before = np.repeat(np.cumsum(lengths) - lengths, lengths)
    longest = int(lengths.max()) if len(lengths) else 0
    return (np.arange(len(before)) - before).astype(narrowest(longest))


def _stable_order(keys: NDArray[np.uint32], distinct: int) -> NDArray[np.intp]:
    """Where each element of the sorted keys, all below `distinct`, comes from; equals stay in
    their order.

    Blocks that fit into a processor's cache are sorted by themselves. What comes before a block's
    elements of a key is known by counting, and so is where they go.
    """
    if len(keys) <= _BLOCK:
        return _order_of_block(keys)
    order = np.empty(len(keys), np.intp)
    counts = np.bincount(keys, minlength=distinct)
    filled = np.cumsum(counts) - counts
    for start in range(0, len(keys), _BLOCK):
        block = keys[start : start + _BLOCK]
        of_block = _order_of_block(block)
        counts = np.bincount(block, minlength=distinct)
        targets = (filled - (np.cumsum(counts) - counts)).take(block.take(of_block))
        targets += np.arange(len(block))
        order[targets] = of_block + start
        filled += counts
    return order


def _order_of_block(keys: NDArray[np.uint32]) -> NDArray[np.intp]:
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    if len(keys) and int(keys.max()) >> _HALF:
        high = (keys >> _HALF).astype(np.uint16).take(order)
        order = order.take(np.argsort(high, kind="stable"))
    return order
