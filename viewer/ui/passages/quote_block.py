"""A quotation beside a bar in its tag's colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from viewer.text.one_line import one_line
from viewer.ui.theme import current_theme, italic_allowed, serif
from viewer.ui.widgets.height_for_width import follow_width
from viewer.ui.widgets.wrapped_text import WrappedText

_PX = 15
_LINES = 6
_SPREAD = 1.12
_BAR, _GAP = 3, 12
_AIR = 2
#: A longer quotation has a tool tip. Of one as long as a book this much is shown, and spoken.
_SHORT, _MOST, _SPOKEN = 160, 1200, 20_000


class QuoteBlock(QWidget):
    """At most six lines of a quotation, in italics where its letters have them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quote = self._colour = ""
        follow_width(self)

    def show_quote(self, quote: str, colour: str) -> None:
        """Show `quote`; `colour` is a tag's (`#RRGGBB`) or empty."""
        self._quote, self._colour = one_line(quote, _MOST), colour
        self.setAccessibleName(f"Quotation: {one_line(quote, _SPOKEN)}")
        self.setToolTip(self._quote if len(quote) > _SHORT else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, 20)

    @override
    def heightForWidth(self, width: int) -> int:
        return round(self._wrapped(width).height) + 2 * _AIR

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tag_colour(self._colour))
        painter.drawRoundedRect(QRectF(0, 0, _BAR, self.height()), 1.5, 1.5)
        at = QPointF(_BAR + _GAP, _AIR)
        self._wrapped(self.width()).paint(painter, at, QColor(theme.ink))
        painter.end()

    def _wrapped(self, width: int) -> WrappedText:
        font = serif(_PX, italic=italic_allowed(self._quote))
        return WrappedText(self._quote, font, width - _BAR - _GAP, _LINES, _SPREAD)
