"""The head of a pane: the paper's colour and name, the issue, where the text came from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from viewer.services.types import ExcerptReading
from viewer.ui.reading import masthead_words
from viewer.ui.reading.match_count import MatchCount
from viewer.ui.theme import Theme, current_theme, sans, serif
from viewer.ui.theme.icons import icon
from viewer.ui.widgets.wrapped_text import WrappedText

_NAME_PX, _ORIGINAL_PX, _ISSUE_PX, _ORIGIN_PX = 17, 15, 13, 12
_RULE_TOP, _RULE_HEIGHT = 8, 3
_NAME_BASE, _ORIGIN_BASE, _NOTICE_TOP = 30, 47, 52
#: From the last line of words to the hairline, which is the lowest row of pixels.
_BELOW = 4
#: What a text is, if it is not the newspaper's own words, is wrapped and never cut off.
_MOST_NOTICE_LINES = 4
#: With less room than this the count of matches is a number only: the date needs the rest.
_BRIEF = 240
#: Fewer letters of an origin than these say nothing.
_LEAST_LETTERS = 5
_GAP = 10
_BUTTON = 22


class Masthead(QWidget):
    """One reading's masthead. Signals: `citation_requested()`, `close_requested()`."""

    citation_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: ExcerptReading | None = None
        self._left = self._right = 26
        self._citation = self._button("cite", "Copy quotation with citation")
        self._close = self._button("close", "Close pane")
        self._match_count = MatchCount(self)
        self._citation.clicked.connect(self.citation_requested)
        self._close.clicked.connect(self.close_requested)
        self._take_height()

    def _button(self, glyph: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "masthead")
        button.setObjectName(glyph)
        button.setIcon(icon(glyph))
        button.setIconSize(QSize(15, 15))
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_reading(self, reading: ExcerptReading) -> None:
        """Show another reading's masthead."""
        self._reading = reading
        title, _ = masthead_words.newspaper(reading)
        self.setAccessibleName(f"{title}, {masthead_words.issue(reading)}")
        said = (masthead_words.kind_in_full(reading), masthead_words.origin(reading))
        self.setAccessibleDescription(". ".join(part for part in said if part))
        self.setToolTip(masthead_words.full_source(reading))
        self._take_height()
        self.update()

    def show_match(self, current: int | None, count: int) -> None:
        """Say which match of how many is current; nothing where there are none."""
        self._match_count.show_match(current, count)
        self._place_buttons()
        self.update()

    def set_margins(self, left: int, right: int) -> None:
        """Pixels between the pane's edges and the rule's ends."""
        self._left, self._right = left, right
        self._place_buttons()
        self._take_height()
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()
        self._take_height()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for button in (self._citation, self._close):
                button.setIcon(icon(button.objectName()))
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._reading is None:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        publication = self._reading.article.publication
        rule = QRectF(self._left, _RULE_TOP, self._room, _RULE_HEIGHT)
        painter.fillRect(rule, theme.publication_colour(publication))
        issue = self._issue_beside_name()
        used = self._paint_issue(painter, theme, issue) if issue else 0.0
        self._paint_name(painter, theme, self._room - used)
        self._paint_notice(painter, theme)
        self._paint_origin(painter, theme, with_issue=not issue)
        painter.fillRect(QRectF(self._left, self.height() - 1, self._room, 1), QColor(theme.line))
        painter.end()

    @property
    def _room(self) -> float:
        return float(max(self.width() - self._left - self._right, 0))

    def _notice(self) -> WrappedText | None:
        """What the words are, where they are not the newspaper's own, in as many lines as needed.

        They have the whole width to themselves: a count of matches that comes and goes must not
        change how many lines they take.
        """
        words = masthead_words.kind_in_full(self._reading) if self._reading else ""
        font = sans(_ORIGIN_PX, semibold=True)
        return WrappedText(words, font, self._room, _MOST_NOTICE_LINES) if words else None

    def _take_height(self) -> None:
        notice = self._notice()
        words = round(notice.height) if notice else 0
        self.setFixedHeight(_NOTICE_TOP + words + _BELOW + 1)

    def _place_buttons(self) -> None:
        right, y = self.width() - self._right + 4, _ORIGIN_BASE - 15
        self._close.move(right - _BUTTON, y)
        self._citation.move(right - 2 * _BUTTON, y)
        count = self._match_count
        count.set_brief(self._room < _BRIEF)
        count.move(right - 2 * _BUTTON - _GAP - count.width(), y + (_BUTTON - count.height()) // 2)

    @property
    def _taken(self) -> int:
        """Pixels beside the line of the origin that buttons and the count of matches take."""
        count = 0 if self._match_count.isHidden() else self._match_count.width() + _GAP
        return 2 * _BUTTON + _GAP + count

    def _issue_beside_name(self) -> str:
        """Date and page in words that leave room for the paper's name; "" if none do.

        They leave room for the name in its own script too if short words can.
        """
        assert self._reading is not None
        title, original = masthead_words.newspaper(self._reading)
        name = QFontMetricsF(serif(_NAME_PX, bold=True)).horizontalAdvance(title)
        beside = QFontMetricsF(serif(_ORIGINAL_PX)).horizontalAdvance(original)
        metrics = QFontMetricsF(sans(_ISSUE_PX))
        for taken in (name + _GAP + beside, name) if original else (name,):
            for words in masthead_words.issue_in_fewer_words(self._reading):
                if taken + _GAP + metrics.horizontalAdvance(words) <= self._room:
                    return words
        return ""

    def _paint_issue(self, painter: QPainter, theme: Theme, words: str) -> float:
        """Paint date and page at the right; returns the pixels they take from the name."""
        painter.setFont(sans(_ISSUE_PX))
        painter.setPen(QColor(theme.soft_ink))
        width = QFontMetricsF(painter.font()).horizontalAdvance(words)
        painter.drawText(QPointF(self._left + self._room - width, _NAME_BASE), words)
        return width + _GAP

    def _paint_name(self, painter: QPainter, theme: Theme, room: float) -> None:
        assert self._reading is not None
        title, original = masthead_words.newspaper(self._reading)
        painter.setFont(serif(_NAME_PX, bold=True))
        painter.setPen(QColor(theme.ink))
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(self._left, _NAME_BASE, shown)
        used = metrics.horizontalAdvance(shown) + _GAP
        painter.setFont(serif(_ORIGINAL_PX))
        if original and used + QFontMetricsF(painter.font()).horizontalAdvance(original) <= room:
            painter.setPen(QColor(theme.soft_ink))
            painter.drawText(QPointF(self._left + used, _NAME_BASE), original)

    def _paint_notice(self, painter: QPainter, theme: Theme) -> None:
        if notice := self._notice():
            notice.paint(painter, QPointF(self._left, _NOTICE_TOP), QColor(theme.warning))

    def _paint_origin(self, painter: QPainter, theme: Theme, *, with_issue: bool) -> None:
        """The line below the name: the issue, if that is not beside it, and where it is from."""
        assert self._reading is not None
        painter.setFont(sans(_ORIGIN_PX))
        painter.setPen(QColor(theme.soft_ink))
        metrics = QFontMetricsF(painter.font())
        room = max(self._room - self._taken, 0)
        issue = self._short_issue(metrics, room) if with_issue else ""
        shown = _joined(issue, masthead_words.origin(self._reading), metrics, room)
        painter.drawText(QPointF(self._left, _ORIGIN_BASE), shown)

    def _short_issue(self, metrics: QFontMetricsF, room: float) -> str:
        """The issue in few words, without the page where a date would be cut off for its sake."""
        assert self._reading is not None
        whole = masthead_words.issue(self._reading, short=True)
        fits = metrics.horizontalAdvance(whole) <= room
        return whole if fits else masthead_words.date(self._reading, short=True)


def _joined(first: str, then: str, metrics: QFontMetricsF, room: float) -> str:
    """Both in one line; where room is short `then` is elided, or left out, before `first` is."""
    if not first:
        return metrics.elidedText(then, Qt.TextElideMode.ElideRight, room)
    left = room - metrics.horizontalAdvance(f"{first} · ")
    rest = metrics.elidedText(then, Qt.TextElideMode.ElideRight, left)
    if len(rest) > _LEAST_LETTERS:
        return f"{first} · {rest}"
    return metrics.elidedText(first, Qt.TextElideMode.ElideRight, room)
