"""The query language and the keys on one page; an example can be tried with a click."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import chain, groupby
from urllib.parse import quote, unquote

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.theme import current_theme
from viewer.workspace.vocabulary import list_query_fields

#: (examples to try, what they find), but for fields
_WORDS = (
    (("soviet advance",), "all the words; below a rule follow texts with some of them"),
    (('"kwantung army"', '"army manchuria"~5'), "a phrase; words at most 5 words apart"),
    (("=army", '="red army"'), "that form only: no other ending, no other name"),
    (("harbin OR linkou", "army NOT navy"), "either word; the first without the second; ( ) group"),
    (("manchur*", "wangy?huan", "harbni~"), "a beginning; any letter; a near spelling"),
    (("/19\\d\\d/",), "a regular expression over words"),
)

#: Keys that are no command's: keys, what they do.
TEXT_KEYS = (("Shift and arrows", "select words in a pane"),)


def query_examples() -> tuple[tuple[tuple[str, ...], str], ...]:
    """(examples to try, what they find): fields of one help in one row."""
    by_help = groupby(list_query_fields(), key=lambda field: field.help)
    fields = ((tuple(chain(*(each.examples for each in row))), help) for help, row in by_help)
    return (*_WORDS, *fields)


class QueryHelp(QWidget):
    """Signals: `query_chosen(str)` when an example is clicked, `closed()`."""

    query_chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[tuple[str, str], ...] = TEXT_KEYS
        self._page = QTextBrowser()
        self._page.setOpenLinks(False)
        self._page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._page.setAccessibleName("Query language and keys")
        self._page.anchorClicked.connect(self._on_link)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self._page)
        self._fill()

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """List these keys of commands, with what they do, and those that are no command's."""
        self._keys = (*keys, *TEXT_KEYS)
        self._fill()

    def focus_first(self) -> None:
        """Give the page the focus."""
        self._page.setFocus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._fill()

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() == "query":
            self.query_chosen.emit(unquote(url.toString().removeprefix("query:")))
        else:
            self.closed.emit()

    def _fill(self) -> None:
        theme = current_theme()
        queries = "".join(
            f"<tr><td>{' &nbsp; '.join(map(_link, examples))}</td>"
            f"<td style='padding-left:18px;color:{theme.soft_ink}'>{escape(words)}</td></tr>"
            for examples, words in query_examples()
        )
        keys = "".join(
            f"<tr><td>{escape(key)}</td>"
            f"<td style='padding-left:18px;color:{theme.soft_ink}'>{escape(words)}</td></tr>"
            for key, words in self._keys
        )
        self._page.setHtml(
            f"<style>a{{color:{theme.accent};text-decoration:none}} td{{padding:2px 0}}</style>"
            "<table width='100%'><tr>"
            f"<td width='62%'><b>What a query can say</b> (click one to try it)"
            f"<table>{queries}</table></td>"
            f"<td><b>Keys</b> &nbsp; <a href='close:'>Close help</a><table>{keys}</table></td>"
            "</tr></table>"
        )


def _link(query: str) -> str:
    return f"<a href='query:{quote(query)}'>{escape(query)}</a>"
