"""Where the lines of a document stand, for the visible part only.

Positions are those of the document (UTF-16 units); pixels are the document's own, that is, before
scrolling.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine

#: How far a mark reaches above and below the baseline, in ems of the reading face.
_RISE, _FALL = 0.95, 0.36


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line that is laid out: its stretch of the document, and where it stands.

    `line` is only valid until the document is laid out again: use it while painting, keep nothing.
    """

    start: int
    end: int
    top: float
    bottom: float
    baseline: float
    left: float
    block_start: int
    line: QTextLine

    def x_at(self, position: int) -> float:
        """Left edge of the character at `position`, which must lie in the line."""
        # PySide gives a pair, its stubs say a number
        x, _ = cast("tuple[float, int]", self.line.cursorToX(position - self.block_start))
        return self.left + x

    def rectangle(self, start: int, end: int) -> QRectF | None:
        """The ground under `[start, end)` in this line; None where they do not meet.

        White space at the line's end has no ground.
        """
        start, end = max(start, self.start), min(end, self.end)
        if start >= end:
            return None
        natural = self.line.naturalTextRect()
        # in a long paragraph Qt takes its time to find a place inside a line; edges are known
        one = self.left + natural.left() if start == self.start else self.x_at(start)
        other = self.left + natural.right()
        if end < self.end:
            one, other = sorted((one, min(self.x_at(end), other)))
        if other <= one:
            return None
        return QRectF(one, self.top, other - one, self.bottom - self.top)


def visible_lines(document: QTextDocument, top: float, bottom: float) -> list[ShownLine]:
    """The lines that meet the band `top..bottom` of the document, from above to below."""
    return list(_lines(document, top, bottom))


def rectangles(lines: Sequence[ShownLine], start: int, end: int) -> list[QRectF]:
    """The ground under `[start, end)`, one rectangle for each of `lines` that holds some of it."""
    found = (line.rectangle(start, end) for line in lines if line.start < end and start < line.end)
    return [rectangle for rectangle in found if rectangle is not None]


def extent(lines: Sequence[ShownLine], start: int, end: int) -> tuple[float, float] | None:
    """Top and bottom of what `lines` hold of `[start, end)`; None if that is nothing."""
    held = [line for line in lines if line.start < end and start < line.end]
    return (held[0].top, held[-1].bottom) if held else None


def _lines(document: QTextDocument, top: float, bottom: float) -> Iterator[ShownLine]:
    em = document.defaultFont().pixelSize()
    layout = document.documentLayout()
    # above the first paragraph Qt answers with one far below
    head = document.rootFrame().frameFormat().topMargin()
    at = layout.hitTest(QPointF(0.0, max(top, head + 1.0)), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(at, 0))
    previous = block.previous()
    if previous.isValid():  # a mark reaches into the gap above its line
        block = previous
    while block.isValid():
        # asking for the rectangle makes Qt lay the block out
        if layout.blockBoundingRect(block).top() - em > bottom:
            return
        yield from _lines_of_block(block, em, top, bottom)
        block = block.next()


def _lines_of_block(block: QTextBlock, em: int, top: float, bottom: float) -> Iterator[ShownLine]:
    layout, start = block.layout(), block.position()
    origin = layout.position()
    for number in range(_first_below(layout, top - origin.y() - 2 * em), layout.lineCount()):
        line = layout.lineAt(number)
        baseline = origin.y() + line.y() + line.ascent()
        if baseline - _RISE * em > bottom:
            return
        if baseline + _FALL * em < top:
            continue
        yield ShownLine(
            start=start + line.textStart(),
            end=start + line.textStart() + line.textLength(),
            top=baseline - _RISE * em,
            bottom=baseline + _FALL * em,
            baseline=baseline,
            left=origin.x(),
            block_start=start,
            line=line,
        )


def _first_below(layout: QTextLayout, y: float) -> int:
    """Number of the first line whose top is at or below `y`, by halving."""
    low, high = 0, layout.lineCount()
    while low < high:
        middle = (low + high) // 2
        if layout.lineAt(middle).y() < y:
            low = middle + 1
        else:
            high = middle
    return low
