"""Positions of brackets, tag names and fold markers in a pane's margin. Arithmetic only.

Pixels are those of the margin: x from its left edge, y from the upper edge of the view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from viewer.ui.reading.margin.lane_parts import (
    BRACKET_WIDTH,
    FIRST_X,
    FOLD_WIDTH,
    LABEL_HEIGHT,
    Bracket,
    Fold,
    Label,
)
from viewer.ui.reading.margin.margin_names import MarginNames
from viewer.workspace.placed_passages import PlacedPassage

#: Lanes drawn, with names and without; the passages of further ones fold into a marker.
SHOWN_LANES, SHOWN_SLIM_LANES = 4, 2


@dataclass(frozen=True, slots=True)
class LaneLayout:
    """All that a margin shows."""

    brackets: tuple[Bracket, ...] = ()
    labels: tuple[Label, ...] = ()
    folds: tuple[Fold, ...] = ()

    def at(self, x: float, y: float) -> tuple[PlacedPassage, ...]:
        """The passages under a point: of a marker, a name, or the nearest bracket."""
        for fold in self.folds:
            if fold.x <= x <= fold.x + FOLD_WIDTH and fold.y <= y <= fold.y + LABEL_HEIGHT:
                return fold.folded
        for label in self.labels:
            if label.x <= x <= label.x + label.width and label.y <= y <= label.y + LABEL_HEIGHT:
                return (label.placed, *label.hidden)
        held = [
            bracket
            for bracket in self.brackets
            if bracket.top <= y <= bracket.bottom and -3 <= x - bracket.x <= BRACKET_WIDTH + 3
        ]
        nearest = sorted(held, key=lambda bracket: abs(x - bracket.x - BRACKET_WIDTH / 2))
        return tuple(bracket.placed for bracket in nearest)


def lay_out_lanes(
    extents: Sequence[tuple[PlacedPassage, float, float]],
    width: float,
    height: float,
    measure: Callable[[str], float] | None,
    number: Callable[[str], int] | None = None,
) -> LaneLayout:
    """Brackets for passages with their top and bottom, and names where there is room.

    `measure` gives a name's width in pixels; without it the margin shows no names. `number` gives
    the number that replaces a name that is too long for the margin.
    """
    pitch = 10.0 if measure else 8.0
    first = FIRST_X if measure else 4.0
    shown = SHOWN_LANES if measure else SHOWN_SLIM_LANES
    brackets = [
        Bracket(
            placed,
            first + pitch * placed.lane,
            max(top, 0),
            min(bottom, height),
            top < 0,
            bottom > height,
        )
        for placed, top, bottom in extents
        if placed.lane < shown and bottom > 2 and top < height - 2
    ]
    brackets.sort(key=lambda bracket: (bracket.top, bracket.x))
    further = [(placed, top) for placed, top, _ in extents if placed.lane >= shown]
    folds = _folds(further, first + pitch * shown, width)
    labels: list[Label] = []
    if measure:
        names = MarginNames(brackets, folds, width, height, measure, number or (lambda _name: 0))
        labels = names.labels()
    return LaneLayout(tuple(brackets), tuple(labels), tuple(folds))


def _folds(further: Sequence[tuple[PlacedPassage, float]], x: float, width: float) -> list[Fold]:
    """Markers for what is in further lanes, one for each place where some begin."""
    made: list[tuple[float, list[PlacedPassage]]] = []
    for placed, top in sorted(further, key=lambda each: each[1]):
        y = max(top, 0.0)
        if made and y < made[-1][0] + LABEL_HEIGHT + 2:
            made[-1][1].append(placed)
        else:
            made.append((y, [placed]))
    left = min(x, width - FOLD_WIDTH)
    return [Fold(tuple(folded), left, y) for y, folded in made]
