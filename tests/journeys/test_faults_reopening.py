"""Opening the archive that is open raises its window, by whatever name."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.conftest import wait_idle
from viewer.app import Desktop
from viewer.base.errors import ViewerError
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.parts import WindowParts

pytestmark = pytest.mark.journey


@pytest.fixture
def desktop(qapp) -> Iterator[Desktop]:
    desktop = Desktop(Settings(), save_settings=False)
    yield desktop
    if desktop.window is not None:
        wait_idle(parts_of(desktop.window).workspace.executor)
        desktop.window.close()


def parts_of(window: MainWindow) -> WindowParts:
    return window.parts


def archive_of(window: MainWindow) -> Archive:
    return parts_of(window).workspace.archive


def names_of(path: Path) -> Iterator[Path]:
    yield path
    yield Path(os.path.relpath(path))
    yield path.parent / "." / ".." / path.parent.name / path.name
    link = path.with_name("link.db")
    link.symlink_to(path)
    yield link
    hard = path.with_name("hard.db")
    hard.hardlink_to(path)
    yield hard


def test_opening_it_again_raises_its_window(desktop: Desktop, sample: Path) -> None:
    window = desktop.open(sample)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    for name in names_of(sample):
        assert desktop.open(name) is window, name
        assert not archive_of(window).read_only
        assert not window.isMinimized()
    assert desktop.settings.recent_archives == [str(sample)]


def test_under_another_name_it_is_the_same_archive(desktop: Desktop, sample: Path) -> None:
    """Index and lock lie beside the file itself, so that two names are not two archives."""
    link = sample.with_name("link.db")
    link.symlink_to(sample)
    window = desktop.open(link)
    assert archive_of(window).path == sample
    other = Desktop(Settings(), save_settings=False)
    second = other.open(sample)
    assert archive_of(second).read_only
    wait_idle(parts_of(second).workspace.executor)
    second.close()


def test_opening_it_from_the_menu_says_so(desktop: Desktop, sample: Path) -> None:
    window = desktop.open(sample)
    window.archive_wanted.emit(str(sample))
    assert desktop.window is window
    assert parts_of(window).panels.status.message == "This archive is open here already."
    assert not archive_of(window).read_only


def test_one_open_for_reading_only_is_tried_again(desktop: Desktop, sample: Path) -> None:
    other = Desktop(Settings(), save_settings=False)
    first = other.open(sample)
    window = desktop.open(sample)
    assert archive_of(window).read_only
    wait_idle(parts_of(first).workspace.executor)
    first.close()
    again = desktop.open(sample)
    assert again is not window
    assert not archive_of(again).read_only
    assert Archive.open(sample).title == archive_of(again).title


def test_a_window_that_was_closed_is_opened_anew(desktop: Desktop, sample: Path) -> None:
    window = desktop.open(sample)
    wait_idle(parts_of(window).workspace.executor)
    window.close()
    assert desktop.window is None
    again = desktop.open(sample)
    assert again is not window
    assert not archive_of(again).read_only


def test_another_archive_takes_its_place_and_the_program_goes_on(
    qapp, desktop: Desktop, sample: Path, tmp_path: Path
) -> None:
    ended = []
    qapp.lastWindowClosed.connect(lambda: ended.append(True))
    window = desktop.open(sample)
    window.show()
    wait_idle(parts_of(window).workspace.executor)
    other = tmp_path / "other.db"
    Archive.create(other).close()
    window.archive_wanted.emit(str(other))
    assert desktop.window is not None
    assert desktop.window is not window
    assert desktop.window.isVisible()
    assert not window.isVisible()
    assert not ended, "the program ends with its last window"
    wait_idle(parts_of(desktop.window).workspace.executor)


def test_what_cannot_be_opened_leaves_the_window(desktop: Desktop, sample: Path) -> None:
    window = desktop.open(sample)
    for path in (sample.with_name("none.db"), sample.parent):
        with pytest.raises(ViewerError):
            desktop.open(path)
        window.archive_wanted.emit(str(path))
        assert path.name in parts_of(window).panels.status.sentence
    assert desktop.window is window
    assert not archive_of(desktop.open(sample)).read_only
