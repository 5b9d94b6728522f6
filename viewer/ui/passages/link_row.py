"""A link of the passage shown, as a row that leads to the other end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from viewer.ui.theme import current_theme, sans
from viewer.ui.widgets.height_for_width import follow_width
from viewer.ui.widgets.wrapped_text import WrappedText

_PX = 13
_LINES = 2
_SIDE, _AIR = 7, 4


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link seen from one of its ends: `outgoing` if it starts there."""

    link_id: int
    kind: str
    outgoing: bool
    other_id: int
    other_label: str


class LinkRow(QAbstractButton):
    """Kind, arrow and other end, in two lines at most."""

    def __init__(self, link: ShownLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = link
        arrow = "→" if link.outgoing else "←"
        self.setText(f"{link.kind} {arrow} {link.other_label}")
        self.setToolTip(self.text())
        self.setAccessibleName(
            f"This passage {link.kind} {link.other_label}"
            if link.outgoing
            else f"{link.other_label} {link.kind} this passage"
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        follow_width(self)

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
        ring = QPen(QColor(theme.accent), 1) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
        painter.setPen(ring)
        painter.setBrush(QColor(theme.hover if self.underMouse() else theme.chrome))
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(ground, 4, 4)
        self._wrapped(self.width()).paint(painter, QPointF(_SIDE, _AIR), QColor(theme.accent))
        painter.end()

    def _wrapped(self, width: int) -> WrappedText:
        return WrappedText(self.text(), sans(_PX), width - 2 * _SIDE, _LINES)
