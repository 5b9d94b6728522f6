"""The report of an import as a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from viewer.base.messages import verbatim
from viewer.services.types import ImportedInfo, ImportReport, SkippedInfo, WarningInfo
from viewer.ui.exchange.import_report_model import FILE, STATE, WHAT, ImportReportModel

_REPORT = ImportReport(
    (ImportedInfo(1, 1, "", "", "", "", "café/а.txt"),),  # type: ignore[arg-type]
    (SkippedInfo("b.jpg", verbatim("This is an image.")),),
    (),
    None,
)


def test_it_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = ImportReportModel()
    qtmodeltester.check(model)
    model.set_report(_REPORT)
    qtmodeltester.check(model)


def test_what_did_not_come_in_stands_first() -> None:
    model = ImportReportModel()
    model.set_report(_REPORT)
    assert model.as_text() == (
        "did not come in\tb.jpg\tThis is an image.\ncame in\tcafé/а.txt\tno headline"
    )
    ink = Qt.ItemDataRole.ForegroundRole
    assert model.index(0, STATE).data(ink) != model.index(1, STATE).data(ink)
    assert model.index(0, WHAT).data(ink) is None
    model.set_report(None)
    assert model.rowCount() == 0


def test_files_go_by_their_names_and_the_tip_has_the_path() -> None:
    model = ImportReportModel()
    model.set_report(
        ImportReport(
            (), (), (WarningInfo("/home/a/b.txt", verbatim("“b.txt” was read as cp866.")),), None
        )
    )
    file = model.index(0, FILE)
    assert file.data() == "b.txt"
    assert file.data(Qt.ItemDataRole.ToolTipRole) == "/home/a/b.txt"
    assert model.index(0, WHAT).data() == "“b.txt” was read as cp866."
