"""The journal's steps as a table: when, who, what, and how many rows changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from viewer.services.types import StepInfo
from viewer.text.dates import shown_date

Index = QModelIndex | QPersistentModelIndex

WHEN, WHO, WHAT, ROWS = range(4)
TITLES = ("When", "Who", "What", "Rows")
#: The step's id.
ID_ROLE = Qt.ItemDataRole.UserRole

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class JournalModel(QAbstractTableModel):
    """One step a row, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepInfo, ...] = ()

    def set_steps(self, steps: Sequence[StepInfo]) -> None:
        """Show other steps, in this order."""
        self.beginResetModel()
        self._steps = tuple(steps)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._steps)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        step = self._steps[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (local_time(step.at), step.who, step.what, f"{step.changes:,}")[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"Step {step.id}, {step.at}"
        return step.id if role == ID_ROLE else None


def local_time(at: str) -> str:
    """An ISO 8601 timestamp as the clock on the wall had it: `9 Aug 2025, 14:05`.

    What is no timestamp stays as it is: showing never fails.
    """
    try:
        local = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    return f"{shown_date(local.date().isoformat(), short=True)}, {local:%H:%M}"


def _alignment(column: int) -> Qt.AlignmentFlag | None:
    return _RIGHT if column == ROWS else None
