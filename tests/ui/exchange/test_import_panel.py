"""The import panel: what is asked for, and what is said of how it went."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from viewer.base.messages import verbatim
from viewer.exchange.importers.formats import IMPORT_FORMATS
from viewer.services.types import (
    ImportedInfo,
    ImportOptions,
    ImportReport,
    SkippedInfo,
    WarningInfo,
)
from viewer.ui.exchange.import_outcome import summary
from viewer.ui.exchange.import_panel import ImportPanel

_ONE = (ImportedInfo(1, 1, "Манжуур 😀", "Izvestia", "1945-09-04", "ru", "a.txt"),)  # type: ignore[arg-type]
_SKIPPED = (SkippedInfo("b.jpg", verbatim("This is an image, not a text.")),)
_PATH = Path("texts") / "a.txt"


@pytest.fixture
def panel(qtbot: QtBot) -> ImportPanel:
    made = ImportPanel()
    qtbot.addWidget(made)
    made.resize(1200, 260)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def _button(panel: QWidget, name: str) -> QPushButton:
    (found,) = [each for each in panel.findChildren(QPushButton) if each.text() == name]
    return found


def _field(panel: QWidget, name: str) -> QLineEdit:
    (found,) = [each for each in panel.findChildren(QLineEdit) if each.accessibleName() == name]
    return found


def _words(panel: QWidget) -> list[str]:
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]


def test_nothing_can_be_imported_before_something_is_chosen(panel: ImportPanel) -> None:
    assert not _button(panel, "Import").isEnabled()
    panel.set_paths([_PATH, _PATH])
    assert _button(panel, "Import").isEnabled()
    assert panel.findChild(QListWidget).count() == 1


def test_what_the_fields_say_is_asked_for(panel: ImportPanel, qtbot: QtBot) -> None:
    panel.set_paths([_PATH])
    _field(panel, "Newspaper").setText(" Izvestia ")
    _field(panel, "Date").setText("1945-09")
    _field(panel, "Language").setText("ru")
    panel.findChild(QComboBox).setCurrentText("Markdown")
    panel.findChild(QCheckBox).setChecked(True)
    with qtbot.waitSignal(panel.import_requested) as wanted:
        _button(panel, "Import").click()
    assert wanted.args == [[_PATH], ImportOptions("md", "Izvestia", "1945-09", "ru", "", True)]


def test_every_format_that_can_be_read_is_offered(panel: ImportPanel) -> None:
    choice = panel.findChild(QComboBox)
    offered = [choice.itemData(row) for row in range(choice.count())]
    assert offered == ["", *(each.names[0] for each in IMPORT_FORMATS)]


def test_publications_are_offered(panel: ImportPanel) -> None:
    panel.set_publications(["The Guardian", "Izvestia"])
    completer = _field(panel, "Newspaper").completer()
    completer.setCompletionPrefix("guard")
    assert completer.currentCompletion() == "The Guardian"


def test_a_running_import_shows_how_far_it_is_and_can_be_cancelled(
    panel: ImportPanel, qtbot: QtBot
) -> None:
    panel.set_paths([_PATH])
    panel.focus_first()
    panel.set_running(True)
    bar = panel.findChild(QProgressBar)
    assert bar.isVisible()
    assert not _button(panel, "Import").isEnabled()
    assert _button(panel, "Cancel").hasFocus()
    panel.show_progress(12, 1301)
    assert "12 of 1,301 files" in _words(panel)
    with qtbot.waitSignal(panel.cancel_requested):
        _button(panel, "Cancel").click()
    panel.show_cancelled()
    assert "Cancelled. Nothing was changed." in _words(panel)
    assert not bar.isVisible()
    assert _button(panel, "Import").isEnabled()


def test_a_report_is_said_listed_and_copied(panel: ImportPanel) -> None:
    panel.set_running(True)
    panel.show_report(ImportReport(_ONE, _SKIPPED, (WarningInfo("a.txt", verbatim("undated")),), 3))  # type: ignore[arg-type]
    assert "1 excerpt came in, 1 did not, 1 to look at." in _words(panel)
    rows = panel.findChild(QTableView).model()
    assert [rows.index(row, 0).data() for row in range(3)] == [
        "did not come in",
        "look at this",
        "came in",
    ]
    _button(panel, "Copy report").click()
    assert (
        "came in\ta.txt\tМанжуур 😀 · Izvestia · 4 Sep 1945" in QGuiApplication.clipboard().text()
    )


def test_trouble_is_said(panel: ImportPanel) -> None:
    panel.set_running(True)
    panel.show_trouble("“1945-02-30” is no date.")
    assert "“1945-02-30” is no date." in _words(panel)
    assert not panel.findChild(QTableView).isVisible()


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (ImportReport((), (), (), None), "Nothing came in."),
        (ImportReport((), _SKIPPED, (), None), "Nothing came in, 1 did not."),
        (ImportReport(_ONE * 1200, (), (), 2), "1,200 excerpts came in."),  # type: ignore[arg-type]
        (
            ImportReport(_ONE, _SKIPPED, (), None, dry_run=True),
            "Dry run: 1 excerpt would come in, 1 would not; nothing was changed.",
        ),
    ],
)
def test_a_report_in_a_sentence(report: ImportReport, said: str) -> None:
    assert summary(report) == said


def test_files_can_be_dropped(panel: ImportPanel, tmp_path: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/a.txt")])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, dragged, left, none)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(5, 5), copy, dragged, left, none))
    assert [panel.findChild(QListWidget).item(0).text()] == [str(tmp_path)]
    assert panel.findChild(QListWidget).count() == 1


def test_delete_takes_a_path_out(panel: ImportPanel, qtbot: QtBot) -> None:
    panel.set_paths([_PATH, Path("b")])
    rows = panel.findChild(QListWidget)
    rows.setFocus()
    rows.setCurrentRow(0)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert [rows.item(each).text() for each in range(rows.count())] == ["b"]


@pytest.mark.parametrize("which", ["Files…", "Folder…"])
def test_files_are_asked_for_without_blocking(
    panel: ImportPanel, tmp_path: Path, which: str
) -> None:
    _button(panel, which).click()
    dialog = panel.findChild(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path)])
    dialog.reject()
    assert panel.findChild(QListWidget).item(0).text() == str(tmp_path)


def test_it_can_be_closed(panel: ImportPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.closed):
        _button(panel, "Close").click()
