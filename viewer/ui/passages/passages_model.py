"""Passages as a table, and the same sorted and filtered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QObject,
    QRegularExpression,
    QSortFilterProxyModel,
    Qt,
)
from typing_extensions import override

from viewer.services.types import AnchorState, PassageInfo
from viewer.text.dates import shown_date
from viewer.text.one_line import one_line
from viewer.text.wording import NO_NEWSPAPER
from viewer.ui.theme import current_theme
from viewer.ui.widgets.rows_model import Index, RowsModel

NEWSPAPER, DATE, KIND, QUOTE, TAGS, NOTE = range(6)
TITLES = ("Newspaper", "Date", "Kind", "Quotation", "Tags", "Note")

#: Roles besides Qt's: the passage's id, its tags (`tuple[PassageTag, ...]`), what a column is
#: sorted by, (in any column) all words of the row, which the filter looks through, and whether its
#: words are the newspaper's own.
ID_ROLE = Qt.ItemDataRole.UserRole
TAGS_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
WORDS_ROLE = Qt.ItemDataRole.UserRole + 3
OWN_WORDS_ROLE = Qt.ItemDataRole.UserRole + 4

#: Code points of a tool tip.
_TOOL_TIP = 1200

_STANDING = {
    AnchorState.MOVED: "moved with its text",
    AnchorState.FUZZY: "near match",
    AnchorState.AMBIGUOUS: "stands in several places",
    AnchorState.ORPHAN: "no longer in the text",
}


class PassagesModel(RowsModel[PassageInfo]):
    """One passage a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(TITLES, parent)

    def passage(self, row: int) -> PassageInfo:
        """The passage of a row."""
        return self.rows[row]

    def row_of(self, passage_id: int) -> int:
        """Where a passage stands, or -1."""
        return next((row for row, each in enumerate(self.rows) if each.id == passage_id), -1)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        passage, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(passage, column)
        if role == Qt.ItemDataRole.DecorationRole and column == NEWSPAPER:
            return current_theme().newspaper_colour(
                passage.publication_colour, passage.publication_dark_colour
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(passage, column)
        if role == SORT_ROLE:
            return passage.issue_date if column == DATE else _shown(passage, column).casefold()
        return _other(passage, role)


class SortedPassages(QSortFilterProxyModel):
    """The passages that hold every word of a filter, sorted by a column.

    Its parent must not be its own model: each would keep the other, and collecting both crashes.
    """

    def __init__(self, model: PassagesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)
        self.setFilterRole(WORDS_ROLE)

    def set_filter(self, words: str) -> None:
        """Keep the passages that hold every one of these words, anywhere, in any case."""
        asked = "".join(f"(?=.*{QRegularExpression.escape(word)})" for word in words.split())
        pattern = QRegularExpression(f"^{asked}" if asked else "")
        pattern.setPatternOptions(
            QRegularExpression.PatternOption.CaseInsensitiveOption
            | QRegularExpression.PatternOption.DotMatchesEverythingOption
            | QRegularExpression.PatternOption.UseUnicodePropertiesOption
        )
        self.setFilterRegularExpression(pattern)


def _shown(passage: PassageInfo, column: int) -> str:
    if column == NEWSPAPER:
        return passage.publication or NO_NEWSPAPER
    if column == DATE:
        return shown_date(passage.issue_date, short=True) or "undated"
    if column == KIND:
        return passage.kind.label
    if column == QUOTE:
        return one_line(passage.quote)
    if column == TAGS:
        return ", ".join(tag.name for tag in passage.tags)
    return one_line(passage.note)


def _tool_tip(passage: PassageInfo, column: int) -> str:
    if column == TAGS:
        return "\n".join(tag.path for tag in passage.tags)
    if column == QUOTE:
        quote = one_line(passage.quote, _TOOL_TIP)
        return "\n".join(part for part in (quote, _STANDING.get(passage.state, "")) if part)
    if column == KIND:
        return passage.kind.caution
    return one_line(passage.note, _TOOL_TIP) if column == NOTE else passage.headline


def _other(passage: PassageInfo, role: int) -> Any:
    if role == ID_ROLE:
        return passage.id
    if role == TAGS_ROLE:
        return passage.tags
    if role == OWN_WORDS_ROLE:
        return passage.kind.is_own_words
    if role == WORDS_ROLE:
        shown = (_shown(passage, each) for each in (NEWSPAPER, DATE, KIND, TAGS))
        # quote and note in full: what a row has no room for is found all the same
        return "\n".join((*shown, passage.quote, passage.note, _paths(passage)))
    return None


def _paths(passage: PassageInfo) -> str:
    return "\n".join((passage.headline, *(tag.path for tag in passage.tags)))
