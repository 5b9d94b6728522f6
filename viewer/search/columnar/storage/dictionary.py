"""The sorted terms of one field of one segment: bytes behind each other, and where each ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

#: Every so many terms one is kept apart in memory, so that a search touches few bytes.
SAMPLED = 64


class TermDictionary:
    """Terms in ascending order of their bytes (for UTF-8 that is the order of code points).

    A term is known by its number, from 0. Safe between threads.
    """

    def __init__(self, content: NDArray[np.uint8], ends: NDArray[np.unsignedinteger]) -> None:
        """`content` holds all terms without gaps; `ends` where each ends in it."""
        self._content = content.data
        self._ends = ends
        heads = range(0, len(ends), SAMPLED)
        self._sampled = [self.term(number) for number in heads]

    def __len__(self) -> int:
        return len(self._ends)

    def term(self, number: int) -> bytes:
        """The term of a number."""
        start = int(self._ends[number - 1]) if number else 0
        return bytes(self._content[start : int(self._ends[number])])

    def find(self, term: bytes) -> int:
        """The number of a term, -1 where it is not here."""
        number = self.place(term)
        return number if number < len(self) and self.term(number) == term else -1

    def place(self, term: bytes) -> int:
        """The number of the first term that does not come before `term`."""
        # The sampled term at `sample` is the first of all sampled ones that does not come before.
        sample = bisect_left(self._sampled, term)
        end = min(sample * SAMPLED, len(self))
        start = max(0, (sample - 1) * SAMPLED)
        return bisect_left(range(end), term, start, end, key=self.term)

    def prefixed(self, prefix: bytes) -> range:
        """The numbers of the terms that begin with `prefix`."""
        start = self.place(prefix)
        after = _after(prefix)
        return range(start, len(self) if after is None else self.place(after))

    def terms(self, numbers: range) -> list[bytes]:
        """The terms of adjacent numbers, read at once."""
        if not len(numbers):
            return []
        start = int(self._ends[numbers.start - 1]) if numbers.start else 0
        ends = (self._ends[numbers.start : numbers.stop].astype(np.int64) - start).tolist()
        content = bytes(self._content[start : start + ends[-1]])
        found = []
        begin = 0
        for end in ends:
            found.append(content[begin:end])
            begin = end
        return found

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self), 4_096):
            yield from self.terms(range(start, min(start + 4_096, len(self))))


def packed(terms: Sequence[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """Sorted terms as `TermDictionary` takes them: their bytes, and where each ends."""
    lengths = np.fromiter(map(len, terms), np.uint64, len(terms))
    return np.frombuffer(b"".join(terms), np.uint8), np.cumsum(lengths, dtype=np.uint64)


def _after(prefix: bytes) -> bytes | None:
    """The first bytes after everything that begins with `prefix`; None where there is none."""
    stripped = prefix.rstrip(b"\xff")
    return stripped[:-1] + bytes([stripped[-1] + 1]) if stripped else None
