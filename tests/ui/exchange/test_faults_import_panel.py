"""The import panel: what is chosen is taken out, and forgotten once it came in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from viewer.base.messages import verbatim
from viewer.services.types import ImportedInfo, ImportReport, SkippedInfo
from viewer.ui.exchange.import_outcome import summary
from viewer.ui.exchange.import_panel import ImportPanel
from viewer.ui.exchange.import_report_model import WHAT

_ONE = ImportedInfo(1, 1, "Манжуур 😀", "Izvestia", "1945-09-04", "ru", "a.txt")  # type: ignore[arg-type]
_SKIPPED = SkippedInfo("b.jpg", verbatim("This is an image, not a text."))
_PATHS = [Path("a.txt"), Path("b.txt"), Path("c.txt")]


@pytest.fixture
def panel(qtbot: QtBot) -> ImportPanel:
    made = ImportPanel()
    qtbot.addWidget(made)
    made.resize(1200, 320)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.set_paths(_PATHS)
    return made


def _shown(panel: ImportPanel) -> list[str]:
    rows = panel.findChild(QListWidget)
    return [rows.item(each).text() for each in range(rows.count())]


def _button(panel: ImportPanel, name: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text() == name)


def test_the_selected_are_taken_out_by_a_button(panel: ImportPanel, qtbot: QtBot) -> None:
    button, rows = _button(panel, "Take out"), panel.findChild(QListWidget)
    assert not button.isEnabled()
    assert button.accessibleName()
    rows.setCurrentRow(1)
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert _shown(panel) == ["a.txt", "c.txt"]
    assert rows.currentRow() == 1
    rows.selectAll()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert _shown(panel) == []
    assert not _button(panel, "Import").isEnabled()
    assert _button(panel, "Files…").hasFocus()


def test_delete_can_be_pressed_again_and_again(panel: ImportPanel, qtbot: QtBot) -> None:
    rows = panel.findChild(QListWidget)
    rows.setFocus()
    rows.setCurrentRow(0)
    for _ in _PATHS:
        qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert _shown(panel) == []


def test_what_came_in_is_forgotten(panel: ImportPanel) -> None:
    panel.set_running(True)
    panel.show_report(ImportReport((_ONE,), (_SKIPPED,), (), 3))  # type: ignore[arg-type]
    assert _shown(panel) == []
    assert panel.findChild(QTableView).isVisible()
    panel.set_paths(_PATHS[:1])
    assert _button(panel, "Import").isEnabled()


@pytest.mark.parametrize(
    "report",
    [
        ImportReport((_ONE,), (), (), None, dry_run=True),
        ImportReport((), (_SKIPPED,), (), None),
    ],
    ids=["dry run", "nothing came"],
)
def test_what_did_not_come_in_stays_chosen(panel: ImportPanel, report: ImportReport) -> None:
    panel.set_running(True)
    panel.show_report(report)
    assert len(_shown(panel)) == 3


def test_a_reason_is_shown_whole_however_narrow_the_window(
    panel: ImportPanel, qtbot: QtBot
) -> None:
    reason = "This is a PNG picture, not a plain text. Save its words as a text file first. " * 2
    panel.show_report(ImportReport((_ONE,), (SkippedInfo("b.png", verbatim(reason)),), (), None))
    table = panel.findChild(QTableView)
    metrics = table.fontMetrics()

    def is_whole() -> bool:
        lines = table.rowHeight(0) // metrics.lineSpacing()
        return lines * table.columnWidth(WHAT) > metrics.horizontalAdvance(reason)

    for width in (1600, 1000):
        panel.resize(width, 320)
        # the header shares out its width once the event loop is reached
        qtbot.waitUntil(is_whole)
        assert table.rowHeight(1) < 2 * metrics.lineSpacing(), "what came in takes one line"


def test_a_dry_run_says_so_in_the_sentence_and_in_every_row(panel: ImportPanel) -> None:
    report = ImportReport((_ONE,) * 12, (_SKIPPED,), (), None, dry_run=True)
    assert summary(report) == (
        "Dry run: 12 excerpts would come in, 1 would not; nothing was changed."
    )
    assert summary(ImportReport((), (), (), None, dry_run=True)) == (
        "Dry run: nothing would come in; nothing was changed."
    )
    panel.show_report(report)
    rows = panel.findChild(QTableView).model()
    said = {rows.index(row, 0).data() for row in range(rows.rowCount())}
    assert said == {"would come in", "would not come in"}
