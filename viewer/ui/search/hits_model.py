"""Hits as a list model: immutable rows, fetched page by page, a rule before the second tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from viewer.base.ids import ExcerptId
from viewer.services.types import HitInfo, Kind, PassageTag, SearchAnswer
from viewer.text.dates import shown_date
from viewer.text.wording import NO_NEWSPAPER
from viewer.ui.reading.excerpt_drop import EXCERPT_MIME

Index = QModelIndex | QPersistentModelIndex


class HitRole(IntEnum):
    """Roles besides Qt's own: the `HitInfo`, whether the row begins the second tier, and whether
    its excerpt is open in a pane."""

    HIT = Qt.ItemDataRole.UserRole + 1
    BEGINS_SOME = Qt.ItemDataRole.UserRole + 2
    IS_OPEN = Qt.ItemDataRole.UserRole + 3


class HitsModel(QAbstractListModel):
    """Signals: `more_requested(int offset)` when the view nears the end of what was fetched."""

    more_requested = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[HitInfo] = []
        self._all = 0
        self._asked = -1
        self._open: frozenset[int] = frozenset()

    def show(self, answer: SearchAnswer) -> None:
        """Replace the rows by a new answer's."""
        self.beginResetModel()
        self._hits = list(answer.hits)
        self._all = answer.total + answer.total_some
        self._asked = -1
        self.endResetModel()

    def append(self, hits: Sequence[HitInfo]) -> None:
        """Add the next page."""
        if hits:
            first = len(self._hits)
            self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
            self._hits.extend(hits)
            self.endInsertRows()
        else:
            self._all = len(self._hits)

    def page_failed(self) -> None:
        """The page that was asked for did not come: it may be asked for again."""
        self._asked = -1

    def set_open(self, excerpt_ids: frozenset[int]) -> None:
        """Mark the rows of these excerpts as open in a pane."""
        changed = self._open ^ excerpt_ids
        self._open = excerpt_ids
        for row, hit in enumerate(self._hits):
            if hit.id in changed:
                index = self.index(row)
                roles = [HitRole.IS_OPEN, Qt.ItemDataRole.AccessibleTextRole]
                self.dataChanged.emit(index, index, roles)

    def set_tags(self, tags: Mapping[ExcerptId, tuple[PassageTag, ...]]) -> None:
        """Show these tags on the rows of these excerpts."""
        for row, hit in enumerate(self._hits):
            if hit.tags != tags.get(hit.id, hit.tags):
                self._hits[row] = replace(hit, tags=tags[hit.id])
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def hit(self, row: int) -> HitInfo | None:
        """The hit of a row, None outside."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def row_of(self, excerpt_id: ExcerptId) -> int:
        """The row of an excerpt, -1 where it is not among those fetched."""
        return next((row for row, hit in enumerate(self._hits) if hit.id == excerpt_id), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._hits)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row()) if index.isValid() else None
        if hit is None:
            return None
        if role == HitRole.HIT:
            return hit
        if role == HitRole.BEGINS_SOME:
            row = index.row()
            return hit.tier == 2 and (row == 0 or self._hits[row - 1].tier == 1)
        if role == HitRole.IS_OPEN:
            return hit.id in self._open
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.headline or "No headline"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(hit, is_open=hit.id in self._open)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(hit)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._hits) < self._all

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent) and self._asked != len(self._hits):
            self._asked = len(self._hits)
            self.more_requested.emit(self._asked)

    @override
    def mimeTypes(self) -> list[str]:
        return [EXCERPT_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        hit = self.hit(indexes[0].row()) if indexes else None
        if hit is not None:
            data.setData(EXCERPT_MIME, QByteArray(str(hit.id).encode("ascii")))
        return data


def _tool_tip(hit: HitInfo) -> str | None:
    """Why it matched, and what must be known of its words."""
    kind = Kind(hit.kind)
    caution = "" if kind.is_own_words else kind.described
    why = f"Matched: {'; '.join(map(str, hit.why))}" if hit.why else ""
    return "\n".join(filter(None, (caution, why))) or None


def where_and_when(hit: HitInfo) -> str:
    """ "14 Aug 1945 · p. 5"; what is not known is left out."""
    parts = [shown_date(hit.date, short=True) if hit.date else "undated"]
    if hit.page:
        parts.append(f"p. {hit.page}")
    return " · ".join(parts)


def spoken(hit: HitInfo, *, is_open: bool = False) -> str:
    """The row as a screen reader says it."""
    tags = f", tagged {', '.join(tag.name for tag in hit.tags)}" if hit.tags else ""
    paper = hit.publication or NO_NEWSPAPER
    opened = ", open in a pane" if is_open else ""
    kinds = (Kind(hit.kind).mention, Kind(hit.kind).caution)
    kind = "".join(f", {part}" for part in kinds if part)
    facts = f"{hit.headline or 'No headline'}, {paper}, {where_and_when(hit)}{kind}{tags}{opened}"
    names = f" {'; '.join(map(str, hit.names))}." if hit.names else ""
    return f"{facts}.{names} {hit.snippet}"
