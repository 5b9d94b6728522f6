"""Where brackets, tag names and fold markers stand in a pane's margin. Arithmetic only.

Pixels are those of the margin: x from its left edge, y from the upper edge of the view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from viewer.ui.reading.placed_passages import PlacedPassage

#: Lanes drawn, with names and without; the passages of further ones fold into a marker.
SHOWN_LANES, SHOWN_SLIM_LANES = 4, 2
BRACKET_WIDTH = 6.0
LABEL_HEIGHT = 16.0
#: Room for a sample of the stroke before the name of a passage that is not in the first lane.
SAMPLE_WIDTH = 13.0
_FIRST_X = 10.0
_GAP = 5.0
#: How far a name may be pushed below the end of its own bracket before it gives way.
_SLACK = 10.0
_LEAST_LABEL = 24.0
_FOLD_WIDTH = 26.0


@dataclass(frozen=True, slots=True)
class Bracket:
    """A passage's bracket. It is open at an end that lies outside the view."""

    placed: PlacedPassage
    x: float
    top: float
    bottom: float
    open_top: bool
    open_bottom: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the upper end of a passage's bracket. `hidden` are those without room of their own.

    `colour` is the tag's, `""` for none; `sampled` says that a sample of the lane's stroke leads.
    """

    placed: PlacedPassage
    words: str
    colour: str
    sampled: bool
    x: float
    y: float
    width: float
    hidden: tuple[PlacedPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Fold:
    """A marker that stands for passages in lanes that are not drawn."""

    folded: tuple[PlacedPassage, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LaneLayout:
    """All that a margin shows."""

    brackets: tuple[Bracket, ...] = ()
    labels: tuple[Label, ...] = ()
    folds: tuple[Fold, ...] = ()

    def at(self, x: float, y: float) -> tuple[PlacedPassage, ...]:
        """The passages under a point: of a marker, a name, or the nearest bracket."""
        for fold in self.folds:
            if fold.x <= x <= fold.x + _FOLD_WIDTH and fold.y <= y <= fold.y + LABEL_HEIGHT:
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
) -> LaneLayout:
    """Brackets for passages with their top and bottom, and names where there is room.

    `measure` gives a name's width in pixels; without it the margin shows no names.
    """
    pitch = 13.0 if measure else 8.0
    first = _FIRST_X if measure else 4.0
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
    labels = _labels(brackets, folds, width, height, measure) if measure else []
    return LaneLayout(tuple(brackets), tuple(labels), tuple(folds))


def _folds(further: Sequence[tuple[PlacedPassage, float]], x: float, width: float) -> list[Fold]:
    """Markers for what lies in further lanes, one for each place where some begin."""
    made: list[tuple[float, list[PlacedPassage]]] = []
    for placed, top in sorted(further, key=lambda each: each[1]):
        y = max(top, 0.0)
        if made and y < made[-1][0] + LABEL_HEIGHT + 2:
            made[-1][1].append(placed)
        else:
            made.append((y, [placed]))
    left = min(x, width - _FOLD_WIDTH)
    return [Fold(tuple(folded), left, y) for y, folded in made]


def _labels(
    brackets: Sequence[Bracket],
    folds: Sequence[Fold],
    width: float,
    height: float,
    measure: Callable[[str], float],
) -> list[Label]:
    """Names from above to below, none over another; what finds no room hides behind the last."""
    made: list[Label] = []
    for bracket in brackets:
        y = max(bracket.top - 1.0, made[-1].y + LABEL_HEIGHT if made else 0.0)
        too_low = y > max(bracket.bottom - LABEL_HEIGHT, bracket.top) + _SLACK
        too_low = too_low or y + LABEL_HEIGHT > height + _SLACK
        if too_low or width - _free_x(brackets, folds, y) < _LEAST_LABEL:
            if made:
                made[-1] = replace(made[-1], hidden=(*made[-1].hidden, bracket.placed))
            continue
        for at, (words, colour) in enumerate(_rows(bracket, y)):
            sampled = bracket.placed.lane > 0 and at == 0
            wanted = measure(words) + (SAMPLE_WIDTH if sampled else 0)
            row = y + LABEL_HEIGHT * at
            # A bracket of an inner lane may begin beside a lower row only.
            x = _free_x(brackets, folds, row)
            made.append(
                Label(bracket.placed, words, colour, sampled, x, row, min(wanted, width - x))
            )
    return made


def _rows(bracket: Bracket, y: float) -> list[tuple[str, str]]:
    """(words, colour) of the rows of a name: one for each tag, or one for all if that is high."""
    placed = bracket.placed
    tags = placed.info.tags
    if len(tags) > 1 and y + LABEL_HEIGHT * len(tags) <= bracket.bottom + 2:
        return [(tag.name, tag.colour) for tag in tags]
    return [(placed.label, placed.colours[0])]


def _free_x(brackets: Sequence[Bracket], folds: Sequence[Fold], y: float) -> float:
    """Left edge of a name at `y`: right of every bracket and marker that it would meet."""
    edges = [
        bracket.x + BRACKET_WIDTH
        for bracket in brackets
        if bracket.top < y + LABEL_HEIGHT and y < bracket.bottom
    ]
    edges += [
        fold.x + _FOLD_WIDTH
        for fold in folds
        if fold.y < y + LABEL_HEIGHT and y < fold.y + LABEL_HEIGHT
    ]
    return max(edges, default=_FIRST_X) + _GAP
