"""The record of the text in the active pane: all that is known of the article and its carrier."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLabel, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.services.types import ExcerptReading
from viewer.text.article_facts import ARTICLE_LABELS, article_facts
from viewer.text.languages import language_name
from viewer.ui.reading import masthead_words
from viewer.ui.theme import current_theme

NOTHING = "Open a text; this says where it was printed and where its words come from."


class RecordPanel(QWidget):
    """Rows of a name and a value each, to read and to copy; what is not known is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Record")
        self._reading: ExcerptReading | None = None
        title = QLabel("Record")
        title.setProperty("role", "sectionTitle")
        title.setContentsMargins(12, 0, 12, 0)
        self._page = QTextBrowser()
        self._page.setObjectName("recordPage")
        self._page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._page.setOpenLinks(False)
        # A file's name and a hash have no space to wrap at.
        self._page.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._page.setAccessibleName("Record of the text")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(self._page, 1)
        self._fill()

    @property
    def words(self) -> str:
        """What is shown, as plain text."""
        return self._page.toPlainText()

    def show_reading(self, reading: ExcerptReading | None) -> None:
        """Show another text's record; None for an empty pane."""
        self._reading = reading
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            # The colours are in the rich text itself.
            self._fill()

    def _fill(self) -> None:
        soft = current_theme().soft_ink
        if self._reading is None:
            self._page.setHtml(f"<p style='color:{soft}; font-size:12px'>{NOTHING}</p>")
            return
        rows = "".join(
            f"<tr><td width='76' style='color:{soft}; font-size:12px'>{escape(name)}</td>"
            f"<td style='font-size:13px'>{escape(value)}</td></tr>"
            for name, value in record_rows(self._reading)
        )
        self._page.setHtml(f"<table width='100%' cellpadding='2'>{rows}</table>")


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
