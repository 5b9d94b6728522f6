"""Painting a hit: headline, newspaper, date and page, tag dots, the snippet with its marks, and by
which other label of a name it was found."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from viewer.services.types import HitInfo, Kind
from viewer.text.directions import isolated
from viewer.ui.search.hits_model import HitRole, where_and_when
from viewer.ui.theme import current_theme, sans, serif
from viewer.ui.widgets.wrapped_text import WrappedText

_SIDE, _TOP, _GAP = 12, 6, 1
_RULE = 28
_NAME_GAP = 2
#: How many heights of rows are remembered.
_REMEMBERED = 4096
_SQUARE, _DOT, _DOT_GAP = 8, 8, 3
#: Dots give way to the words, but for the first of them.
_LEAST_DOTS, _MOST_DOTS = 2, 6
#: The kind of text: pixels before its outline, and within it before and after the word.
_KIND_GAP, _KIND_PADDING = 7, 4
_QUIET_EDGE = 90
_ARTICLE = "The "


class HitDelegate(QStyledItemDelegate):
    """Rows as tall as their text needs, at the width of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        #: By excerpt and width: the hit that was measured, and its height. A later answer may
        #: have another snippet for the same excerpt.
        self._heights: OrderedDict[tuple[int, float], tuple[HitInfo, int]] = OrderedDict()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hit: HitInfo = index.data(HitRole.HIT)
        height = self._height(hit, _room(option))
        if index.data(HitRole.BEGINS_SOME):
            height += _RULE
        return QSize(option.rect.width(), height)

    def _height(self, hit: HitInfo, width: float) -> int:
        key = (int(hit.id), width)
        measured = self._heights.get(key)
        if measured is None or measured[0] is not hit:
            measured = hit, _measured(hit, width)
            self._heights[key] = measured
            if len(self._heights) > _REMEMBERED:
                self._heights.popitem(last=False)
        self._heights.move_to_end(key)
        return measured[1]

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        hit: HitInfo = index.data(HitRole.HIT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRect(option.rect)
        if index.data(HitRole.BEGINS_SOME):
            _paint_rule(painter, row)
            row.setTop(row.top() + _RULE)
        _paint_ground(painter, option, row)
        if index.data(HitRole.IS_OPEN):
            _paint_open(painter, row)
        _paint_hit(painter, hit, row, _room(option))
        painter.restore()


def _measured(hit: HitInfo, width: float) -> int:
    headline, snippet = _headline(hit, width), _snippet(hit, width)
    height = _TOP + headline.height + _GAP + _line_height() + _GAP + snippet.height + _TOP
    if hit.names:
        height += _NAME_GAP + _line_height()
    return round(height) + 1


def _room(option: QStyleOptionViewItem) -> float:
    widget = option.widget
    width = option.rect.width()
    if width <= 0 and widget is not None:
        width = widget.width()
    return float(width - 2 * _SIDE)


def _headline(hit: HitInfo, width: float) -> WrappedText:
    return WrappedText(hit.headline or "No headline", serif(15, bold=True), width, 2)


def _snippet(hit: HitInfo, width: float) -> WrappedText:
    """Two lines, or three where a mark would be out of view."""
    short = WrappedText(hit.snippet, serif(14), width, 2)
    return short if short.shows(hit.marks) else WrappedText(hit.snippet, serif(14), width, 3)


def _line_height() -> float:
    return QFontMetricsF(sans(12)).lineSpacing()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, row: QRect) -> None:
    theme = current_theme()
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(row, QColor(theme.selection))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), QColor(theme.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(row, QColor(theme.hover))
    painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), QColor(theme.line))


def _paint_open(painter: QPainter, row: QRect) -> None:
    """A short bar beside the words: the focus has the whole height of the row."""
    bar = QRectF(row.left() + 5, row.top() + _TOP + 3, 3, row.height() - 2 * _TOP - 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current_theme().accent))
    painter.drawRoundedRect(bar, 1.5, 1.5)


