"""Headline and byline, above the text and scrolling with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.services.types import ExcerptReading
from viewer.ui.reading import masthead_words
from viewer.ui.theme import italic_allowed, serif

_HEADLINE_PX, _SMALL_HEADLINE_PX, _BYLINE_PX = 23, 19, 15
#: Below this width the headline is set smaller.
_NARROW = 250


class Headline(QWidget):
    """One reading's headline and byline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = self._label("headline")
        self._headline.setFont(serif(_HEADLINE_PX, bold=True))
        self._byline = self._label("byline")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 10)
        column.setSpacing(3)
        column.addWidget(self._headline)
        column.addWidget(self._byline)

    def show_reading(self, reading: ExcerptReading) -> None:
        """Show another reading's headline."""
        self._headline.setText(masthead_words.headline(reading))
        self._headline.setProperty("missing", not reading.article.headline)
        self._headline.style().polish(self._headline)
        byline = masthead_words.byline(reading)
        # the italic faces hold Latin letters only: Cyrillic stays upright
        self._byline.setFont(serif(_BYLINE_PX, italic=italic_allowed(byline)))
        self._byline.setText(byline)
        self._byline.setVisible(bool(byline))
        self.setAccessibleName(f"{self._headline.text()} {byline}".strip())

    @override
    def heightForWidth(self, width: int) -> int:
        px = _HEADLINE_PX if width >= _NARROW else _SMALL_HEADLINE_PX
        if self._headline.font().pixelSize() != px:
            self._headline.setFont(serif(px, bold=True))
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
