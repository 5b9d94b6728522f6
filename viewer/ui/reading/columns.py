"""How a pane's width is shared between margin, text and lanes."""

from __future__ import annotations

from dataclasses import dataclass

#: Characters to a line at most; a measure of 60 to 75 is easy to read.
MEASURE = 68
#: Room for the scroll bar at the pane's right edge.
BAR = 11

_WIDE_PADDING, _NARROW_PADDING = 26, 14
_NAMED_LANES, _ROOMY_LANES, _SLIM_LANES = 98, 168, 40
#: Below this width the lanes give up their names, and the padding shrinks.
_NARROW = 330


@dataclass(frozen=True, slots=True)
class Columns:
    """Pixels from the left edge of the card's inside. `named` says that lanes show tag names."""

    left: int
    text: int
    lanes: int
    right: int
    named: bool


def columns(width: int, character: float) -> Columns:
    """Columns for a pane `width` pixels wide whose characters are `character` pixels on average.

    The text takes what it can up to the measure, the lanes a little of what is left, and the
    whole stands in the middle.
    """
    narrow = width < _NARROW
    padding = _NARROW_PADDING if narrow else _WIDE_PADDING
    lanes = _SLIM_LANES if narrow else _NAMED_LANES
    room = max(width - padding - BAR, 80)
    text = max(min(round(MEASURE * character), room - lanes), 40)
    if not narrow:
        lanes = min(max(room - text - padding, lanes), _ROOMY_LANES)
    spare = max(room - text - lanes - padding, 0)
    left = padding + spare // 2
    return Columns(left, text, lanes, max(width - left - text - lanes, 0), not narrow)
