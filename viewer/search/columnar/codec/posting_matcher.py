"""Whoosh's matcher over the postings of one term."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import formats
from whoosh.matching import LeafMatcher, ReadTooFar

from viewer.search.columnar.codec.posting_list import BLOCK, PostingList


class PostingMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks a list of postings, document by document, in blocks of `BLOCK`.

    It is never at a deleted document, as Whoosh's own matchers may after they skipped a block.
    """

    def __init__(
        self, postings: PostingList, format_: formats.Format, term: tuple[str, bytes], scorer: Any
    ) -> None:
        """`scorer` is one of Whoosh's, or None."""
        self.format = format_
        self.scorer = scorer
        self._postings = postings
        self._term = term
        self._at = 0
        self._end = len(postings)

    def is_active(self) -> bool:
        return self._at < self._end

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> PostingMatcher:
        return copy.copy(self)

    def id(self) -> int:
        return int(self._postings.docs[self._current()])

    def next(self) -> bool:
        """Go on by a posting; tells whether that left a block."""
        self._at = self._current() + 1
        return self._at % BLOCK == 0 or self._at == self._end

    def skip_to(self, id: int) -> None:
        at = self._current()
        docs = self._postings.docs
        if id > int(docs[-1]):
            self._at = self._end
        elif id > int(docs[at]):
            # Of the array's own type, or NumPy would convert all of it first.
            self._at = at + int(np.searchsorted(docs[at:], docs.dtype.type(id)))

    def all_ids(self) -> Iterator[int]:
        found: list[int] = self._postings.docs[self._at :].tolist()
        return iter(found)

    def weight(self) -> float:
        return float(self._postings.counts[self._current()])

    def value(self) -> bytes:
        """The posting as the field's format encodes it."""
        if isinstance(self.format, formats.Positions):
            return bytes(self.format.encode(self.value_as("positions")))
        if isinstance(self.format, formats.Frequency):
            return bytes(formats.pack_uint(self.value_as("frequency")))
        return b""

    def supports(self, astype: str) -> bool:
        if astype.startswith("position") and not self._postings.has_positions:
            return False
        return bool(self.format.supports(astype))

    def value_as(self, astype: str) -> Any:
        if astype == "positions":
            return self._postings.positions(self._current())
        if astype == "frequency":
            return int(self._postings.counts[self._current()])
        return self.format.decode_as(astype, self.value())

    def items_as(self, astype: str) -> Iterator[tuple[int, Any]]:
        while self.is_active():
            yield self.id(), self.value_as(astype)
            self.next()

    def block_min_id(self) -> int:
        return int(self._postings.docs[self._current() // BLOCK * BLOCK])

    def block_max_id(self) -> int:
        return int(self._postings.docs[min(self._after_block(), self._end) - 1])

    def block_min_length(self) -> int:
        return self._postings.least_length(self._at // BLOCK) if self.is_active() else 0

    def block_max_length(self) -> int:
        return self._postings.greatest_length(self._at // BLOCK) if self.is_active() else 0

    def block_max_weight(self) -> float:
        return self._postings.greatest_weight(self._at // BLOCK) if self.is_active() else 0.0

    def skip_to_quality(self, minquality: float) -> int:
        """Skip blocks that cannot score more than `minquality`; returns how many."""
        skipped = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._at = min(self._after_block(), self._end)
            skipped += 1
        return skipped

    def _after_block(self) -> int:
        return (self._current() // BLOCK + 1) * BLOCK

    def _current(self) -> int:
        if self._at >= self._end:
            raise ReadTooFar
        return self._at
