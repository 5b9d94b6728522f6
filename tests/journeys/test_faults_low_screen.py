"""A low screen, such as 1366x768 at scale factor 2, still lets one export and import."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.journeys.conftest import OpenWindow
from viewer.ui.reading.empty_state import HINT, TITLE
from viewer.ui.tour import Driver
from viewer.ui.window.main_window import MainWindow

pytestmark = pytest.mark.journey

PAGES: list[tuple[Callable[[MainWindow], object], Callable[[MainWindow], QWidget]]] = [
    (lambda window: window.commands.open_export(), lambda window: window.exporting),
    (lambda window: window.commands.open_import(), lambda window: window.importing),
    (lambda window: window.commands.run("help"), lambda window: window.help),
]


@pytest.fixture
def low(open_window: OpenWindow, sample: Path) -> Driver:
    """The window as it is on 1366x768 at scale factor 2."""
    drive = open_window(sample)
    drive.show(683, 360)
    drive.settle()
    return drive


@pytest.mark.parametrize("height", [360, 500])
@pytest.mark.parametrize(("open_page", "page_of"), PAGES, ids=["export", "import", "help"])
def test_a_page_has_the_room_that_it_needs(
    low: Driver,
    open_page: Callable[[MainWindow], object],
    page_of: Callable[[MainWindow], QWidget],
    height: int,
) -> None:
    window, page = low.window, page_of(low.window)
    low.show(960 if height == 500 else 683, height)
    low.settle()
    open_page(window)
    low.settle()
    assert page.isVisible()
    assert page.height() >= page.minimumSizeHint().height()
    window.inside.close_page(page)
    low.settle()
    assert window.desk.isVisible()
    assert window.hits.isVisible()


def test_the_panes_come_back_where_a_list_is_asked_for_and_where_there_is_room(
    low: Driver,
) -> None:
    window = low.window
    window.commands.open_export()
    low.settle()
    assert not window.desk.isVisible()
    window.inside.show_list(window.journal)
    low.settle()
    assert window.desk.isVisible()
    window.commands.open_export()
    low.settle()
    low.show(1280, 860)
    low.settle()
    assert window.desk.isVisible()
    assert window.exporting.isVisible()


def test_enter_in_the_search_field_shows_the_hits(low: Driver) -> None:
    window = low.window
    window.commands.open_export()
    low.settle()
    window.search_bar.focus_field()
    low.type(window.search_bar.field, "japan")
    low.settle()
    low.press(window.search_bar.field, Qt.Key.Key_Return)
    low.settle()
    assert window.hits.isVisible()
    assert window.hits.view.hasFocus()
    assert window.inside.bottom.indexOf(window.exporting) >= 0, "the page stays a tab"


def test_an_empty_pane_says_what_to_do_in_whole_lines(low: Driver) -> None:
    shown = [
        label
        for label in low.window.desk.findChildren(QLabel)
        if label.text() in (TITLE, HINT) and label.isVisible()
    ]
    assert shown
    for label in shown:
        assert label.height() >= label.heightForWidth(label.width()), label.text()
