"""Passages put in their places on a shown text: UTF-16 stretches, lanes, and words to say."""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.annotation.lanes import lanes
from viewer.base.ids import AnnotationId
from viewer.services.types import AnchorState, PassageInfo
from viewer.text.offsets import Utf16Map
from viewer.text.one_line import one_line
from viewer.workspace.intervals import IntervalIndex

_log = logging.getLogger(__name__)

#: States whose span is a place in the current text.
_HAS_A_PLACE = frozenset({AnchorState.EXACT, AnchorState.MOVED, AnchorState.FUZZY})


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """A passage with its stretch of the document (UTF-16, half-open) and its margin lane."""

    info: PassageInfo
    start: int
    end: int
    lane: int

    @property
    def id(self) -> AnnotationId:
        """The annotation's id."""
        return self.info.id

    @property
    def colours(self) -> tuple[str, ...]:
        """The colours of its tags, `""` standing for none."""
        return tuple(tag.colour for tag in self.info.tags) or ("",)

    @property
    def is_doubtful(self) -> bool:
        """Whether its words have changed since it was made."""
        return self.info.state is AnchorState.FUZZY

    @property
    def label(self) -> str:
        """Its tags' names, or what else it is."""
        words = ", ".join(tag.name for tag in self.info.tags) or "note"
        return f"? {words}" if self.is_doubtful else words


class PlacedPassages:
    """The passages of one text in their places, found by place and by id.

    Making it takes a tenth of a second for 20,000 passages: make it where the passages are read,
    away from the thread that paints.
    """

    def __init__(self, text: str, passages: Sequence[PassageInfo]) -> None:
        self.all = place_passages(text, Utf16Map(text), passages)
        self._by_id = {placed.id: placed for placed in self.all}
        self._index = IntervalIndex([(each.start, each.end) for each in self.all])
        self._in_order = sorted(self.all, key=lambda placed: (placed.start, -placed.end))
        self._starts = [placed.start for placed in self._in_order]

    def passage(self, annotation_id: int | None) -> PlacedPassage | None:
        """The passage with that id, if it has a place here."""
        return self._by_id.get(AnnotationId(annotation_id)) if annotation_id is not None else None

    def touching(self, start: int, end: int) -> list[PlacedPassage]:
        """Passages that share something with the stretch, by start."""
        return [self.all[at] for at in self._index.touching(start, end)]

    def beyond(self, position: int, forward: bool) -> PlacedPassage | None:
        """The next passage that starts after `position`, or the last one that starts before it."""
        at = (
            bisect_right(self._starts, position) if forward else bisect_left(self._starts, position)
        )
        at -= not forward
        return self._in_order[at] if 0 <= at < len(self._in_order) else None


#: What a text's passages are given as: in their places, or still to be placed.
Passages = Sequence[PassageInfo] | PlacedPassages


def place_passages(
    text: str, units: Utf16Map, passages: Sequence[PassageInfo]
) -> list[PlacedPassage]:
    """Those of `passages` that have a place in `text`, each with its lane, in their order.

    Orphans and ambiguous ones have none. One that claims to be exact but whose quote is not what
    stands at its place is left out and logged: a mark on the wrong words is worse than no mark.
    """
    held = [passage for passage in passages if _stands(text, passage)]
    return [
        PlacedPassage(
            passage, units.to_utf16(passage.span.start), units.to_utf16(passage.span.end), lane
        )
        for passage, lane in zip(held, lanes([passage.span for passage in held]), strict=True)
    ]


def spoken(passages: Sequence[PlacedPassage]) -> str:
    """What is said of the place under the caret: "2 tags: liberation, figure"; "" for nothing."""
    names = list(dict.fromkeys(tag.name for placed in passages for tag in placed.info.tags))
    notes = sum(1 for placed in passages if placed.info.note)
    parts = []
    if names:
        parts.append(f"{len(names)} {'tag' if len(names) == 1 else 'tags'}: {', '.join(names)}")
    if notes:
        parts.append("1 note" if notes == 1 else f"{notes} notes")
    return "; ".join(parts)


def described(placed: PlacedPassage, words: int = 60) -> str:
    """A passage in a few lines of plain text, for a tool tip: quote, tags, note."""
    lines = [f"“{one_line(placed.info.quote, words)}”"]
    if placed.info.tags:
        lines.append(", ".join(tag.path for tag in placed.info.tags))
    if placed.info.note:
        lines.append(one_line(placed.info.note, 2 * words))
    if placed.info.state is AnchorState.FUZZY:
        lines.append("Its words have changed: please look at it.")
    return "\n".join(lines)


def _stands(text: str, passage: PassageInfo) -> bool:
    outside = passage.span.end > len(text)
    if passage.state not in _HAS_A_PLACE or not passage.span or outside:
        return False
    if passage.state is AnchorState.FUZZY or passage.span.of(text) == passage.quote:
        return True
    _log.error("passage %d is not drawn: its quote is not what stands there", passage.id)
    return False
