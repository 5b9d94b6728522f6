"""The codebook as a tree of tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from viewer.base.ids import TagId
from viewer.services.types import TagInfo

Index = QModelIndex | QPersistentModelIndex

#: Roles besides Qt's: the tag's id, its colour, its key, and how many passages carry it or a tag
#: below it.
ID_ROLE = Qt.ItemDataRole.UserRole
COLOUR_ROLE = Qt.ItemDataRole.UserRole + 1
SHORTCUT_ROLE = Qt.ItemDataRole.UserRole + 2
COUNT_ROLE = Qt.ItemDataRole.UserRole + 3


class CodebookModel(QAbstractItemModel):
    """One tag a row, under its parent. An index carries its tag's id.

    Signals: `name_edited(TagId, str)` when a name was typed over; the row shows the new name once
    `set_tags` brings it.
    """

    name_edited = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tags: dict[int, TagInfo] = {}
        self._children: dict[int, tuple[TagId, ...]] = {}

    def set_tags(self, tags: Sequence[TagInfo]) -> None:
        """Show these tags, siblings in the order given.

        Where the tree is the same, rows are replaced in place and views keep what they had open;
        else the model is reset.
        """
        children = _children(tags)
        same, before = children == self._children, self._tags
        if not same:
            self.beginResetModel()
        self._tags = {tag.id: tag for tag in tags}
        self._children = children
        if not same:
            self.endResetModel()
            return
        for tag in tags:
            if tag is not before[tag.id] and tag != before[tag.id]:
                self.dataChanged.emit(self.index_of(tag.id), self.index_of(tag.id))

    def tag(self, tag_id: int) -> TagInfo | None:
        """The tag of an id, if the tree has it."""
        return self._tags.get(tag_id)

    def tags(self) -> tuple[TagInfo, ...]:
        """Every tag, in the order given."""
        return tuple(self._tags.values())

    def index_of(self, tag_id: int) -> QModelIndex:
        """The index of a tag; an invalid one if it is not in the tree."""
        tag = self._tags.get(tag_id)
        if tag is None:
            return QModelIndex()
        return self.createIndex(self._children[self._parent_of(tag)].index(tag.id), 0, tag.id)

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        above = parent.internalId() if parent.isValid() else 0
        return self.createIndex(row, column, self._children[above][row])

    @override
    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        tag = self._tags.get(child.internalId()) if child.isValid() else None
        return self.index_of(self._parent_of(tag)) if tag is not None else QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        above = parent.internalId() if parent.isValid() else 0
        return len(self._children.get(above, ()))

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tag = self._tags.get(index.internalId()) if index.isValid() else None
        if tag is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return tag.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (tag.path, tag.definition) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(tag)
        return {
            ID_ROLE: tag.id,
            COLOUR_ROLE: tag.colour,
            SHORTCUT_ROLE: tag.shortcut,
            COUNT_ROLE: tag.passages,
        }.get(role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        tag = self._tags.get(index.internalId()) if index.isValid() else None
        name = str(value).strip()
        if tag is not None and role == Qt.ItemDataRole.EditRole and name not in ("", tag.name):
            self.name_edited.emit(tag.id, name)
        return False

    def _parent_of(self, tag: TagInfo) -> int:
        return tag.parent_id if tag.parent_id in self._tags else 0


def _children(tags: Sequence[TagInfo]) -> dict[int, tuple[TagId, ...]]:
    """Ids below each id; under 0 those whose parent is not among `tags`."""
    known = {tag.id for tag in tags}
    found: dict[int, list[TagId]] = {}
    for tag in tags:
        found.setdefault(tag.parent_id if tag.parent_id in known else 0, []).append(tag.id)
    return {above: tuple(below) for above, below in found.items()}


def _spoken(tag: TagInfo) -> str:
    passages = "1 passage" if tag.passages == 1 else f"{tag.passages:,} passages"
    return f"{tag.name}, {passages}" + (f", key {tag.shortcut}" if tag.shortcut else "")
