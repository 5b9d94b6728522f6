"""A facet with few values as chips in a line: a name and a count each."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from viewer.ui.search.facet_choice import FacetButton, FacetChoice
from viewer.ui.theme import current_theme, sans
from viewer.ui.widgets.flow_layout import FlowLayout
from viewer.ui.widgets.height_for_width import follow_width

_HEIGHT, _PADDING, _GAP, _FONT = 21, 8, 5, 12


class FacetChips(FacetChoice):
    """Signals: see `FacetChoice`. The chips wrap into as many lines as they need."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _Chip, FlowLayout(QMargins(15, 0, 12, 0), _GAP))
        follow_width(self, QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @override
    def sizeHint(self) -> QSize:
        # A layout would state the height at its least width; the real one comes by width.
        return QSize(self._layout.sizeHint().width(), _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._layout.minimumSize().width(), _HEIGHT)


class _Chip(FacetButton):
    @override
    def sizeHint(self) -> QSize:
        # The width of a chosen chip, so that choosing one moves none of the others.
        name = QFontMetrics(sans(_FONT, semibold=True)).horizontalAdvance(self.row.label)
        count = QFontMetrics(sans(_FONT)).horizontalAdvance(self._count)
        return QSize(name + count + 2 * _PADDING + _GAP + 1, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(30, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, hovered = self.isChecked(), self.underMouse()
        edge = theme.accent if chosen or self.hasFocus() else theme.line
        ground = theme.selection if chosen else theme.hover if hovered else theme.chrome
        painter.setPen(QPen(QColor(edge), 1.6 if self.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        shape = QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        room = QRectF(self.rect()).adjusted(_PADDING, 0, -_PADDING, -1)
        painter.setFont(sans(_FONT))
        painter.setPen(QColor(theme.soft_ink))
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count
        )
        room.setRight(
            room.right() - QFontMetricsF(painter.font()).horizontalAdvance(self._count) - _GAP
        )
        painter.setFont(sans(_FONT, semibold=chosen))
        faint = self.dimmed or not self.row.count
        painter.setPen(QColor(theme.accent if chosen else theme.soft_ink if faint else theme.ink))
        name = QFontMetricsF(painter.font()).elidedText(
            self.row.label, Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    @property
    def _count(self) -> str:
        return f"{self.row.count:,}"
