"""A text with what is marked in it: passages and matches, found by place. No widget in sight.

Spans are code points of the text; everything named `start`, `end`, `position` here is UTF-16 units
of the shown document, half-open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from viewer.text.offsets import Utf16Map
from viewer.text.spans import Span
from viewer.workspace.intervals import IntervalIndex
from viewer.workspace.placed_passages import Passages, PlacedPassage, PlacedPassages


class MarkedText:
    """One canonical text, its passages and its matches; `current_match` counts from 0."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.units = Utf16Map(text)
        self._passages = PlacedPassages("", [])
        self.matches: list[tuple[int, int]] = []
        self.current_match: int | None = None
        self._match_index = IntervalIndex([])

    @property
    def passages(self) -> list[PlacedPassage]:
        """The passages, in the order given."""
        return self._passages.all

    def set_passages(self, passages: Passages) -> None:
        """Replace the passages; those without a place in this text are left out."""
        if not isinstance(passages, PlacedPassages):
            passages = PlacedPassages(self.text, passages)
        self._passages = passages

    def set_matches(self, matches: Sequence[Span]) -> None:
        """Replace the matches; none is current then. Empty or outlying ones are left out."""
        held = sorted(match for match in matches if match and match.end <= len(self.text))
        self.matches = [self.stretch(match) for match in held]
        self._match_index = IntervalIndex(self.matches)
        self.current_match = None

    def stretch(self, span: Span) -> tuple[int, int]:
        """The UTF-16 stretch of a span; what is past the text's end is cut off."""
        last = len(self.text)
        return self.units.to_utf16(min(span.start, last)), self.units.to_utf16(min(span.end, last))

    def span(self, start: int, end: int) -> Span:
        """The span of a UTF-16 stretch."""
        return Span(self.units.to_code_point(start), self.units.to_code_point(end))

    def words(self, start: int, end: int) -> Span | None:
        """The span of a stretch without the white space at its ends; None if nothing is left."""
        span = self.span(start, end)
        chosen = span.of(self.text)
        first = span.start + len(chosen) - len(chosen.lstrip())
        last = span.end - (len(chosen) - len(chosen.rstrip()))
        return Span(first, last) if first < last else None

    def passage(self, annotation_id: int | None) -> PlacedPassage | None:
        """The passage with that id, if it has a place here."""
        return self._passages.passage(annotation_id)

    def passages_touching(self, start: int, end: int) -> list[PlacedPassage]:
        """Passages that share something with the stretch, by start."""
        return self._passages.touching(start, end)

    def passages_at(self, position: int) -> list[PlacedPassage]:
        """Passages that hold a caret at `position`, its end included; the shortest first."""
        held = self.passages_touching(position, position + 1)
        if not held and position:
            held = self.passages_touching(position - 1, position)
        return sorted(held, key=lambda placed: (placed.end - placed.start, placed.lane))

    def passage_beyond(self, position: int, forward: bool) -> PlacedPassage | None:
        """The next passage that starts after `position`, or the last one that starts before it."""
        return self._passages.beyond(position, forward)

    def matches_touching(self, start: int, end: int) -> list[tuple[int, int]]:
        """Matches that share something with the stretch, by start."""
        return [self.matches[at] for at in self._match_index.touching(start, end)]

    @property
    def current(self) -> tuple[int, int] | None:
        """The stretch of the current match."""
        return None if self.current_match is None else self.matches[self.current_match]

    def enter_match(self, start: int) -> bool:
        """Make the match that begins at `start` current; False, and none is, if none does."""
        at = bisect_left(self.matches, (start, -1))
        found = at < len(self.matches) and self.matches[at][0] == start
        self.current_match = at if found else None
        return found

    def step_match(self, forward: bool, position: int) -> bool:
        """Make the next (or previous) match current; False, and none is current, past the end.

        Where none is current yet the walk sets out from `position`.
        """
        if self.current_match is not None:
            at = self.current_match + (1 if forward else -1)
        else:
            at = bisect_left(self.matches, (position, -1)) - (0 if forward else 1)
        self.current_match = at if 0 <= at < len(self.matches) else None
        return self.current_match is not None
