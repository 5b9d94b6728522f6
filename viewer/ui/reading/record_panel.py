"""The record of the text in the active pane: all that is known of the article and its carrier."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from viewer.services.types import ExcerptReading
from viewer.text.article_facts import ARTICLE_LABELS, article_facts
from viewer.text.languages import language_name
from viewer.ui.reading import masthead_words

NOTHING = "Open a text; this says where it was printed and where its words come from."


class RecordPanel(QWidget):
    """Rows of a name and a value each; what is not known is left out, never invented."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Record")
        title = QLabel("Record")
        title.setProperty("role", "sectionTitle")
        self._empty = QLabel(NOTHING)
        self._empty.setProperty("role", "soft")
        self._empty.setWordWrap(True)
        inner = QWidget()
        inner.setObjectName("sidePanel")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(12, 0, 12, 8)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        scrolled = QScrollArea()
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setAccessibleName("Record of the text")
        scrolled.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        for label in (title, self._empty):
            label.setContentsMargins(12, 0, 12, 0)
            column.addWidget(label)
        column.addWidget(scrolled, 1)

    def show_reading(self, reading: ExcerptReading | None) -> None:
        """Show another text's record; None for an empty pane."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._empty.setVisible(reading is None)
        rows = record_rows(reading) if reading is not None else []
        for row, (name, value) in enumerate(rows):
            key, words = QLabel(name), QLabel(value)
            key.setProperty("role", "soft")
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setStyleSheet("font-size: 13px;")
            words.setAccessibleName(f"{name}: {value}")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(len(rows), 1)


def record_rows(reading: ExcerptReading) -> list[tuple[str, str]]:
    """(name, value) of what is known of a text, in the order in which one asks for it."""
    article, source = reading.article, reading.source
    publication = article.publication
    title, original = masthead_words.newspaper(reading)
    language = language_name(reading.language) if reading.language else ""
    facts = article_facts(article) | {"issue_date": masthead_words.date(reading)}
    rows = [
        ("Newspaper", title),
        ("In its script", original),
        ("Place", publication.place if publication else ""),
        *((ARTICLE_LABELS[name], value) for name, value in facts.items()),
        ("Note", article.note),
        ("Text", masthead_words.kind_in_full(reading) or reading.kind.described),
        ("Language", language),
        ("Version", str(reading.version_number)),
        ("Source", source.citation),
        ("Place in it", reading.place_in_source),
        ("File", source.file_name),
        ("Encoding", source.encoding),
        ("Text's note", reading.note),
        ("SHA-256", reading.text_sha256),
    ]
    return [(name, value) for name, value in rows if value]
