"""A low screen, such as 1366x768 at scale factor 2, still lets one export and import."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.journeys.conftest import OpenWindow
from viewer.ui.reading.empty_state import HINT, TITLE
from viewer.ui.tour import Driver

pytestmark = pytest.mark.journey

PAGES: list[tuple[Callable[[Driver], object], Callable[[Driver], QWidget]]] = [
    (lambda low: low.commands.run("export"), lambda low: low.panels.exporting),
    (lambda low: low.commands.run("import"), lambda low: low.panels.importing),
    (lambda low: low.commands.run("help"), lambda low: low.panels.help),
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
    open_page: Callable[[Driver], object],
    page_of: Callable[[Driver], QWidget],
    height: int,
) -> None:
    page = page_of(low)
    low.show(960 if height == 500 else 683, height)
    low.settle()
    open_page(low)
    low.settle()
    assert page.isVisible()
    assert page.height() >= page.minimumSizeHint().height()
    low.layout.close_page(page)
    low.settle()
    assert low.panels.desk.isVisible()
    assert low.panels.hits.isVisible()


def test_the_panes_come_back_where_a_list_is_asked_for_and_where_there_is_room(
    low: Driver,
) -> None:
    low.commands.run("export")
    low.settle()
    assert not low.panels.desk.isVisible()
    low.layout.show_list(low.panels.journal)
    low.settle()
    assert low.panels.desk.isVisible()
    low.commands.run("export")
    low.settle()
    low.show(1280, 860)
    low.settle()
    assert low.panels.desk.isVisible()
    assert low.panels.exporting.isVisible()


def test_enter_in_the_search_field_shows_the_hits(low: Driver) -> None:
    low.commands.run("export")
    low.settle()
    low.panels.search_bar.focus_field()
    low.type(low.panels.search_bar.field, "japan")
    low.settle()
    low.press(low.panels.search_bar.field, Qt.Key.Key_Return)
    low.settle()
    assert low.panels.hits.isVisible()
    assert low.panels.hits.view.hasFocus()
    assert low.layout.bottom.indexOf(low.panels.exporting) >= 0, "the page stays a tab"


def test_an_empty_pane_says_what_to_do_in_whole_lines(low: Driver) -> None:
    shown = [
        label
        for label in low.panels.desk.findChildren(QLabel)
        if label.text() in (TITLE, HINT) and label.isVisible()
    ]
    assert shown
    for label in shown:
        assert label.height() >= label.heightForWidth(label.width()), label.text()
