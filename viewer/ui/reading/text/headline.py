"""Headline and byline, above the text and scrolling with it; a long headline folds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.services.types import ExcerptReading
from viewer.text.directions import isolated_line
from viewer.text.spans import Span
from viewer.ui.reading import masthead_words
from viewer.ui.theme import current_theme, italic_allowed, serif
from viewer.ui.widgets.wrapped_text import WrappedText

_HEADLINE_PX, _SMALL_HEADLINE_PX, _BYLINE_PX = 21, 18, 14
#: Words for the absence of a headline are not to look like one.
_MISSING_PX = 15
#: A longer headline is folded to these lines.
_FOLDED_LINES = 3
#: Below this width, or with more letters than this, the headline is set smaller.
_NARROW, _LONG = 250, 90
#: A headline longer than this is not one; the rest of it is elided.
_MOST_LINES = 40
#: How many layouts of the words are kept: at one width, folded and whole.
_REMEMBERED = 4


class Headline(QWidget):
    """One reading's headline and byline.

    Signals: `fold_changed()` when the headline was folded or unfolded: its height is another.
    """

    fold_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = _HeadLabel(serif(_HEADLINE_PX, bold=True), self)
        self._byline = _HeadLabel(serif(_BYLINE_PX), self)
        self._is_missing = False
        #: Whether the reader folded the headline or unfolded it; None where neither.
        self._choice: bool | None = None
        self._zoom = 1.0
        self._more = QToolButton()
        self._more.setProperty("role", "more")
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setCursor(Qt.CursorShape.PointingHandCursor)
        self._more.clicked.connect(self._toggle)
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 5)
        column.setSpacing(2)
        column.addWidget(self._headline)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._byline)

    def show_reading(self, reading: ExcerptReading) -> None:
        """Show another reading's headline; nothing is marked in it."""
        self._is_missing = not reading.article.headline
        self._choice = None
        self._headline.setText(masthead_words.headline(reading))
        self._headline.set_soft(self._is_missing)
        self._headline.set_matches(())
        byline = masthead_words.byline(reading)
        # the italic faces hold Latin letters only: Cyrillic stays upright
        self._byline.set_face(self._face(_BYLINE_PX, italic=italic_allowed(byline)))
        if self._is_missing and byline:
            # Two lines with little in them would cost the text a line.
            self._headline.setText(isolated_line((masthead_words.headline(reading), byline)))
            byline = ""
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
        self.fold_changed.emit()

    def set_zoom(self, percent: int) -> None:
        """Set the words in `percent` of their usual size."""
        self._zoom = percent / 100
        italic = italic_allowed(self._byline.text())
        self._byline.set_face(self._face(_BYLINE_PX, italic=italic))

    def _face(self, px: int, *, bold: bool = False, italic: bool = False) -> QFont:
        return serif(max(round(px * self._zoom), 1), bold=bold, italic=italic)

    @override
    def heightForWidth(self, width: int) -> int:
        is_large = width >= _NARROW * self._zoom and len(self._headline.text()) <= _LONG
        px = _HEADLINE_PX if is_large else _SMALL_HEADLINE_PX
        px = _MISSING_PX if self._is_missing else px
        self._headline.set_face(self._face(px, bold=not self._is_missing))
        self._show_more(width)
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def _show_more(self, width: int) -> None:
        """Fold a headline that is too long at this width, and offer the rest of it."""
        too_long = self._headline.lines_at(width) > _FOLDED_LINES
        folds = too_long and self._folds(width)
        self._headline.set_most(_FOLDED_LINES if folds else _MOST_LINES)
        words = "more" if folds else "less"
        self._more.setText(words)
        self._more.setAccessibleName(f"Show {words} of the headline")
        self._more.setVisible(too_long)

    def _folds(self, width: int) -> bool:
        """As the reader chose, else folded unless a match would be folded away."""
        if self._choice is not None:
            return self._choice
        return self._headline.shows_matches(width, _FOLDED_LINES)

    def _toggle(self) -> None:
        self._choice = not self._folds(self.width())
        self.fold_changed.emit()


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
        self._most = _MOST_LINES
        self._laid_out: dict[object, WrappedText] = {}
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

    def set_most(self, lines: int) -> None:
        """Show so many lines at most."""
        if lines != self._most:
            self._most = lines
            self.updateGeometry()
            self.update()

    def lines_at(self, width: int) -> int:
        """How many lines all the words take."""
        return self._wrapped(width, _MOST_LINES).lines

    def shows_matches(self, width: int, most: int) -> bool:
        """Whether every match is in the first `most` lines."""
        return self._wrapped(width, most).shows(self.matches)

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
        return round(self._wrapped(width, self._most).height)

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
        words = self._wrapped(self.width(), self._most)
        words.paint(painter, QPointF(), ink, self.matches, QColor(theme.match))
        painter.end()

    def _wrapped(self, width: int, most: int) -> WrappedText:
        face = self._face
        key = self.text(), width, most, face.pixelSize(), face.italic(), face.bold()
        if key not in self._laid_out:
            if len(self._laid_out) >= _REMEMBERED:
                self._laid_out.clear()
            self._laid_out[key] = WrappedText(self.text(), face, width, most)
        return self._laid_out[key]
