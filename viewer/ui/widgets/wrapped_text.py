"""A few lines of text, wrapped and elided, with marked stretches: for painting in list rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from viewer.text.directions import runs_from_right
from viewer.text.offsets import Utf16Map
from viewer.text.spans import Span


class WrappedText:
    """`text` in `font`, at most `most` lines of `width` pixels, the last one elided.

    What is written from the right begins at the right. `marks` are code points of `text`; those
    that fall into what is elided are dropped.
    """

    def __init__(
        self, text: str, font: QFont, width: float, most: int, spread: float = 1.0
    ) -> None:
        self._font = font
        self._spread = spread
        self._width = max(width, 40.0)
        # A passage may be a whole book: lines that nobody sees are not laid out.
        self._most = most
        self._text, self._layout = self._cut(text[: round(most * self._width)])
        self._is_cut = not text.startswith(self._text)

    @property
    def height(self) -> float:
        """Pixels from the top of the first line to the bottom of the last."""
        return self._layout.lineCount() * self._step

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self._layout.lineCount()

    def shows(self, marks: Sequence[Span]) -> bool:
        """Whether every mark is in what is left of the text."""
        left = len(self._text) - self._is_cut
        return all(mark.end <= left for mark in marks)

    def paint(
        self,
        painter: QPainter,
        at: QPointF,
        ink: QColor,
        marks: Sequence[Span] = (),
        ground: QColor | None = None,
    ) -> None:
        """Draw with the top left corner `at`, marks on `ground`."""
        offsets = Utf16Map(self._text)
        formats = []
        for mark in marks:
            if mark.end <= len(self._text):
                stretch = QTextLayout.FormatRange()
                stretch.start = offsets.to_utf16(mark.start)
                stretch.length = offsets.to_utf16(mark.end) - stretch.start
                stretch.format = QTextCharFormat()
                if ground is not None:
                    stretch.format.setBackground(ground)
                stretch.format.setForeground(ink)
                formats.append(stretch)
        painter.setPen(ink)
        self._layout.draw(painter, at, formats)

    @property
    def _step(self) -> float:
        return QFontMetricsF(self._font).lineSpacing() * self._spread

    def _laid_out(self, text: str) -> QTextLayout:
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if runs_from_right(text):
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        number = 0
        while number <= self._most and (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0.0, number * self._step))
            number += 1
        layout.endLayout()
        return layout

    def _cut(self, text: str) -> tuple[str, QTextLayout]:
        """The text elided to the most lines, and laid out."""
        layout = self._laid_out(text)
        if layout.lineCount() <= self._most:
            return text, layout
        last = Utf16Map(text).to_code_point(layout.lineAt(self._most - 1).textStart())
        metrics = QFontMetricsF(self._font)
        room, cut = self._width, text
        rest = text[last : last + round(self._width)]
        # Metrics and layout measure a little differently: what should fit may still wrap.
        while layout.lineCount() > self._most and room > 0:
            room -= 4
            cut = text[:last] + metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
            layout = self._laid_out(cut)
        return cut, layout
