"""Which panes the desk has, what each shows, and which one commands go to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NewType

from psygnal import Signal

from viewer.base.ids import ExcerptId, VersionId
from viewer.services.types import ExcerptReading
from viewer.text.spans import Span

#: A pane of the desk, as long as it is open. Ids are never used again.
PaneId = NewType("PaneId", int)

#: The pane that every desk begins with.
FIRST_PANE = PaneId(1)
#: The most panes a desk has.
MOST_PANES = 4


class Panes:
    """One to four panes, from the left. There is always one, and one is active.

    Signals: `arranged(tuple of PaneId)` when panes came or went, `activated(PaneId)`,
    `emptied(PaneId)` when one shows nothing any more, `closed(PaneId)` when one was taken away, or
    emptied as the last.
    """

    arranged = Signal(tuple)
    activated = Signal(int)
    emptied = Signal(int)
    closed = Signal(int)

    def __init__(self) -> None:
        self._next = FIRST_PANE + 1
        self._ids = [FIRST_PANE]
        #: By use, the one last active at the end.
        self._by_use = [FIRST_PANE]
        self._readings: dict[PaneId, ExcerptReading] = {}
        self._selections: dict[PaneId, Span] = {}

    @property
    def ids(self) -> tuple[PaneId, ...]:
        """The panes, from the left."""
        return tuple(self._ids)

    @property
    def active(self) -> PaneId:
        """The pane that commands go to."""
        return self._by_use[-1]

    def reading(self, pane: PaneId) -> ExcerptReading | None:
        """What a pane shows; None when it is empty or closed."""
        return self._readings.get(pane)

    @property
    def readings(self) -> dict[PaneId, ExcerptReading]:
        """What each pane that is not empty shows, from the left."""
        return {pane: self._readings[pane] for pane in self._ids if pane in self._readings}

    @property
    def excerpts(self) -> frozenset[ExcerptId]:
        """The excerpts that are shown."""
        return frozenset(reading.id for reading in self._readings.values())

    @property
    def versions(self) -> frozenset[VersionId]:
        """The versions of texts that are shown."""
        return frozenset(reading.version_id for reading in self._readings.values())

    def selection(self, pane: PaneId) -> Span | None:
        """The words that are selected in a pane, without white space at both ends."""
        return self._selections.get(pane)

    def select(self, pane: PaneId, span: Span | None) -> None:
        """Have these words of the text in `pane` selected, or none."""
        if span is None:
            self._selections.pop(pane, None)
        else:
            self._selections[pane] = span

    def set_count(self, count: int) -> None:
        """Have `count` panes (1 to 4): new ones come at the right, the longest unused go first."""
        count = min(max(count, 1), MOST_PANES)
        if count == len(self._ids):
            return
        while len(self._ids) < count:
            self._add()
        gone = []
        while len(self._ids) > count:
            gone.append(self._by_disuse()[0])
            self._remove(gone[-1])
        self.arranged.emit(self.ids)
        for pane in gone:
            self.closed.emit(pane)

    def activate(self, pane: PaneId) -> None:
        """Make `pane` the one that commands go to."""
        if pane != self.active and pane in self._ids:
            self._by_use.remove(pane)
            self._by_use.append(pane)
            self.activated.emit(pane)

    def close(self, pane: PaneId) -> None:
        """Take `pane` away; the last one is emptied instead."""
        if len(self._ids) == 1:
            self.empty(pane)
        else:
            self._remove(pane)
            self.arranged.emit(self.ids)
        self.closed.emit(pane)

    def show(self, pane: PaneId, reading: ExcerptReading) -> None:
        """Have `pane` show an excerpt, in place of what it showed."""
        self._selections.pop(pane, None)
        self._readings[pane] = reading

    def empty(self, pane: PaneId) -> None:
        """Have `pane` show nothing."""
        self._forget(pane)
        self.emptied.emit(pane)

    def pane_beside(self, avoiding: Collection[PaneId] = ()) -> PaneId:
        """The pane for a text that is to come beside those that are open.

        The first empty pane, else a new one, else, with four panes open, the one that was not used
        for the longest time; as long as there are others, none of those to be avoided.
        """
        free = [pane for pane in self._ids if pane not in avoiding]
        empty = next((pane for pane in free if pane not in self._readings), None)
        if empty is not None:
            return empty
        if len(self._ids) < MOST_PANES:
            self.set_count(len(self._ids) + 1)
            return self._ids[-1]
        return min(free or self._ids, key=self._by_use.index)

    def _add(self) -> None:
        pane = PaneId(self._next)
        self._next += 1
        self._ids.append(pane)
        self._by_use.insert(0, pane)

    def _remove(self, pane: PaneId) -> None:
        self._ids.remove(pane)
        self._by_use.remove(pane)
        self._forget(pane)

    def _forget(self, pane: PaneId) -> None:
        self._readings.pop(pane, None)
        self._selections.pop(pane, None)

    def _by_disuse(self) -> Sequence[PaneId]:
        """Panes in the order to give them up: empty ones first, then the longest unused."""
        return sorted(self._by_use[:-1], key=lambda pane: pane in self._readings)
