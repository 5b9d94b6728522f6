"""Passages as a table; who gives them sorts and filters them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from typing_extensions import override

from viewer.services.types import AnchorState, PassageColumn, PassageInfo
from viewer.text.dates import shown_date
from viewer.text.one_line import one_line
from viewer.text.wording import NO_NEWSPAPER, UNDATED
from viewer.ui.theme import current_theme
from viewer.ui.widgets.rows_model import Index, PagedRowsModel

NEWSPAPER, DATE, KIND, QUOTE, TAGS, NOTE = range(6)
TITLES = ("Newspaper", "Date", "Kind", "Quotation", "Tags", "Note")

#: Roles besides Qt's: the passage's id, its tags (`tuple[PassageTag, ...]`), and whether its words
#: are the newspaper's own.
ID_ROLE = Qt.ItemDataRole.UserRole
TAGS_ROLE = Qt.ItemDataRole.UserRole + 1
OWN_WORDS_ROLE = Qt.ItemDataRole.UserRole + 2

_COLUMNS = {
    NEWSPAPER: PassageColumn.NEWSPAPER,
    DATE: PassageColumn.DATE,
    KIND: PassageColumn.KIND,
    QUOTE: PassageColumn.QUOTE,
    TAGS: PassageColumn.TAGS,
    NOTE: PassageColumn.NOTE,
}

#: Code points of a tool tip.
_TOOL_TIP = 1200

_STANDING = {
    AnchorState.MOVED: "moved with its text",
    AnchorState.FUZZY: "near match",
    AnchorState.AMBIGUOUS: "stands in several places",
    AnchorState.ORPHAN: "no longer in the text",
}


class PassagesModel(PagedRowsModel[PassageInfo]):
    """One passage a row.

    Signals: `sort_requested(PassageColumn | None, bool descending)` by a view's header.
    """

    sort_requested = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(TITLES, parent)

    def passage(self, row: int) -> PassageInfo:
        """The passage of a row."""
        return self.rows[row]

    def row_of(self, passage_id: int) -> int:
        """Where a passage stands, or -1."""
        return next((row for row, each in enumerate(self.rows) if each.id == passage_id), -1)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sort_requested.emit(_COLUMNS.get(column), order == Qt.SortOrder.DescendingOrder)

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
        return _other(passage, role)


def _shown(passage: PassageInfo, column: int) -> str:
    if column == NEWSPAPER:
        return passage.publication or NO_NEWSPAPER
    if column == DATE:
        return shown_date(passage.issue_date, short=True) or UNDATED
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
    return None