def _paint_rule(painter: QPainter, row: QRect) -> None:
    theme = current_theme()
    font = sans(11, semibold=True)
    painter.setFont(font)
    painter.setPen(QColor(theme.soft_ink))
    band = QRectF(row.left() + _SIDE, row.top(), row.width() - 2 * _SIDE, _RULE)
    words = "With some of the words"
    painter.drawText(band, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    left = band.left() + QFontMetricsF(font).horizontalAdvance(words) + 8
    painter.fillRect(QRectF(left, band.center().y(), band.right() - left, 1), QColor(theme.line))


def _paint_hit(painter: QPainter, hit: HitInfo, row: QRect, width: float) -> None:
    theme = current_theme()
    ink = QColor(theme.ink)
    left, top = float(row.left() + _SIDE), float(row.top() + _TOP)
    headline = _headline(hit, width)
    ground = QColor(theme.match)
    # Words for the absence of a headline must not look like one.
    marks = hit.headline_marks if hit.headline else ()
    headline_ink = ink if hit.headline else QColor(theme.soft_ink)
    headline.paint(painter, QPointF(left, top), headline_ink, marks, ground)
    top += headline.height + _GAP
    _paint_facts(painter, hit, QRectF(left, top, width, _line_height()))
    top += _line_height() + _GAP
    snippet = _snippet(hit, width)
    snippet.paint(painter, QPointF(left, top), ink, hit.marks, ground)
    if hit.names:
        top += snippet.height + _NAME_GAP
        _paint_names(painter, hit, QRectF(left, top, width, _line_height()))


def _paint_names(painter: QPainter, hit: HitInfo, line: QRectF) -> None:
    painter.setFont(sans(12))
    painter.setPen(QColor(current_theme().soft_ink))
    words = QFontMetricsF(painter.font()).elidedText(
        "; ".join(map(str, hit.names)), Qt.TextElideMode.ElideRight, line.width()
    )
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _paint_facts(painter: QPainter, hit: HitInfo, line: QRectF) -> None:
    theme = current_theme()
    middle = line.center().y()
    square = QRectF(line.left(), middle - _SQUARE / 2, _SQUARE, _SQUARE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.newspaper_colour(hit.publication_colour, hit.publication_dark_colour))
    painter.drawRoundedRect(square, 2, 2)
    words = line.adjusted(_SQUARE + 7, 0, 0, 0)
    reserved = min(len(hit.tags), _LEAST_DOTS)
    used = _paint_facts_words(painter, hit, words.adjusted(0, 0, -_dots_width(reserved), 0))
    right, room = line.right(), words.width() - used
    painter.setPen(Qt.PenStyle.NoPen)
    shown = next((n for n in range(_MOST_DOTS, reserved, -1) if _dots_width(n) <= room), reserved)
    for tag in reversed(hit.tags[:shown]):
        right -= _DOT
        painter.setBrush(theme.tag_colour(tag.colour))
        painter.drawEllipse(QRectF(right, middle - _DOT / 2, _DOT, _DOT))
        right -= _DOT_GAP


def _dots_width(count: int) -> int:
    return count * (_DOT + _DOT_GAP) + _DOT_GAP


def _paint_facts_words(painter: QPainter, hit: HitInfo, room: QRectF) -> float:
    """Newspaper, date and page, then the kind of text: it is never cut off, and is emphasised where
    the words are not the newspaper's own. Returns the width that they take."""
    kind = Kind(hit.kind)
    taken = _kind_width(kind)
    painter.setFont(sans(12))
    painter.setPen(QColor(current_theme().soft_ink))
    metrics = QFontMetricsF(painter.font())
    shown = _facts(hit, metrics, room.width() - taken)
    # the line runs as the interface does, whatever the newspaper's name is written in
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    words = metrics.horizontalAdvance(shown)
    if taken:
        left = room.left() + words + _KIND_GAP
        _paint_kind(painter, kind, QRectF(left, room.top(), taken - _KIND_GAP, room.height()))
    return words + taken


def _kind_font(kind: Kind) -> QFont:
    return sans(11, semibold=not kind.is_own_words)


def _kind_width(kind: Kind) -> float:
    """Pixels that the outlined kind takes, with the gap before it; 0 where there is none."""
    if not kind.mention:
        return 0.0
    words = QFontMetricsF(_kind_font(kind)).horizontalAdvance(kind.mention)
    return _KIND_GAP + words + 2 * _KIND_PADDING


def _paint_kind(painter: QPainter, kind: Kind, ground: QRectF) -> None:
    theme = current_theme()
    own = kind.is_own_words
    painter.setFont(_kind_font(kind))
    edge = QColor(theme.soft_ink if own else theme.warning)
    if own:  # quiet, and there on every ground that a row can have
        edge.setAlpha(_QUIET_EDGE)
    painter.setPen(edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(QColor(theme.soft_ink if own else theme.warning))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, kind.mention)


def _facts(hit: HitInfo, metrics: QFontMetricsF, width: float) -> str:
    """Newspaper, date and page; where there is little room the newspaper gives way first."""
    facts = where_and_when(hit)
    if hit.publication:
        paper_room = width - metrics.horizontalAdvance(f" · {facts}")
        paper = hit.publication
        if metrics.horizontalAdvance(paper) > paper_room:
            # The article tells no newspaper from another.
            paper = paper.removeprefix(_ARTICLE)
            paper = metrics.elidedText(paper, Qt.TextElideMode.ElideRight, paper_room)
        facts = f"{isolated(paper)} · {facts}" if len(paper) > 2 else facts
    return metrics.elidedText(facts, Qt.TextElideMode.ElideRight, width)
