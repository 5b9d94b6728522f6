"""Headline and byline, above the text and scrolling with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.services.types import ExcerptReading
from viewer.text.spans import Span
from viewer.ui.reading import masthead_words
from viewer.ui.theme import current_theme, italic_allowed, serif
from viewer.ui.widgets.wrapped_text import WrappedText

_HEADLINE_PX, _SMALL_HEADLINE_PX, _BYLINE_PX = 23, 19, 15
#: Below this width, or with more letters than this, the headline is set smaller.
_NARROW, _LONG = 250, 140
#: A headline longer than this is not one; the rest of it is elided.
_MOST_LINES = 40


class Headline(QWidget):
    """One reading's headline and byline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = _HeadLabel(serif(_HEADLINE_PX, bold=True), self)
        self._byline = _HeadLabel(serif(_BYLINE_PX), self)
        self._is_missing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 10)
        column.setSpacing(3)
        column.addWidget(self._headline)
        column.addWidget(self._byline)

    def show_reading(self, reading: ExcerptReading) -> None:
        """Show another reading's headline; nothing is marked in it."""
        self._is_missing = not reading.article.headline
        self._headline.setText(masthead_words.headline(reading))
        self._headline.set_soft(self._is_missing)
        self._headline.set_matches(())
        byline = masthead_words.byline(reading)
        # the italic faces hold Latin letters only: Cyrillic stays upright
        self._byline.set_face(serif(_BYLINE_PX, italic=italic_allowed(byline)))
        self._byline.setText(byline)
        self._byline.set_soft(True)
        self._byline.setVisible(bool(byline))
        self.setAccessibleName(f"{self._headline.text()} {byline}".strip())

    @property
    def matches(self) -> Sequence[Span]:
        """What is marked: code points of the headline."""
        return self._headline.matches

    def set_matches(self, matches: Sequence[Span]) -> None:
        """Mark what a query matches in the headline."""
        self._headline.set_matches(() if self._is_missing else matches)

    @override
    def heightForWidth(self, width: int) -> int:
        is_large = width >= _NARROW and len(self._headline.text()) <= _LONG
        px = _HEADLINE_PX if is_large else _SMALL_HEADLINE_PX
        self._headline.set_face(serif(px, bold=True))
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0


class _HeadLabel(QLabel):
    """Wrapped words in one face, with marked stretches.

    Its face is set again at every change of theme: Qt gives a widget back the font that it had at
    its first style sheet, whatever font it was given since, and words larger than the room that
    was measured for them are cut off.
    """

    def __init__(self, face: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self._face = face
        self._is_soft = False
        self._laid_out: tuple[object, WrappedText] | None = None
        self.matches: tuple[Span, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(face)

    def set_face(self, face: QFont) -> None:
        """Set the words in another face."""
        if face != self._face:
            self._face = face
            self.setFont(face)
            self.updateGeometry()

    def set_soft(self, soft: bool) -> None:
        """Paint in the soft ink, or in the ink of the text."""
        self._is_soft = soft
        self.update()

    def set_matches(self, matches: Sequence[Span]) -> None:
        """Mark these code points of the words."""
        self.matches = tuple(matches)
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        return round(self._wrapped(width).height)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        changed = event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange)
        if changed and self.font() != self._face:
            self.setFont(self._face)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        ink = QColor(theme.soft_ink if self._is_soft else theme.ink)
        painter = QPainter(self)
        words = self._wrapped(self.width())
        words.paint(painter, QPointF(), ink, self.matches, QColor(theme.match))
        painter.end()

    def _wrapped(self, width: int) -> WrappedText:
        key = self.text(), width, self._face.pixelSize(), self._face.italic()
        if self._laid_out is None or self._laid_out[0] != key:
            self._laid_out = key, WrappedText(self.text(), self._face, width, _MOST_LINES)
        return self._laid_out[1]
