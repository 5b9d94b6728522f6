"""What is under the words: tag underlays, patterned base lines where tags overlap, match marks.

Everything is painted from the lines in view; a text with thousands of passages costs what its
visible page costs.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from viewer.ui.reading.text.text_geometry import ShownLine, rectangles
from viewer.ui.theme import Theme
from viewer.workspace.placed_passages import PlacedPassage

#: The stroke of each lane, in pixels of dash and gap, so that overlapping tags can be told
#: apart without colour. Lane 0 is solid; the lanes after the fourth share the last one.
LANE_STROKES: tuple[tuple[float, ...], ...] = ((), (4, 2), (1.5, 1.5), (5, 1.5, 1.5, 1.5))
#: Shares of a tag's opacity by lane. Only two grounds may lie over each other, or the words on
#: them could not be read; further lanes have their base line only.
_GROUND_SHARES = (1.0, 0.6)
_FOCUS_SHARE = 1.35
_MATCH_RADIUS = 2.5


def lane_pen(colour: QColor, lane: int, width: float) -> QPen:
    """The pen of a lane, in text and margin alike."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    stroke = LANE_STROKES[min(lane, len(LANE_STROKES) - 1)]
    if stroke:  # Qt counts dashes in widths of the pen
        pen.setDashPattern([length / width for length in stroke])
    return pen


def ground_share(lane: int, is_focused: bool) -> float:
    """The share of a tag's opacity that the ground of a passage has; 0 for none."""
    if is_focused:
        return _FOCUS_SHARE
    return _GROUND_SHARES[lane] if lane < len(_GROUND_SHARES) else 0.0


def paint_passages(
    painter: QPainter,
    lines: Sequence[ShownLine],
    passages: Sequence[PlacedPassage],
    theme: Theme,
    focused: int | None,
) -> None:
    """The grounds of `passages`, lower lanes first, the focused one stronger and underlined."""
    for placed in sorted(_told_apart(passages, focused), key=lambda placed: placed.lane):
        is_focused = placed.id == focused
        grounds = rectangles(lines, placed.start, placed.end)
        share = ground_share(placed.lane, is_focused)
        if share:
            ground = theme.tag_underlay(placed.colours[0])
            ground.setAlphaF(ground.alphaF() * share)
            for rectangle in grounds:
                painter.fillRect(rectangle, ground)
        if placed.lane or is_focused:
            colour = theme.tag_colour(placed.colours[0])
            _paint_base_lines(painter, grounds, colour, placed.lane, is_focused)


def paint_matches(
    painter: QPainter,
    lines: Sequence[ShownLine],
    matches: Sequence[tuple[int, int]],
    theme: Theme,
    current: tuple[int, int] | None,
) -> None:
    """The marks of `matches` (UTF-16 stretches), the current one with an outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for match in matches:
        is_current = match == current
        painter.setPen(QPen(QColor(theme.match_edge), 1.5) if is_current else Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(theme.match)))
        for rectangle in rectangles(lines, *match):
            painter.drawRoundedRect(
                rectangle.adjusted(-1.5, 0.75, 1.5, -0.75), _MATCH_RADIUS, _MATCH_RADIUS
            )
    painter.restore()


def paint_found(
    painter: QPainter,
    lines: Sequence[ShownLine],
    found: Sequence[tuple[int, int]],
    theme: Theme,
    current: tuple[int, int] | None,
) -> None:
    """Outlines of what find-in-pane has found (UTF-16 stretches), the current one filled too."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stretch in found:
        is_current = stretch == current
        ground = QColor(theme.text_selection) if is_current else QColor(0, 0, 0, 0)
        painter.setPen(QPen(QColor(theme.accent), 2.0 if is_current else 1.2))
        painter.setBrush(ground)
        for rectangle in rectangles(lines, *stretch):
            painter.drawRoundedRect(
                rectangle.adjusted(-1.5, 0.75, 1.5, -0.75), _MATCH_RADIUS, _MATCH_RADIUS
            )
    painter.restore()


def _told_apart(passages: Sequence[PlacedPassage], focused: int | None) -> list[PlacedPassage]:
    """The passages without those of further lanes whose base line another one covers.

    Lanes after the last stroke have one line between them: where thousands of passages lie over
    one another each would be drawn on the same pixels.
    """
    found, covered = [], -1
    for placed in passages:  # by start
        is_further = placed.lane >= len(LANE_STROKES) and placed.id != focused
        if not is_further or placed.end > covered:
            found.append(placed)
        if is_further:
            covered = max(covered, placed.end)
    return found


def _paint_base_lines(
    painter: QPainter, grounds: Sequence[QRectF], colour: QColor, lane: int, is_focused: bool
) -> None:
    """A line under the words: where lanes overlap each has its stroke and its height."""
    painter.setPen(lane_pen(colour, lane, 2.0 if is_focused else 1.4))
    for rectangle in grounds:
        y = rectangle.bottom() - 1.0 + 2.0 * max(min(lane, len(LANE_STROKES) - 1) - 1, 0)
        painter.drawLine(QLineF(rectangle.left(), y, rectangle.right(), y))
