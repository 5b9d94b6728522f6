"""The shape of a link between two panes. Geometry only; pixels are those of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainterPath

from viewer.services.types import LinkInfo

_PILL_GAP = 2
#: How far the ribbon of panes below each other reaches into the gutter: its curve is 3/4 of it.
_BULGE = 40


@dataclass(frozen=True, slots=True)
class End:
    """Where a passage is: its pane by number, its band, its tag's colour, and the column of panes
    that the pane is in; without one each pane is a column.
    """

    pane: int
    band: QRect
    colour: str
    in_column: int | None = None

    @property
    def column(self) -> int:
        """The column of panes, counted from the left."""
        return self.pane if self.in_column is None else self.in_column

    @property
    def inner_edge(self) -> int:
        """The x of the edge that faces the gutter between two columns."""
        return self.band.x() + (self.band.width() if self.column == 0 else 0)


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A link with both passages in view, in different panes."""

    link: LinkInfo
    origin: End
    target: End

    @property
    def left(self) -> End:
        """The end in the pane further left, or above."""
        return min(self.origin, self.target, key=lambda end: (end.column, end.pane))

    @property
    def right(self) -> End:
        """The end in the pane further right, or below."""
        return max(self.origin, self.target, key=lambda end: (end.column, end.pane))

    @property
    def is_stacked(self) -> bool:
        """Whether the panes are below each other."""
        return self.origin.column == self.target.column

    @property
    def words(self) -> str:
        """The kind, with an arrow from the origin to the target."""
        kind = str(self.link.kind)
        forward = self.origin is self.left
        if self.is_stacked:
            return f"{kind} {'↓' if forward else '↑'}"
        return f"{kind} →" if forward else f"← {kind}"

    def path(self) -> QPainterPath:
        """The band from the left pane's right edge to the right pane's left edge, or from pane to
        pane through the gutter beside them."""
        left, right = self.left.band, self.right.band
        one, other = left.x() + left.width(), right.x()
        middle = (one + other) / 2
        if self.is_stacked:
            one = other = self.left.inner_edge
            middle = one + (_BULGE if self.left.column == 0 else -_BULGE)
        top, bottom = float(left.top()), float(left.top() + left.height())
        top_there, bottom_there = float(right.top()), float(right.top() + right.height())
        path = QPainterPath(QPointF(one, top))
        path.cubicTo(middle, top, middle, top_there, other, top_there)
        path.lineTo(other, bottom_there)
        path.cubicTo(middle, bottom_there, middle, bottom, one, bottom)
        path.closeSubpath()
        return path

    def height_at(self, x: float) -> float:
        """The y of the ribbon's middle at `x`, near enough for a label."""
        left, right = self.left.band, self.right.band
        one, other = left.x() + left.width(), right.x()
        if self.is_stacked:
            return (left.center().y() + right.center().y()) / 2
        share = min(max((x - one) / max(other - one, 1), 0.0), 1.0)
        eased = share * share * (3 - 2 * share)
        here, there = left.center().y(), right.center().y()
        return here + (there - here) * eased


def pick_ends(origins: Sequence[End], targets: Sequence[End]) -> tuple[End, End] | None:
    """The two ends in different panes that lie nearest; None if there are none."""
    pairs = [(one, other) for one in origins for other in targets if one.pane != other.pane]
    return min(pairs, key=lambda pair: abs(pair[0].pane - pair[1].pane), default=None)


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Tops for labels whose best tops are `wanted`: none over another, all in `low..high`.

    Given in any order, answered in the same; labels keep their order from above to below. Where
    there is not room for all the lower ones keep their room.
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    tops = [0.0] * len(wanted)
    ceiling = low
    for at in order:
        tops[at] = max(wanted[at], ceiling)
        ceiling = tops[at] + heights[at] + _PILL_GAP
    floor = high
    for at in reversed(order):
        tops[at] = max(min(tops[at], floor - heights[at]), low)
        floor = tops[at] - _PILL_GAP
    return tops
