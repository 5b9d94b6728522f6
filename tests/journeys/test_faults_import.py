"""Bringing texts in on the real window: what is said of it, and in which encoding."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget

from tests.journeys.conftest import OpenWindow
from viewer.ui.exchange.encoding_choice import EncodingChoice
from viewer.ui.exchange.path_list import PathList
from viewer.ui.tour import Driver


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def test_a_dry_run_says_so_in_the_status_line(drive: Driver, texts: Path) -> None:
    before = drive.workspace.overview.listed.excerpts
    drive.commands.run("import")
    drive.panels.importing.set_paths([texts])
    drive.panels.importing.findChild(QCheckBox).setChecked(True)
    drive.click(drive.button(drive.panels.importing, "Import"))
    drive.wait(lambda: drive.panels.status.message.startswith("Dry run: "), "the dry run")
    assert drive.panels.status.message.endswith("; nothing was changed.")
    assert " would come in, " in drive.panels.status.message
    drive.settle()
    assert drive.workspace.overview.listed.excerpts == before


def test_a_language_may_be_a_name_and_nonsense_is_a_sentence(drive: Driver, texts: Path) -> None:
    field = drive.field  # found anew each time: the page is shown by the command
    drive.commands.run("import")
    drive.panels.importing.set_paths([texts / "1945-08-09 War.txt"])
    field(drive.panels.importing, "Language").setText("gibberish")
    drive.click(drive.button(drive.panels.importing, "Import"))
    drive.settle()
    assert "is no language" in drive.panels.importing.said
    field(drive.panels.importing, "Language").setText("Монгол хэл")
    drive.click(drive.button(drive.panels.importing, "Import"))
    drive.settle()
    assert drive.panels.status.message == "1 excerpt came in."
    drive.query("language:Mongolian war manchuria joined")
    assert drive.workspace.search.answer.hits[0].language == "mn"


def test_a_guessed_encoding_is_changed_in_the_window(drive: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "dos"
    folder.mkdir()
    for name, words in (("1", "Ёж в тумане"), ("2", "Ёлка в лесу")):
        (folder / f"{name}.txt").write_bytes(words.encode("cp866"))
    (folder / "3.txt").write_text("Already in UTF-8: ёж", encoding="utf-8")
    drive.commands.run("import")
    drive.panels.importing.set_paths([folder])
    drive.settle()
    choice = drive.panels.importing.findChild(EncodingChoice)
    assert choice.isVisible()
    assert choice.findChild(QListWidget).count() == 2
    combo = choice.findChild(QComboBox)
    combo.setFocus()
    while combo.currentData() != "cp866":
        at = combo.currentIndex()
        drive.press(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() != at, "cp866 is not offered"
    drive.click(drive.button(choice, "For all 2"))
    drive.click(drive.button(drive.panels.importing, "Import"))
    drive.settle()
    assert drive.panels.status.message == "3 excerpts came in."
    drive.wait(lambda: not choice.isVisible(), "the choice gone with the files")
    drive.query("тумане")
    assert [hit.snippet for hit in drive.workspace.search.answer.hits] == ["Ёж в тумане"]


def test_the_choice_goes_when_the_files_do(drive: Driver, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Ёж в тумане".encode("cp866"))
    drive.commands.run("import")
    drive.panels.importing.set_paths([path])
    drive.settle()
    choice = drive.panels.importing.findChild(EncodingChoice)
    assert choice.isVisible()
    drive.panels.importing.findChild(PathList).findChild(QListWidget).selectAll()
    drive.click(drive.button(drive.panels.importing, "Take out"))
    drive.settle()
    assert not choice.isVisible()
