"""A table from hashes to numbers that is asked for thousands of hashes at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: What `WordTable.find` gives in the place of a number.
MISSING = -1

#: How many hashes a new table has room for, in bits. It is never more than half full.
_FEWEST_BITS = 10


class WordTable:
    """Numbers from 0 on by 64-bit hashes: open addressing with linear probing, in flat arrays.

    A slot is chosen by a hash's upper bits, so those have to be random. 24 to 48 bytes a number.
    """

    def __init__(self) -> None:
        self._count = 0
        self._make(_FEWEST_BITS)

    def __len__(self) -> int:
        return self._count

    def find(self, hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The number of each hash; `MISSING` for those that were not added."""
        slots = self._slots(hashes)
        found: NDArray[np.int32] = self._numbers.take(slots)
        left = np.flatnonzero((self._hashes.take(slots) != hashes) & (found != MISSING))
        slots = slots[left]
        while len(left):
            slots = self._next(slots)
            found[left] = here = self._numbers.take(slots)
            taken = (self._hashes.take(slots) != hashes[left]) & (here != MISSING)
            left, slots = left[taken], slots[taken]
        return found

    def add(self, hashes: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
        """Add hashes that differ from each other and are not here yet."""
        self._count += len(hashes)
        if self._count > len(self._hashes) // 2:
            full = self._numbers != MISSING
            hashes = np.concatenate((self._hashes[full], hashes))
            numbers = np.concatenate((self._numbers[full], numbers))
            self._make((2 * self._count - 1).bit_length())
        slots = self._slots(hashes)
        while len(hashes):
            free = self._numbers.take(slots) == MISSING
            self._hashes[slots[free]] = hashes[free]
            # Of several that come to one slot, one has it now, and the others go on.
            settled = self._hashes.take(slots) == hashes
            self._numbers[slots[settled]] = numbers[settled]
            hashes, numbers = hashes[~settled], numbers[~settled]
            slots = self._next(slots[~settled])

    def _make(self, bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        self._hashes = np.zeros(1 << bits, np.uint64)
        self._numbers = np.full(1 << bits, MISSING, np.int32)

    def _slots(self, hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
        return (hashes >> self._shift).astype(np.intp)

    def _next(self, slots: NDArray[np.intp]) -> NDArray[np.intp]:
        return (slots + 1) & (len(self._hashes) - 1)
