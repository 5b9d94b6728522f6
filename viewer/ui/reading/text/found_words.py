"""What find-in-pane has found in one text: stretches of the document, and the current one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from viewer.workspace.intervals import IntervalIndex


class FoundWords:
    """Stretches are UTF-16 units, half-open, in order; `current` counts from 0, None for none."""

    def __init__(self, stretches: Sequence[tuple[int, int]] = ()) -> None:
        self.stretches = list(stretches)
        self.current: int | None = None
        self._index = IntervalIndex(self.stretches)

    @property
    def current_stretch(self) -> tuple[int, int] | None:
        """The current stretch."""
        return None if self.current is None else self.stretches[self.current]

    def touching(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that share something with a stretch, by start."""
        return [self.stretches[at] for at in self._index.touching(start, end)]

    def begin_at(self, position: int) -> None:
        """Make the first one from `position` on the current one, else the first of all."""
        at = bisect_left(self.stretches, (position, -1))
        self.current = at % len(self.stretches) if self.stretches else None

    def step(self, forward: bool) -> None:
        """Make the next or previous one current, on from the last to the first."""
        if self.current is not None:
            self.current = (self.current + (1 if forward else -1)) % len(self.stretches)
