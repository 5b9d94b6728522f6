"""What came of an import, as a table: refusals first, then what to look at, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from viewer.services.types import ImportedInfo, ImportReport
from viewer.text.dates import shown_date
from viewer.text.directions import isolated_line
from viewer.ui.theme import current_theme
from viewer.ui.widgets.rows_model import Index, RowsModel

STATE, FILE, WHAT = range(3)
TITLES = ("State", "File", "What")


class Outcome(StrEnum):
    """What became of a text, in the words of the first column."""

    CAME = "came in"
    WOULD_COME = "would come in"
    SKIPPED = "did not come in"
    WOULD_NOT_COME = "would not come in"
    LOOK = "look at this"


_GOOD = (Outcome.CAME, Outcome.WOULD_COME)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of the report."""

    outcome: Outcome
    file: str
    what: str


class ImportReportModel(RowsModel[ReportRow]):
    """One text, refusal or warning a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(TITLES, parent)

    def set_report(self, report: ImportReport | None) -> None:
        """Show another report, or nothing."""
        self.set_rows(_rows(report) if report is not None else ())

    def needs_reading(self, row: int) -> bool:
        """Whether a row says what went wrong or may have, in a sentence."""
        return self.rows[row].outcome not in _GOOD

    def as_text(self) -> str:
        """The rows as lines, columns parted by tabs."""
        return "\n".join(f"{row.outcome}\t{row.file}\t{row.what}" for row in self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            # The folders, which are the same for most, would leave the last column no room.
            return (str(row.outcome), PurePath(row.file).name, row.what)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (str(row.outcome), row.file, row.what)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(row.outcome, index.column())
        return None


def _rows(report: ImportReport) -> Iterator[ReportRow]:
    dry = report.dry_run
    for skipped in report.skipped:
        outcome = Outcome.WOULD_NOT_COME if dry else Outcome.SKIPPED
        yield ReportRow(outcome, skipped.path, str(skipped.reason))
    for look in report.warnings:
        yield ReportRow(Outcome.LOOK, look.path, str(look.warning))
    for imported in report.imported:
        yield ReportRow(
            Outcome.WOULD_COME if dry else Outcome.CAME, imported.path, _described(imported)
        )


def _described(text: ImportedInfo) -> str:
    parts = (text.headline or "no headline", text.publication, shown_date(text.date, short=True))
    return isolated_line(parts)


def _ink(outcome: Outcome, column: int) -> QColor | None:
    theme = current_theme()
    if column == STATE:
        return QColor(theme.soft_ink if outcome in _GOOD else theme.warning)
    return QColor(theme.soft_ink) if column == FILE else None
