"""Positions of the lines of a document, for the visible part only.

Positions are those of the document (UTF-16 units); pixels are the document's own, that is, before
scrolling.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine

#: How far a mark reaches above and below the baseline, in ems of the reading face.
_RISE, _FALL = 0.95, 0.36
#: Runs of glyphs this near to each other, in pixels, touch.
_TOUCHING = 0.6


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line that is laid out: its stretch of the document, and its position.

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

    def grounds(self, start: int, end: int) -> list[QRectF]:
        """The ground under `[start, end)` in this line, from the left to the right.

        Where directions of writing meet, neighbours in the text are apart in the line: each
        visual run has a rectangle of its own. White space at the line's end has no ground.
        """
        start, end = max(start, self.start), min(end, self.end)
        if start >= end:
            return []
        natural = self.line.naturalTextRect()
        if start == self.start and end == self.end:
            return self._rectangles([(natural.left(), natural.right())])
        # Between two runs the cursor's x is that of either: only glyphs tell where a word is.
        found = []
        for run in self.line.glyphRuns(start - self.block_start, end - start):
            box = run.boundingRect()
            found.append((max(box.left(), natural.left()), min(box.right(), natural.right())))
        return self._rectangles(sorted(found))

    def _rectangles(self, stretches: Sequence[tuple[float, float]]) -> list[QRectF]:
        """Rectangles over stretches of the layout's x, those that touch made one."""
        joined: list[tuple[float, float]] = []
        for left, right in stretches:
            if joined and left <= joined[-1][1] + _TOUCHING:
                joined[-1] = joined[-1][0], max(joined[-1][1], right)
            elif right > left:
                joined.append((left, right))
        height = self.bottom - self.top
        return [QRectF(self.left + left, self.top, right - left, height) for left, right in joined]


def visible_lines(document: QTextDocument, top: float, bottom: float) -> list[ShownLine]:
    """The lines that meet the band `top..bottom` of the document, from above to below."""
    return list(_lines(document, top, bottom))


def rectangles(lines: Sequence[ShownLine], start: int, end: int) -> list[QRectF]:
    """The ground under `[start, end)`, line after line."""
    held = lines[_meeting(lines, start, end)]
    return [ground for line in held for ground in line.grounds(start, end)]


def extent(lines: Sequence[ShownLine], start: int, end: int) -> tuple[float, float] | None:
    """Top and bottom of what `lines` hold of `[start, end)`; None if that is nothing."""
    held = lines[_meeting(lines, start, end)]
    return (held[0].top, held[-1].bottom) if held else None


def _meeting(lines: Sequence[ShownLine], start: int, end: int) -> slice:
    """Which of `lines` hold some of `[start, end)`, by halving: passages in view may be many."""
    first = bisect_right(lines, start, key=lambda line: line.end)
    return slice(first, max(first, bisect_left(lines, end, key=lambda line: line.start)))


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
