"""Bringing texts in on the real window: what is said of it, and in which encoding."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox

from tests.journeys.conftest import OpenWindow
from viewer.ui.tour import Driver


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def test_a_dry_run_says_so_in_the_status_line(drive: Driver, texts: Path) -> None:
    window = drive.window
    before = window.excerpts
    window.commands.import_files([texts])
    window.importing.findChild(QCheckBox).setChecked(True)
    drive.click(drive.button(window.importing, "Import"))
    drive.wait(lambda: window.status.message.startswith("Dry run: "), "the dry run")
    assert window.status.message.endswith("; nothing was changed.")
    assert " would come in, " in window.status.message
    drive.settle()
    assert window.excerpts == before


def test_a_language_may_be_a_name_and_nonsense_is_a_sentence(drive: Driver, texts: Path) -> None:
    window = drive.window
    field = drive.field  # found anew each time: the page is shown by the command
    window.commands.import_files([texts / "1945-08-09 War.txt"])
    field(window.importing, "Language").setText("gibberish")
    drive.click(drive.button(window.importing, "Import"))
    drive.settle()
    assert "is no language" in window.importing.said
    field(window.importing, "Language").setText("Монгол хэл")
    drive.click(drive.button(window.importing, "Import"))
    drive.settle()
    assert window.status.message == "1 excerpt came in."
    drive.query("language:Mongolian war manchuria joined")
    assert window.searching.answer.hits[0].language == "mn"
