"""The label of a link, in the gutter between two panes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from viewer.services.types import LinkInfo
from viewer.ui.theme import current_theme, sans

#: How thick a label is.
PILL_HEIGHT = 20
_PADDING = 9


class LinkPill(QAbstractButton):
    """A link's kind, with an arrow from origin to target; written upwards in a narrow gutter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.link: LinkInfo | None = None
        self._upright = False
        self.setFont(sans(12, semibold=True))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_link(self, link: LinkInfo, words: str, upright: bool) -> None:
        """Label `link` with `words`."""
        self.link, self._upright = link, upright
        self.setText(words)
        self.setToolTip("\n".join(part for part in (words, link.note) if part))
        self.setAccessibleName(f"Link: {words}")
        self.resize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = round(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 2 * _PADDING
        return QSize(PILL_HEIGHT, width) if self._upright else QSize(width, PILL_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        strong = self.hasFocus() or self.underMouse()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if strong else theme.line), 1))
        painter.setBrush(QColor(theme.paper))
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(ground, PILL_HEIGHT / 2 - 0.5, PILL_HEIGHT / 2 - 0.5)
        painter.setPen(QColor(theme.ink))
        painter.translate(QPointF(ground.center()))
        if self._upright:
            painter.rotate(-90)
        room = max(self.width(), self.height())
        words = QRectF(-room / 2, -PILL_HEIGHT / 2 - 0.5, room, PILL_HEIGHT)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
