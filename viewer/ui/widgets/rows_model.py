"""A table of immutable rows: what every list at the bottom of the window is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows that are replaced all at once, under fixed titles. Subclasses say what a cell shows."""

    def __init__(self, titles: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows, in this order."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None


class PagedRowsModel(RowsModel[Row]):
    """Rows that are the beginning of a list of `total`, and that come and go one by one.

    Signals: `more_requested()` when a view has come to the end of what is there.
    """

    more_requested = Signal()

    def __init__(self, titles: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(titles, parent)
        self.total = 0

    def replace_rows(self, at: int, removed: int, inserted: tuple[Row, ...]) -> None:
        """Put some rows in the place of others; views keep their place among the rest."""
        nowhere = QModelIndex()
        if removed:
            self.beginRemoveRows(nowhere, at, at + removed - 1)
            self.rows = self.rows[:at] + self.rows[at + removed :]
            self.endRemoveRows()
        if inserted:
            self.beginInsertRows(nowhere, at, at + len(inserted) - 1)
            self.rows = self.rows[:at] + inserted + self.rows[at:]
            self.endInsertRows()

    def change_row(self, at: int, row: Row) -> None:
        """Show the same row with other contents."""
        self.rows = (*self.rows[:at], row, *self.rows[at + 1 :])
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self.rows) < self.total

    @override
    def fetchMore(self, parent: Index) -> None:
        # They come later: whoever reads them is not waited for.
        self.more_requested.emit()
