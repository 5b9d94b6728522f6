"""How a passage is drawn in a table: the paper, the quotation in the reading face, the tags."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from viewer.ui.passages.passages_model import (
    DATE,
    KIND,
    NEWSPAPER,
    NOTE,
    OWN_WORDS_ROLE,
    QUOTE,
    TAGS,
    TAGS_ROLE,
)
from viewer.ui.theme import current_theme, sans, serif

Index = QModelIndex | QPersistentModelIndex

ROW = 26
_SIDE = 6
_SQUARE = 8
_GAP = 7


class PassageRowDelegate(QStyledItemDelegate):
    """Draws every column of `PassagesModel`."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        option.icon = QIcon()
        element = QStyle.ControlElement.CE_ItemViewItem
        option.widget.style().drawControl(element, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if index.column() == TAGS:
            _paint_tags(painter, room, index)
        else:
            _paint_words(painter, room, index)
        painter.restore()


def _paint_words(painter: QPainter, room: QRect, index: Index) -> None:
    theme = current_theme()
    if index.column() == NEWSPAPER:
        colour = index.data(Qt.ItemDataRole.DecorationRole)
        _mark(painter, room, colour, round_mark=False)
        room.setLeft(room.left() + _SQUARE + _GAP)
    soft = index.column() in (DATE, KIND, NOTE)
    warns = index.column() == KIND and not index.data(OWN_WORDS_ROLE)
    painter.setPen(QColor(theme.warning if warns else theme.soft_ink if soft else theme.ink))
    _draw(painter, room, index.data(), _font(index.column()))


def _paint_tags(painter: QPainter, room: QRect, index: Index) -> None:
    """As many tags as there is room for, then how many more there are."""
    theme, font = current_theme(), sans(13)
    metrics = QFontMetrics(font)
    tags = index.data(TAGS_ROLE)
    for number, tag in enumerate(tags):
        rest = f"+{len(tags) - number}"
        wide = _SQUARE + 5 + metrics.horizontalAdvance(tag.name)
        last = number == len(tags) - 1
        reserve = 0 if last else _GAP + metrics.horizontalAdvance(rest)
        if number and wide + reserve > room.width():
            painter.setPen(QColor(theme.soft_ink))
            _draw(painter, room, rest, font)
            return
        _mark(painter, room, theme.tag_colour(tag.colour), round_mark=True)
        painter.setPen(QColor(theme.ink))
        word = room.adjusted(_SQUARE + 5, 0, -reserve, 0)
        _draw(painter, word, tag.name, font)
        room.setLeft(room.left() + wide + 10)


def _mark(painter: QPainter, room: QRect, colour: QColor, *, round_mark: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    square = QRectF(room.left(), room.center().y() - _SQUARE / 2 + 1, _SQUARE, _SQUARE)
    radius = _SQUARE / 2 if round_mark else 2
    painter.drawRoundedRect(square, radius, radius)


def _draw(painter: QPainter, room: QRect, words: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _font(column: int) -> QFont:
    return serif(14) if column == QUOTE else sans(13)
