"""The links of the texts that are open, as rows: each leads to its other end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.services.types import LinkInfo, PassageInfo
from viewer.text.directions import isolated
from viewer.text.one_line import one_line
from viewer.ui.widgets.height_for_width import follow_width

NONE_YET = "No passage of the open texts is linked with another."
ELSEWHERE = "a passage of another text"
#: Code points of a quotation that are shown.
_QUOTE = 60


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link with the passages at its ends, as far as they are in the open texts."""

    link: LinkInfo
    origin: PassageInfo | None
    target: PassageInfo | None

    @property
    def words(self) -> str:
        """Both ends with the kind between: "“…” contradicts → “…”"."""
        return f"{_named(self.origin)}\n{self.link.kind} → {_named(self.target)}"


class LinksPanel(QWidget):
    """Signals: `link_activated(link id)` after a press on a row."""

    link_activated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Links")
        self._shown: tuple[OpenLink, ...] = ()
        self.rows: list[QPushButton] = []
        title = QLabel("Links")
        title.setProperty("role", "sectionTitle")
        self._empty = QLabel(NONE_YET)
        self._empty.setProperty("role", "soft")
        self._empty.setWordWrap(True)
        for label in (title, self._empty):
            label.setContentsMargins(12, 0, 12, 0)
        inner = QWidget()
        inner.setObjectName("popoverInside")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(8, 0, 8, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        for widget in (title, self._empty):
            column.addWidget(widget)
        column.addWidget(scrolled, 1)

    def show_links(self, links: Sequence[OpenLink]) -> None:
        """Show these in place of those before."""
        if tuple(links) == self._shown:
            return
        self._shown = tuple(links)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(link) for link in links]
        for number, row in enumerate(self.rows):
            self._column.insertWidget(number, row)
        self._empty.setVisible(not links)

    def _row(self, link: OpenLink) -> QPushButton:
        row = _LinkButton(link.words)
        row.setAccessibleName(link.words.replace("\n", " "))
        row.setToolTip("\n".join(part for part in (link.words, link.link.note) if part))
        row.clicked.connect(partial(self._tell, int(link.link.id)))
        return row

    def _tell(self, link_id: int, _checked: bool = False) -> None:
        self.link_activated.emit(link_id)


class _LinkButton(QPushButton):
    """Words that wrap in a button; a button's own text does not."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("role", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.addWidget(label)
        follow_width(self)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return layout.heightForWidth(width)


def _named(passage: PassageInfo | None) -> str:
    if passage is None:
        return ELSEWHERE
    paper = isolated(passage.publication) if passage.publication else ""
    quote = f"“{isolated(one_line(passage.quote, _QUOTE))}”"
    return f"{paper}: {quote}" if paper else quote
