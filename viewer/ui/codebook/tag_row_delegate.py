"""How a tag is drawn where tags are chosen: dot, path with its last name dark, key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from viewer.services.types import TagInfo
from viewer.ui.theme import current_theme, sans

Index = QModelIndex | QPersistentModelIndex

#: Roles: what a row means (a path; none if it cannot be chosen), and the tag, if it exists.
PATH_ROLE = Qt.ItemDataRole.UserRole
TAG_ROLE = Qt.ItemDataRole.UserRole + 1

ROW = 26
_DOT = 9
_LEFT = 8
_WORDS = _LEFT + _DOT + 8
_RIGHT = 8


class TagRowDelegate(QStyledItemDelegate):
    """A row is a tag, or words (to make a tag, or why not)."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        element = QStyle.ControlElement.CE_ItemViewItem
        option.widget.style().drawControl(element, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tag = index.data(TAG_ROLE)
        if tag is None:
            self._paint_words(painter, option.rect, index)
        else:
            self._paint_tag(painter, option.rect, tag)
        painter.restore()

    def _paint_words(self, painter: QPainter, row: QRect, index: Index) -> None:
        theme = current_theme()
        painter.setPen(QColor(theme.accent if index.data(PATH_ROLE) else theme.warning))
        painter.setFont(sans(14))
        room = row.adjusted(_LEFT, 0, -_RIGHT, 0)
        words = index.data(Qt.ItemDataRole.DisplayRole)
        _draw(painter, room, words, Qt.TextElideMode.ElideRight)

    def _paint_tag(self, painter: QPainter, row: QRect, tag: TagInfo) -> None:
        theme = current_theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tag_colour(tag.colour))
        middle = row.center().y() - _DOT / 2 + 1
        painter.drawEllipse(QRectF(row.left() + _LEFT, middle, _DOT, _DOT))
        room = row.adjusted(_WORDS, 0, -_RIGHT, 0)
        if tag.shortcut:
            painter.setFont(sans(11))
            painter.setPen(QColor(theme.soft_ink))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, tag.shortcut.upper())
            room.setRight(room.right() - 18)
        painter.setFont(sans(14))
        above = tag.path.removesuffix(tag.name)
        name = QFontMetrics(painter.font()).horizontalAdvance(tag.name)
        painter.setPen(QColor(theme.soft_ink))
        before = QRect(room)
        before.setWidth(max(room.width() - name - 1, 0))
        used = _draw(painter, before, above, Qt.TextElideMode.ElideLeft)
        painter.setPen(QColor(theme.ink))
        room.setLeft(room.left() + used)
        _draw(painter, room, tag.name, Qt.TextElideMode.ElideRight)


def _draw(painter: QPainter, room: QRect, words: str, elide: Qt.TextElideMode) -> int:
    """Draw `words`, elided to `room`; returns how wide they came out."""
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(words, elide, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)
