"""How an import goes, and what came of it: progress with Cancel, then a sentence and a table."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.services.types import ImportReport
from viewer.text.counting import counted
from viewer.ui.exchange.import_report_model import FILE, STATE, WHAT, ImportReportModel
from viewer.ui.reading.announcing import announce
from viewer.ui.widgets.quiet_table import QuietTable

BEFORE = (
    "Texts, Markdown and HTML files, and CSV and TSV tables come in with the newspaper, date and "
    "language that they state; the fields count where a text states none. One undo takes a whole "
    "import back."
)
_WIDTHS = {STATE: 134, FILE: 166}
_ROW = 24
#: Rows at the top that are made high enough for all of their words: each has to be measured.
_MOST_HIGH_ROWS = 100
_PADDING = 9


class ImportOutcome(QWidget):
    """Signal: `cancel_requested()`."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ImportReportModel(self)
        self._build()
        self._cancel.clicked.connect(self.cancel_requested)
        self._copy.clicked.connect(self._copy_report)
        self.hide_progress()
        self.show_sentence(BEFORE)

    @property
    def sentence(self) -> str:
        """What is said now."""
        return self._words.text()

    def show_progress(self, done: int, total: int) -> None:
        """Show that it runs; `total` 0 for not known."""
        self.show_sentence(
            f"{done:,} of {total:,} files" if total else "Looking through the files…"
        )
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.show()
        self._cancel.show()

    def focus_cancel(self) -> None:
        """Put the focus on Cancel."""
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_progress(self) -> None:
        """Show that nothing runs."""
        self._bar.hide()
        self._cancel.hide()

    def show_sentence(self, sentence: str, *, trouble: bool = False) -> None:
        """Say something, instead of a report."""
        self._model.set_report(None)
        self._table.hide()
        self._copy.hide()
        self._say(sentence, "warning" if trouble else "soft")

    def show_report(self, report: ImportReport) -> None:
        """Say what came of it, and list it."""
        self._model.set_report(report)
        self._table.setVisible(self._model.rowCount() > 0)
        self._copy.setVisible(self._model.rowCount() > 0)
        self._say(summary(report), "strong")
        self._fit_rows(self._table.columnWidth(WHAT))

    def _build(self) -> None:
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the import")
        self._cancel, self._copy = QPushButton("Cancel"), QPushButton("Copy report")
        self._cancel.setAccessibleName("Cancel the import")
        self._copy.setAccessibleName("Copy the report")
        self._copy.setProperty("role", "quiet")
        self._table = self._build_table()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._words, 1)
        for button in (self._cancel, self._copy):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._table, 1)
        column.addStretch(0)

    def _build_table(self) -> QuietTable:
        table = QuietTable(self._model, "What came of each file", _WIDTHS, WHAT, _ROW)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.setWordWrap(True)
        table.verticalHeader().setMinimumSectionSize(_ROW)
        table.horizontalHeader().setSectionsClickable(False)
        table.horizontalHeader().sectionResized.connect(self._on_resized)
        return table

    @Slot(int, int, int)
    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if section == WHAT:
            # The table itself still gives the width before.
            self._fit_rows(width)

    def _fit_rows(self, width: int) -> None:
        """Show the whole of what comes first: why a text did not come in, and what to look at.

        `width` is that of the column of sentences.
        """
        for row in range(min(self._model.rowCount(), _MOST_HIGH_ROWS)):
            if self._model.needs_reading(row):
                self._table.setRowHeight(row, self._height_of(row, width))

    def _height_of(self, row: int, width: int) -> int:
        """Not the table's own measure, which forgets the padding that the style sheet gives."""
        room = QRect(0, 0, width - 2 * _PADDING, 10_000)
        words = self._model.index(row, WHAT).data()
        wrap = Qt.TextFlag.TextWordWrap.value
        return max(self._table.fontMetrics().boundingRect(room, wrap, words).height() + 6, _ROW)

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        self._words.setProperty("role", role)
        self._words.style().polish(self._words)
        if role != "soft":
            announce(self._words, words)

    def _copy_report(self) -> None:
        text = f"{self._words.text()}\n\n{self._model.as_text()}\n"
        QGuiApplication.clipboard().setText(text)
        announce(self._copy, "Report copied")


def summary(report: ImportReport) -> str:
    """The report in a sentence.

    `12 excerpts came in, 3 did not, 1 to look at.`, of a dry run `Dry run: 12 excerpts would come
    in; nothing was changed.`
    """
    came, skipped, warned = len(report.imported), len(report.skipped), len(report.warnings)
    verb, other = ("would come in", "would not") if report.dry_run else ("came in", "did not")
    parts = [f"{counted(came, 'excerpt') if came else 'nothing'} {verb}"]
    if skipped:
        parts.append(f"{skipped:,} {other}")
    if warned:
        parts.append(f"{warned:,} to look at")
    words = ", ".join(parts)
    if report.dry_run:
        return f"Dry run: {words}; nothing was changed."
    return f"{words[:1].upper()}{words[1:]}."
