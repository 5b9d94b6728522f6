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
    return {
        "help": drive.panels.help,
        "export": drive.panels.exporting,
        "import": drive.panels.importing,
    }[command]


@pytest.mark.parametrize("command", ["help", "export", "import"])
def test_closing_a_page_goes_back_to_the_tab_and_the_focus(drive: Driver, command: str) -> None:
    drive.layout.show_list(drive.panels.journal)
    drive.panels.hits.view.setFocus()
    height = drive.layout.bottom.height()
    drive.commands.run(command)
    drive.settle()
    assert drive.layout.bottom.currentWidget() is _page(drive, command)
    if command == "help":
        drive.panels.help.closed.emit()  # its link
    else:
        drive.click(drive.button(_page(drive, command), "Close"))
    assert drive.layout.bottom.currentWidget() is drive.panels.journal
    assert drive.panels.hits.view.hasFocus()
    assert drive.layout.bottom.height() == height


def test_a_folded_drawer_folds_again_when_the_page_closes(drive: Driver) -> None:
    height = drive.layout.bottom.height()
    assert drive.layout.bottom.is_folded
    drive.commands.run("help")
    assert drive.panels.help.isVisible()
    drive.layout.close_page(drive.panels.help)
    assert drive.layout.bottom.is_folded
    assert drive.layout.bottom.height() == height


def test_a_page_opened_from_a_page_goes_back_to_it(drive: Driver) -> None:
    drive.commands.run("import")
    field = drive.field(drive.panels.importing, "Newspaper")
    field.setFocus()
    drive.commands.run("help")
    drive.commands.run("help")
    drive.layout.close_page(drive.panels.help)
    assert drive.layout.bottom.currentWidget() is drive.panels.importing
    assert field.hasFocus()
    drive.layout.close_page(drive.panels.importing)
    assert drive.layout.bottom.currentWidget() is drive.panels.passages


def test_where_what_had_the_focus_is_gone_the_pane_has_it(drive: Driver) -> None:
    drive.commands.run("export")
    drive.field(drive.panels.exporting, "File").setFocus()
    drive.commands.run("help")
    drive.layout.close_page(drive.panels.exporting)
    drive.layout.close_page(drive.panels.help)
    assert (
        drive.panels.desk.active_pane.isAncestorOf(drive.focus)
        or drive.panels.desk.active_pane.hasFocus()
    )
