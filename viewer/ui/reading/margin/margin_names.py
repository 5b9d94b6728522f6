"""Names of tags in a pane's margin: whole words, wrapped; never a name cut short.

A name goes on in further rows as far as there is room. One that has a word too long for the margin
is shown by its number; who points at it is told the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from viewer.ui.reading.margin.lane_parts import (
    BRACKET_WIDTH,
    FIRST_X,
    FOLD_WIDTH,
    LABEL_HEIGHT,
    SAMPLE_WIDTH,
    Bracket,
    Fold,
    Label,
)
from viewer.workspace.placed_passages import PlacedPassage

_GAP = 3.0
#: How far a name may be pushed below the end of its own bracket before it gives way.
_SLACK = 14.0
#: Room for a number.
_LEAST_LABEL = 12.0
#: Where a name may go on in the next row.
_PIECES = re.compile(r"[^\s/-]+[/-]?|[/-]")


class MarginNames:
    """The names beside the brackets of one view, from above to below, none over another."""

    def __init__(
        self,
        brackets: Sequence[Bracket],
        folds: Sequence[Fold],
        width: float,
        height: float,
        measure: Callable[[str], float],
        number: Callable[[str], int],
    ) -> None:
        """`brackets` by their tops; `measure` gives a name's width, `number` its number."""
        self._brackets = brackets
        self._folds = folds
        self._width = width
        self._height = height
        self._measure = measure
        self._number = number
        self._made: list[Label] = []

    def labels(self) -> list[Label]:
        """All rows. What finds no room hides behind the row before it."""
        for at, bracket in enumerate(self._brackets):
            above = self._made[-1].y + LABEL_HEIGHT if self._made else 0.0
            y = max(bracket.top - 1.0, above)
            too_low = y > max(bracket.bottom - LABEL_HEIGHT, bracket.top) + _SLACK
            too_low = too_low or y + LABEL_HEIGHT > self._height + _SLACK
            if too_low or self._room(bracket, y, is_first=True) < _LEAST_LABEL:
                if self._made:
                    last = self._made[-1]
                    self._made[-1] = replace(last, hidden=(*last.hidden, bracket.placed))
                continue
            self._name(bracket, y, self._floor(at, y))
        return [self._fitted(label) for label in self._made]

    def _floor(self, at: int, y: float) -> float:
        """How far down the names of a bracket may go: past its end, but not into the next one."""
        bracket = self._brackets[at]
        below = [other.top for other in self._brackets[at + 1 :] if other.top > bracket.top + 2]
        following = min(below, default=self._height)
        return min(max(bracket.bottom + 2, following, y + LABEL_HEIGHT), self._height + _SLACK)

    def _name(self, bracket: Bracket, y: float, floor: float) -> None:
        """Rows for one passage: its tags one below the other, as many as have room."""
        placed = bracket.placed
        tags = _named_tags(placed)
        row, first = y, True
        for done, (name, colour) in enumerate(tags):
            rows = self._rows(bracket, name, row, is_first=first)
            if not first and row + LABEL_HEIGHT * len(rows) > floor:
                self._made[-1] = replace(self._made[-1], more=len(tags) - done)
                return
            if row + LABEL_HEIGHT * len(rows) > floor:
                rows = [str(self._number(name))]
            for words in rows:
                sampled = first and placed.lane > 0
                x = self._free_x(row)
                width = self._measure(words) + (SAMPLE_WIDTH if sampled else 0)
                self._made.append(Label(placed, words, colour, sampled, x, row, width))
                row, first = row + LABEL_HEIGHT, False

    def _rows(self, bracket: Bracket, name: str, y: float, *, is_first: bool) -> list[str]:
        """A name in rows that fit, from `y` down; its number where a word of it does not fit."""
        rows: list[str] = []
        rest = name
        while rest:
            room = self._room(bracket, y + LABEL_HEIGHT * len(rows), is_first=is_first)
            row, rest = self._head(rest, room)
            if not row:
                return [str(self._number(name))]
            rows.append(row)
            is_first = False
        return rows

    def _head(self, words: str, room: float) -> tuple[str, str]:
        """As much of `words` as `room` pixels hold, in whole pieces, and the rest."""
        end = 0
        for piece in _PIECES.finditer(words):
            if self._measure(words[: piece.end()].strip()) > room:
                break
            end = piece.end()
        return words[:end].strip(), words[end:].strip() if end else ""

    def _room(self, bracket: Bracket, y: float, *, is_first: bool) -> float:
        sample = SAMPLE_WIDTH if is_first and bracket.placed.lane else 0.0
        return self._width - self._free_x(y) - sample

    def _fitted(self, label: Label) -> Label:
        """The row with room for its count of what is hidden; if need be the count has it alone."""
        if not label.suffix:
            return label
        sample = SAMPLE_WIDTH if label.sampled else 0.0
        too_wide = label.x + sample + self._measure(label.words + label.suffix) > self._width
        if too_wide or label.words.isdigit():
            label = replace(label, words="", more=label.more + 1)
        return replace(label, width=sample + self._measure(label.words + label.suffix))

    def _free_x(self, y: float) -> float:
        """Left edge of a name at `y`: right of every bracket and marker that it would meet."""
        edges = [
            bracket.x + BRACKET_WIDTH
            for bracket in self._brackets
            if bracket.top < y + LABEL_HEIGHT and y < bracket.bottom
        ]
        edges += [
            fold.x + FOLD_WIDTH
            for fold in self._folds
            if fold.y < y + LABEL_HEIGHT and y < fold.y + LABEL_HEIGHT
        ]
        return max(edges, default=FIRST_X) + _GAP


def _named_tags(placed: PlacedPassage) -> list[tuple[str, str]]:
    """(name, colour) of a passage's tags; one for what has none."""
    tags = [(tag.name, tag.colour) for tag in placed.info.tags]
    if not tags:
        return [(placed.label, "")]
    if placed.is_doubtful:
        tags[0] = (f"? {tags[0][0]}", tags[0][1])
    return tags
