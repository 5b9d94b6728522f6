"""How a pane's width is shared between margin, text and lanes."""

from __future__ import annotations

from dataclasses import dataclass

#: Characters to a line at most; a measure of 60 to 75 is easy to read.
MEASURE = 75
#: Characters to a line that the text gets before the lanes get more than they need for names.
_GOOD_MEASURE = 60
#: With fewer characters to a line the lanes give up their names: the text needs the room.
_LEAST_MEASURE = 28
#: Room for the scroll bar at the pane's right edge.
BAR = 11

_WIDE_PADDING, _NARROW_PADDING = 16, 10
#: A name of a tag needs the least of these; in the most of them a long path has room.
_LEAST_NAMED, _NAMED_LANES, _ROOMY_LANES, _SLIM_LANES = 84, 86, 240, 36


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
    whole is in the middle.
    """
    named = width - _WIDE_PADDING - BAR - _LEAST_NAMED >= _LEAST_MEASURE * character
    padding = _WIDE_PADDING if named else _NARROW_PADDING
    room = max(width - padding - BAR, 80)
    lanes = _SLIM_LANES
    if named:
        good = room - round(_GOOD_MEASURE * character)
        lanes = min(max(good, _LEAST_NAMED), _NAMED_LANES)
    text = max(min(round(MEASURE * character), room - lanes), 40)
    if named:
        lanes = min(max(room - text - padding, lanes), _ROOMY_LANES)
    spare = max(room - text - lanes - padding, 0)
    left = padding + spare // 2
    return Columns(left, text, lanes, max(width - left - text - lanes, 0), named)
