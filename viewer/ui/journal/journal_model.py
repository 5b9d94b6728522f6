"""The journal's steps as a table: when, who, what, and how many rows changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from viewer.services.types import StepInfo
from viewer.text.dates import shown_date
from viewer.ui.widgets.rows_model import Index, PagedRowsModel

WHEN, WHO, WHAT, ROWS = range(4)
TITLES = ("When", "Who", "What", "Changes")
#: The step's id.
ID_ROLE = Qt.ItemDataRole.UserRole

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class JournalModel(PagedRowsModel[StepInfo]):
    """One step a row, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(TITLES, parent)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return super().headerData(section, orientation, role)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        step = self.rows[index.row()]
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
