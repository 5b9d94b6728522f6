"""Rows of a facet: a square, a name, a count; a click lets only that value through."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout
from typing_extensions import override

from viewer.ui.search.facet_choice import FacetButton, FacetChoice
from viewer.ui.theme import current_theme, sans, serif

_HEIGHT, _SIDE, _SQUARE = 23, 15, 9


class FacetRows(FacetChoice):
    """Signals: see `FacetChoice`. Full rows, one below the other."""

    def __init__(self, name: str) -> None:
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        super().__init__(name, _RowButton, layout)


class _RowButton(FacetButton):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(theme.selection))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.hover))
        ink = QColor(theme.soft_ink if self.dimmed or not self.row.count else theme.ink)
        left = float(_SIDE)
        if self.row.colour is not None:
            left = self._paint_square(painter, left, hollow=self.dimmed)
        count = f"{self.row.count:,}"
        painter.setFont(sans(13))
        right = self.width() - _SIDE - QFontMetricsF(painter.font()).horizontalAdvance(count)
        self._paint_words(painter, QRectF(left, 0, right - left - 8, _HEIGHT), ink)
        painter.setFont(sans(13))
        painter.setPen(QColor(theme.soft_ink))
        end = QRectF(right, 0, self.width() - _SIDE - right, _HEIGHT)
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.accent))
            painter.drawRect(QRectF(0.5, 0.5, self.width() - 1.0, self.height() - 1.0))

    def _paint_square(self, painter: QPainter, left: float, *, hollow: bool) -> float:
        assert self.row.colour is not None
        box = QRectF(left, (_HEIGHT - _SQUARE) / 2, _SQUARE, _SQUARE)
        painter.setPen(self.row.colour)
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else self.row.colour)
        painter.drawRoundedRect(box, 2, 2)
        return box.right() + 9

    def _paint_words(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        painter.setFont(sans(14, semibold=self.isChecked()))
        metrics = QFontMetricsF(painter.font())
        label = metrics.elidedText(self.row.label, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, label)
        room.setLeft(room.left() + metrics.horizontalAdvance(label) + 8)
        if self.row.other_label and room.width() > 40:
            painter.setFont(serif(14))
            painter.setPen(QColor(current_theme().soft_ink))
            other = QFontMetricsF(painter.font()).elidedText(
                self.row.other_label, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, other)
