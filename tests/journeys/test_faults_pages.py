"""Help, Export and Import close to the tab and the widget that one came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.journeys.conftest import OpenWindow
from viewer.ui.tour import Driver


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def _page(drive: Driver, command: str) -> QWidget:
    window = drive.window
    return {"help": window.help, "export": window.exporting, "import": window.importing}[command]


@pytest.mark.parametrize("command", ["help", "export", "import"])
def test_closing_a_page_goes_back_to_the_tab_and_the_focus(drive: Driver, command: str) -> None:
    window = drive.window
    window.inside.show_list(window.journal)
    window.hits.view.setFocus()
    height = window.inside.bottom.height()
    window.commands.run(command)
    drive.settle()
    assert window.inside.bottom.currentWidget() is _page(drive, command)
    if command == "help":
        window.help.closed.emit()  # its link
    else:
        drive.click(drive.button(_page(drive, command), "Close"))
    assert window.inside.bottom.currentWidget() is window.journal
    assert window.hits.view.hasFocus()
    assert window.inside.bottom.height() == height


def test_a_folded_drawer_folds_again_when_the_page_closes(drive: Driver) -> None:
    window = drive.window
    height = window.inside.bottom.height()
    assert window.inside.bottom.is_folded
    window.commands.run("help")
    assert window.help.isVisible()
    window.inside.close_page(window.help)
    assert window.inside.bottom.is_folded
    assert window.inside.bottom.height() == height


def test_a_page_opened_from_a_page_goes_back_to_it(drive: Driver) -> None:
    window = drive.window
    window.commands.run("import")
    field = drive.field(window.importing, "Newspaper")
    field.setFocus()
    window.commands.run("help")
    window.commands.run("help")
    window.inside.close_page(window.help)
    assert window.inside.bottom.currentWidget() is window.importing
    assert field.hasFocus()
    window.inside.close_page(window.importing)
    assert window.inside.bottom.currentWidget() is window.passages


def test_where_what_had_the_focus_is_gone_the_pane_has_it(drive: Driver) -> None:
    window = drive.window
    window.commands.run("export")
    drive.field(window.exporting, "File").setFocus()
    window.commands.run("help")
    window.inside.close_page(window.exporting)
    window.inside.close_page(window.help)
    assert window.desk.active_pane.isAncestorOf(drive.focus) or window.desk.active_pane.hasFocus()
