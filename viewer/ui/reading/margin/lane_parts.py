"""What a margin shows: brackets, rows of names, and markers for what is folded.

Pixels are those of the margin: x from its left edge, y from the upper edge of the view.
"""

from __future__ import annotations

from dataclasses import dataclass

from viewer.workspace.placed_passages import PlacedPassage

BRACKET_WIDTH = 6.0
LABEL_HEIGHT = 16.0
#: Room for a sample of the stroke before the name of a passage that is not in the first lane.
SAMPLE_WIDTH = 13.0
FOLD_WIDTH = 26.0
FIRST_X = 5.0


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
    """One row of a name beside a passage's bracket; `words` always have the room that they need.

    `colour` is the tag's, `""` for none; `sampled` says that a sample of the lane's stroke leads.
    `hidden` are passages without room of their own, `more` counts tags of this one without.
    """

    placed: PlacedPassage
    words: str
    colour: str
    sampled: bool
    x: float
    y: float
    width: float
    hidden: tuple[PlacedPassage, ...] = ()
    more: int = 0

    @property
    def suffix(self) -> str:
        """How many tags and passages the row means besides its words: " +2", or nothing."""
        count = self.more + len(self.hidden)
        return f"{' ' if self.words else ''}+{count}" if count else ""


@dataclass(frozen=True, slots=True)
class Fold:
    """A marker in place of passages in lanes that are not drawn."""

    folded: tuple[PlacedPassage, ...]
    x: float
    y: float
