"""Sets of excerpt ids as arrays: how many ids cross between the engine and its callers."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Set
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

IdArray = NDArray[np.int64]
_T = TypeVar("_T")

#: Ids that are spread over so many times their number are sorted.
_MOST_SPREAD = 32


class SortedIds(Set[int]):
    """A set of ids over an ascending array. It does not change; it iterates in ascending order."""

    __slots__ = ("array",)

    def __init__(self, ids: IdArray) -> None:
        """`ids` ascend strictly."""
        self.array = ids

    @classmethod
    def _from_iterable(cls, it: Iterable[_T]) -> Set[_T]:
        """What set operations give: small sets, of whatever they were united with."""
        return frozenset(it)

    def __len__(self) -> int:
        return len(self.array)

    def __iter__(self) -> Iterator[int]:
        return iter(self.array.tolist())

    def __contains__(self, excerpt_id: object) -> bool:
        if not isinstance(excerpt_id, int):
            return False
        at = int(np.searchsorted(self.array, excerpt_id))
        return at < len(self.array) and int(self.array[at]) == excerpt_id

    def __le__(self, other: Set[object]) -> bool:
        if not isinstance(other, SortedIds):
            return super().__le__(other)
        if not len(self) or not len(other):
            return not len(self)
        at = np.searchsorted(other.array, self.array)
        at[at == len(other.array)] = 0
        return bool(np.array_equal(other.array[at], self.array))

    def __repr__(self) -> str:
        return f"SortedIds({len(self)} ids)"


def ascending(ids: Collection[int]) -> IdArray:
    """Ids of any collection as an ascending array, each once."""
    if isinstance(ids, SortedIds):
        return ids.array
    if isinstance(ids, array) and ids.typecode == "q":
        # Without a copy: the caller does not change what it has handed over.
        found = np.frombuffer(ids, np.int64) if len(ids) else np.empty(0, np.int64)
    else:
        found = np.fromiter(ids, np.int64, len(ids))
    if np.all(found[1:] > found[:-1]):
        return found
    lowest, highest = int(found.min()), int(found.max())
    if highest - lowest > _MOST_SPREAD * len(found):
        return np.unique(found)
    # Ids that are not spread far are marked in a table, which is quicker than sorting them.
    held = np.zeros(highest - lowest + 1, np.bool_)
    held[found - lowest] = True
    return np.flatnonzero(held) + lowest


def union(parts: Iterable[Collection[int]]) -> IdArray:
    """The ids of all parts."""
    arrays = [each for each in map(ascending, parts) if len(each)]
    if len(arrays) < 2:
        return arrays[0] if arrays else np.empty(0, np.int64)
    return np.unique(np.concatenate(arrays))
