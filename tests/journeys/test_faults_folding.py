"""What the user folded away stays folded, whatever becomes of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.journeys.conftest import OpenWindow
from viewer.base.settings import Settings
from viewer.services.archive import Archive
from viewer.services.search_archive import ArchiveSearch
from viewer.ui.jobs import Jobs
from viewer.ui.tour import Driver
from viewer.ui.window.main_window import MainWindow

WIDE, NARROW = 1300, 1000


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def widths(drive: Driver, *sequence: int) -> list[bool]:
    """Whether the right side is shown at each of these widths, taken one after the other."""
    shown = []
    for width in sequence:
        drive.window.resize(width, 800)
        drive.settle()
        shown.append(drive.window.inside.right.isVisible())
    return shown


def test_little_room_folds_the_right_side_until_there_is_more(drive: Driver) -> None:
    assert widths(drive, WIDE, NARROW, WIDE) == [True, False, True]


def test_what_was_folded_stays_folded_across_resizes(drive: Driver) -> None:
    drive.window.commands.run("fold")
    assert widths(drive, WIDE, NARROW, WIDE) == [False, False, False]
    drive.window.commands.run("fold")
    assert widths(drive, WIDE, NARROW, WIDE) == [True, False, True]


def test_what_was_shown_where_there_is_little_room_stays_shown(drive: Driver) -> None:
    assert widths(drive, NARROW) == [False]
    drive.window.commands.run("fold")
    assert widths(drive, NARROW, NARROW - 50, WIDE, NARROW) == [True, True, True, True]


def test_a_note_unfolds_the_side_that_it_is_written_on(drive: Driver) -> None:
    drive.window.commands.run("fold")
    drive.window.commands.write_note(1)
    drive.settle()
    assert drive.window.inside.right.isVisible()


@pytest.mark.parametrize(
    ("choice", "width", "shown"),
    [
        ("folded", WIDE, False),
        ("shown", NARROW, True),
        ("", WIDE, True),
        ("", NARROW, False),
        ("nonsense", WIDE, True),
    ],
)
def test_it_is_remembered(
    open_window: OpenWindow, sample: Path, tmp_path: Path, choice: str, width: int, shown: bool
) -> None:
    Settings(right_side=choice).save(tmp_path / "settings.json")
    settings = Settings.load(tmp_path / "settings.json")
    archive = Archive.open(sample)
    window = MainWindow(archive, ArchiveSearch(archive), Jobs(), settings)
    window.resize(width, 800)
    window.show()
    assert window.inside.right.isVisible() == shown
    assert settings.right_side == choice, "showing a window is no choice of the user's"
    window.commands.run("fold")
    window.close()
    assert settings.right_side == ("folded" if shown else "shown" if width == NARROW else "")
    window.deleteLater()


def test_lists_that_were_dragged_down_to_their_tabs_are_remembered(
    open_window: OpenWindow, sample: Path
) -> None:
    window = open_window(sample).window
    handle = window.inside._whole.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    QTest.mouseMove(handle, QPoint(0, 600))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 600))
    assert window.settings.lists_folded
    window.commands.open_export()
    window.inside.close_page(window.exporting)
    assert window.settings.lists_folded
    archive = Archive.open(sample, read_only=True)
    again = MainWindow(archive, ArchiveSearch(archive), Jobs(), window.settings)
    again.resize(WIDE, 900)
    again.show()
    assert again.inside.bottom.height() < 60
    again.commands.run("all-passages")
    assert not again.settings.lists_folded
    again.close()
    again.deleteLater()


def test_lists_folded_to_their_tabs_open_when_asked_for(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    window = drive.window
    window.inside._pages.set_height(0)
    drive.settle()
    assert window.inside.bottom.height() < 60
    window.commands.run("journal")
    drive.settle()
    assert window.inside.bottom.height() > 120
    window.inside._pages.set_height(0)
    bar = window.inside.bottom.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    drive.settle()
    assert window.inside.bottom.currentWidget() is window.passages
    assert window.inside.bottom.height() > 120
