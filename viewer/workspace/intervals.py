"""Which of many stretches touch a given one: asked at every paint, so it must not scan them all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

#: Stretches per block. A block whose furthest end lies before the question is skipped whole.
_BLOCK = 64


class IntervalIndex:
    """Half-open stretches `(start, end)` in any unit, asked by overlap.

    Answers are positions in the sequence given, ordered by start, then longest first.
    """

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self._order = sorted(
            range(len(stretches)), key=lambda at: (stretches[at][0], -stretches[at][1], at)
        )
        self._starts = [stretches[at][0] for at in self._order]
        self._ends = [stretches[at][1] for at in self._order]
        self._furthest = [
            max(self._ends[at : at + _BLOCK]) for at in range(0, len(self._ends), _BLOCK)
        ]

    def __len__(self) -> int:
        return len(self._order)

    def touching(self, start: int, end: int) -> list[int]:
        """Positions of the stretches that share at least one place with `[start, end)`."""
        stop = bisect_left(self._starts, end)
        found: list[int] = []
        for block, furthest in enumerate(self._furthest):
            low = block * _BLOCK
            if low >= stop:
                break
            if furthest <= start:
                continue
            found += [
                self._order[at]
                for at in range(low, min(low + _BLOCK, stop))
                if self._ends[at] > start
            ]
        return found
