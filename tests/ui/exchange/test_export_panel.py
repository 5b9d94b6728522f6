"""The export panel: form, scope, file, and what it says of the outcome."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from viewer.base.messages import verbatim
from viewer.exchange.exporters.formats import find_format
from viewer.services.exchange.list_formats import list_export_formats
from viewer.services.types import (
    ExportReport,
    ExportScope,
    ExportScopes,
    PaperCount,
    PassageCount,
    SearchRequest,
)
from viewer.ui.exchange.export_panel import ExportPanel
from viewer.ui.theme import DARK, apply_theme


def _scope(title: str, passages: int) -> ExportScope:
    count = PassageCount(passages, 6, (PaperCount("The Guardian", passages),))
    return ExportScope(verbatim(title), count)


REQUEST = SearchRequest("манжуур & harbin")
SCOPES = ExportScopes(
    REQUEST,
    _scope("All passages", 1204),
    _scope("In the hits of “манжуур & harbin”", 18),
    "framing/liberation",
    _scope("Tagged framing/liberation", 3),
)


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> ExportPanel:
    made = ExportPanel()
    qtbot.addWidget(made)
    made.set_folder(tmp_path)
    made.set_scopes(SCOPES)
    made.resize(1200, 260)
    made.show()
    return made


def _button(panel: QWidget, name: str) -> QPushButton:
    (found,) = [each for each in panel.findChildren(QPushButton) if each.text() == name]
    return found


def _radio(panel: QWidget, name: str) -> QRadioButton:
    (found,) = [each for each in panel.findChildren(QRadioButton) if name in each.accessibleName()]
    return found


def _words(panel: QWidget) -> str:
    return "\n".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())


def test_the_formats_are_those_that_can_be_written() -> None:
    for each in list_export_formats():
        assert find_format(each.name).suffix == each.suffix


@pytest.mark.parametrize(
    ("scope", "asked", "tag"),
    [
        ("All passages", None, ""),
        ("“манжуур & harbin”", REQUEST, ""),
        ("Tagged", None, "framing/liberation"),
    ],
)
def test_what_is_chosen_is_asked_for(
    panel: ExportPanel,
    qtbot: QtBot,
    tmp_path: Path,
    scope: str,
    asked: SearchRequest | None,
    tag: str,
) -> None:
    _radio(panel, scope).click()
    _radio(panel, "Markdown").click()
    with qtbot.waitSignal(panel.export_requested) as wanted:
        _button(panel, "Export").click()
    assert wanted.args == ["markdown", str(tmp_path / "passages.md"), asked, tag]


def test_the_suffix_follows_the_format_unless_it_is_the_users_own(
    panel: ExportPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    path = panel.findChild(QLineEdit)
    _radio(panel, "W3C").click()
    assert path.text().endswith("passages.jsonld")
    path.setText(str(tmp_path / "mine.txt"))
    _radio(panel, "CSV").click()
    assert path.text().endswith("mine.txt")
    path.setText(str(tmp_path / "bare"))
    with qtbot.waitSignal(panel.export_requested) as wanted:
        _button(panel, "Export").click()
    assert wanted.args[1] == str(tmp_path / "bare.csv")


def test_a_scope_that_is_gone_is_not_kept(panel: ExportPanel) -> None:
    _radio(panel, "Tagged").click()
    panel.set_scopes(ExportScopes(REQUEST, _scope("All passages", 3), SCOPES.in_hits))
    assert _radio(panel, "All passages").isChecked()
    assert not _radio(panel, "Tagged").isVisible()
    _radio(panel, "In the hits").click()
    gone = ExportScope(
        verbatim("In the hits of “x”"), PassageCount(), verbatim("The search finds nothing.")
    )
    panel.set_scopes(ExportScopes(REQUEST, _scope("All passages", 3), gone))
    assert _radio(panel, "All passages").isChecked()
    assert not _radio(panel, "In the hits").isEnabled()
    assert "The search finds nothing." in _words(panel)


def test_each_choice_says_how_much_it_is(panel: ExportPanel) -> None:
    for name, passages in (("All passages", "1,204"), ("In the hits", "18"), ("Tagged", "3")):
        said = f"{passages} passages in 6 texts of The Guardian"
        assert _radio(panel, name).accessibleDescription() == said
        assert said in _words(panel)


def test_until_it_is_counted_nothing_can_be_pressed(panel: ExportPanel) -> None:
    panel.forget_scopes()
    assert not _button(panel, "Export").isEnabled()
    assert "Counting…" in _words(panel)
    panel.set_scopes(SCOPES)
    assert _button(panel, "Export").isEnabled()


def test_without_passages_or_path_there_is_nothing_to_press(panel: ExportPanel) -> None:
    panel.findChild(QLineEdit).clear()
    assert not _button(panel, "Export").isEnabled()
    panel.findChild(QLineEdit).setText("a.csv")
    none = ExportScope(verbatim("All passages"), PassageCount(), verbatim("There are none yet."))
    panel.set_scopes(ExportScopes(SearchRequest(""), none, none))
    assert not _button(panel, "Export").isEnabled()
    assert "There are none yet." in _words(panel)


def test_replacing_a_file_is_announced_before(panel: ExportPanel, tmp_path: Path) -> None:
    (tmp_path / "passages.md").write_text("old", encoding="utf-8")
    assert "replaces" not in _words(panel)
    _radio(panel, "Markdown").click()
    assert "exporting replaces it" in _words(panel)


@pytest.mark.parametrize(("count", "said"), [(1, "1 passage written"), (1204, "1,204 passages")])
def test_the_outcome_is_said(panel: ExportPanel, count: int, said: str) -> None:
    problems = tuple(verbatim(f"quotation {each} was left out") for each in range(6))
    panel.show_report(ExportReport("out.csv", "csv", count, problems))
    assert said in _words(panel)
    assert "out.csv" in _words(panel)
    assert "and 2 more" in _words(panel)
    panel.show_trouble("The folder cannot be written to.")
    assert "cannot be written" in _words(panel)
    assert "out.csv" not in _words(panel)


def test_a_file_is_asked_for_without_blocking(panel: ExportPanel, tmp_path: Path) -> None:
    _button(panel, "Choose…").click()
    dialog = panel.findChild(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "other.csv")])
    dialog.reject()
    assert panel.findChild(QLineEdit).text() == str(tmp_path / "other.csv")


def test_another_theme_reaches_the_radio_buttons(panel: ExportPanel, qapp: QApplication) -> None:
    apply_theme(qapp, DARK)
    assert DARK.accent in panel.styleSheet()
    panel.focus_first()


def test_it_can_be_closed(panel: ExportPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.closed):
        _button(panel, "Close").click()
