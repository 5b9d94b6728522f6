"""Hits by month and newspaper as small stacked bars; a drag or the arrow keys pick a range."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from viewer.text.dates import shown_date
from viewer.ui.theme import current_theme, sans

_HEIGHT, _LABELS, _WIDEST = 40, 15, 26
#: Months without hits between two with hits that are still drawn one by one.
_LONGEST_GAP = 12


class MonthChart(QWidget):
    """Signals: `range_chosen(str first_month, str last_month)`, both empty when cleared.

    Months are `YYYY-MM`. A gap of more than a year between hits is drawn as a short break. Only as
    many bars as fit are drawn: with more months than pixels allow, neighbours share a bar.
    """

    range_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT + _LABELS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip("Drag over months to narrow the search")
        self._bars: list[tuple[str, str, dict[str, int]]] = []
        self._colours: Mapping[str, QColor] = {}
        #: Numbers of the bars that a break follows.
        self._breaks: list[int] = []
        self._chosen: tuple[int, int] | None = None
        self._anchor: int | None = None

    def show_months(
        self, months: Sequence[tuple[str, str, int]], colours: Mapping[str, QColor]
    ) -> None:
        """Show `(month, newspaper key, count)` rows; gaps between months show as gaps."""
        chosen = self.chosen_range()
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for month, paper, count in months:
            counts[month][paper] = count
        names = _months_to_show(sorted(counts))
        most = max(1, (self.width() or 260) // 4)
        stride = -(-len(names) // most) if names else 1
        self._bars = [
            _together(names[at : at + stride], counts) for at in range(0, len(names), stride)
        ]
        self._breaks = [
            number
            for number, (bar, after) in enumerate(pairwise(self._bars))
            if _distance(bar[1], after[0]) > _LONGEST_GAP
        ]
        self._colours = colours
        self.choose(*chosen)
        self._describe()
        self.update()

    def chosen_range(self) -> tuple[str, str]:
        """First and last month chosen, empty texts for none."""
        if self._chosen is None or not self._bars:
            return "", ""
        low, high = sorted(self._chosen)
        return self._bars[low][0], self._bars[high][1]

    def choose(self, first: str, last: str) -> None:
        """Mark a range of months or days without telling anyone; an empty end is open."""
        first, last = first[:7], last[:7]
        inside = [
            number
            for number, (low, high, _) in enumerate(self._bars)
            if (first or last) and high >= first and (not last or low <= last)
        ]
        self._chosen = (inside[0], inside[-1]) if inside else None
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(260, _HEIGHT + _LABELS)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        if not self._bars:
            painter.setPen(QColor(theme.soft_ink))
            painter.setFont(sans(12))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "No dated hits")
            return
        self._paint_chosen(painter)
        highest = max(sum(counts.values()) for _a, _b, counts in self._bars)
        for number, (_first, _last, counts) in enumerate(self._bars):
            box, top = self._box(number), float(_HEIGHT)
            for paper, count in sorted(counts.items()):
                height = max(2.0, (_HEIGHT - 6) * count / highest)
                top -= height
                colour = self._colours.get(paper, QColor(theme.soft_ink))
                painter.fillRect(QRectF(box.left(), top, box.width(), height - 0.5), colour)
        painter.fillRect(QRectF(0, _HEIGHT, self.width(), 1), QColor(theme.line))
        self._paint_breaks(painter)
        self._paint_labels(painter)
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1))

    def _paint_chosen(self, painter: QPainter) -> None:
        if self._chosen is not None:
            low, high = sorted(self._chosen)
            ground = QRectF(self._box(low).topLeft(), self._box(high).bottomRight())
            ground = ground.adjusted(-2, 0, 2, 0)
            painter.fillRect(ground, QColor(current_theme().selection))
            for x in (max(ground.left(), 0.0), min(ground.right(), self.width()) - 1):
                painter.fillRect(QRectF(x, 0, 1, _HEIGHT), QColor(current_theme().accent))

    def _paint_breaks(self, painter: QPainter) -> None:
        step = self.width() / len(self._bars)
        painter.setPen(QPen(QColor(current_theme().soft_ink), 1, Qt.PenStyle.DotLine))
        for number in self._breaks:
            x = (number + 1) * step
            painter.drawLine(QPointF(x, 6), QPointF(x, _HEIGHT))

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setPen(QColor(current_theme().soft_ink))
        painter.setFont(sans(11))
        line = QRectF(0, _HEIGHT + 1, self.width(), _LABELS - 1)
        left, right = self._bars[0][0], self._bars[-1][1]
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown_date(left, short=True))
        if right != left:
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, shown_date(right, short=True))

    def _box(self, number: int) -> QRectF:
        step = min(self.width() / len(self._bars), float(_WIDEST))
        if len(self._bars) > 1:
            step = self.width() / len(self._bars)
        width = min(step - 2, float(_WIDEST)) if step > 4 else step
        return QRectF(number * step + (step - width) / 2, 0, width, _HEIGHT)

    def _at(self, where: QPointF) -> int:
        step = self.width() / max(len(self._bars), 1)
        return max(0, min(len(self._bars) - 1, int(where.x() / step)))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._bars and event.button() == Qt.MouseButton.LeftButton:
            self._anchor = self._at(event.position())
            again = self._chosen == (self._anchor, self._anchor)
            self._chosen = None if again else (self._anchor, self._anchor)
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._anchor is not None and self._chosen is not None:
            self._chosen = (self._anchor, self._at(event.position()))
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._anchor is not None:
            self._anchor = None
            self._tell()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self._bars:
            low, high = self._chosen or ((-1, -1) if step > 0 else (len(self._bars),) * 2)
            high = max(0, min(len(self._bars) - 1, high + step))
            extend = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._chosen
            self._chosen = (low if extend else high, high)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace) and self._chosen:
            self._chosen = None
        else:
            super().keyPressEvent(event)
            return
        self.update()
        self._tell()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._bars:
            first, last, counts = self._bars[self._at(QPointF(event.pos()))]
            months = (
                shown_date(first) if first == last else f"{shown_date(first)} to {shown_date(last)}"
            )
            count = sum(counts.values())
            QToolTip.showText(
                event.globalPos(), f"{months}: {count:,} hit{'' if count == 1 else 's'}"
            )
            return True
        return super().event(event)

    def _tell(self) -> None:
        self._describe()
        self.range_chosen.emit(*self.chosen_range())

    def _describe(self) -> None:
        first, last = self.chosen_range()
        chosen = f"{shown_date(first)} to {shown_date(last)} chosen" if first else "nothing chosen"
        self.setAccessibleName(f"Hits by month, {len(self._bars)} bars, {chosen}")


def _distance(first: str, last: str) -> int:
    """How many months `last` is after `first`."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])


def _months_to_show(held: Sequence[str]) -> list[str]:
    """Every month from the first to the last that holds hits, without long gaps."""
    shown = list(held[:1])
    for before, month in pairwise(held):
        shown += (
            _every_month(before, month)[1:] if _distance(before, month) <= _LONGEST_GAP else [month]
        )
    return shown


def _every_month(first: str, last: str) -> list[str]:
    year, month = int(first[:4]), int(first[5:7])
    names = []
    while (name := f"{year:04d}-{month:02d}") <= last:
        names.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return names


def _together(
    months: Sequence[str], counts: Mapping[str, Mapping[str, int]]
) -> tuple[str, str, dict[str, int]]:
    summed: dict[str, int] = defaultdict(int)
    for month in months:
        for paper, count in counts.get(month, {}).items():
            summed[paper] += count
    return months[0], months[-1], dict(summed)
