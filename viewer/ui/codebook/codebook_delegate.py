"""How a tag is drawn in the codebook: colour, name, key, count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from viewer.ui.codebook.codebook_model import COLOUR_ROLE, COUNT_ROLE, SHORTCUT_ROLE
from viewer.ui.theme import current_theme, sans
from viewer.ui.theme.colour import mixed

Index = QModelIndex | QPersistentModelIndex

ROW = 24
_DOT = 9
_LEFT = 3
_NAME = _LEFT + _DOT + 8
_COUNT = 34
_CAP_HEIGHT = 17
_RIGHT = 8


class CodebookDelegate(QStyledItemDelegate):
    """A dot in the tag's colour, its name, the cap of its key, and the count at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index)
        theme, row = current_theme(), option.rect
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tag_colour(index.data(COLOUR_ROLE)))
        painter.drawEllipse(_dot(row))
        right = self._paint_count(painter, row, index.data(COUNT_ROLE))
        if index.data(SHORTCUT_ROLE):
            right = self._paint_key(painter, QPointF(right, row.center().y()), index)
        painter.setPen(QColor(theme.ink))
        painter.setFont(sans(14))
        room = QRect(row.left() + _NAME, row.top(), int(right) - row.left() - _NAME - 6, ROW)
        name = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row = option.rect
        editor.setGeometry(row.adjusted(_NAME - 5, 0, -_RIGHT, 0))

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        # The sheet's padding is for fields outside of lists; a row has no room for it.
        editor.setStyleSheet("padding: 0 4px; border-radius: 3px;")
        editor.setAccessibleName(f"New name of the tag {index.data()}")
        return editor

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        if widget is not None:
            element = QStyle.ControlElement.CE_ItemViewItem
            widget.style().drawControl(element, option, painter, widget)

    def _paint_count(self, painter: QPainter, row: QRect, count: int) -> float:
        """Paint the count; returns where the room left of it ends."""
        theme = current_theme()
        painter.setPen(QColor(theme.ink if count else theme.soft_ink))
        painter.setFont(sans(13))
        words = f"{count:,}"
        width = max(QFontMetrics(painter.font()).horizontalAdvance(words), _COUNT - _RIGHT)
        room = QRect(row.right() - _RIGHT - width, row.top(), width, ROW)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        return room.left() - 5

    def _paint_key(self, painter: QPainter, at: QPointF, index: Index) -> float:
        """Paint a key's cap that ends at `at`; returns its left edge."""
        theme = current_theme()
        painter.setFont(sans(11))
        key = index.data(SHORTCUT_ROLE).upper()
        width = max(QFontMetrics(painter.font()).horizontalAdvance(key) + 8, 16)
        cap = QRectF(at.x() - width, at.y() - _CAP_HEIGHT / 2 + 0.5, width - 1, _CAP_HEIGHT - 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(mixed(theme.chrome, theme.soft_ink, 0.35)), 1))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(QColor(theme.soft_ink))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        return cap.left()


def _dot(row: QRect) -> QRectF:
    return QRectF(row.left() + _LEFT, row.center().y() - _DOT / 2 + 1, _DOT, _DOT)
