"""An archive that another program keeps locked is a sentence with a way out, and comes back."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import viewer.catalogue.database as database
import viewer.services.archive as archive_module
from tests.journeys.conftest import OpenWindow
from viewer.app import Desktop
from viewer.base.errors import BusyError
from viewer.base.settings import Settings
from viewer.services.archive import Archive
from viewer.services.change_codebook import create_tag
from viewer.services.search_archive import ArchiveSearch
from viewer.ui.jobs import Jobs
from viewer.ui.tour import Driver
from viewer.ui.window.main_window import MainWindow

pytestmark = pytest.mark.journey

BUSY = "Another program is writing to sample.db"


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOCK_WAIT", 0.05)
    monkeypatch.setattr(database, "OPEN_WAIT", 0.05)


class Other:
    """Another program with the archive open; `lock` keeps everybody out."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=10)

    def lock(self) -> None:
        self._connection.execute("BEGIN EXCLUSIVE")

    def unlock(self) -> None:
        self._connection.execute("COMMIT")

    def change(self) -> None:
        """Give the newest tag another name, with a step."""
        self._connection.execute("UPDATE journal_step SET what = 'Changed elsewhere'")

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def other(sample: Path) -> Iterator[Other]:
    other = Other(sample)
    yield other
    other.close()


@pytest.fixture
def reader(qapp, sample: Path, tmp_path: Path, open_window: OpenWindow) -> Iterator[Driver]:
    """A window that only reads: it never brought the file into the mode where none waits."""
    archive = Archive.open(sample, read_only=True)
    window = MainWindow(archive, ArchiveSearch(archive), Jobs(), Settings())
    drive = Driver(window, tmp_path)
    drive.show(1280, 860)
    window.status.dismiss()
    yield drive
    window.close()
    window.deleteLater()


def test_reads_are_a_sentence_and_are_made_up_for(reader: Driver, other: Other) -> None:
    window = reader.window
    window._look.stop()
    other.lock()
    window.searching.search_for("harbin")
    window.overview.show_tag(None)
    window.reading.open_here(1)
    reader.settle()
    assert window.status.sentence.startswith(BUSY)
    assert "try again" in window.status.sentence
    window._look_for_changes()
    reader.settle()
    other.change()
    other.unlock()
    window._look_for_changes()
    reader.settle()
    assert window.searching.answer.request.query == "harbin"
    assert window.searching.answer.total
    assert window.journal._model.rows[0].what == "Changed elsewhere"


def test_looking_at_a_locked_archive_says_nothing_and_goes_on(reader: Driver, other: Other) -> None:
    window = reader.window
    other.lock()
    window._look_for_changes()
    reader.settle()
    assert not window.status.sentence
    assert window._look.isActive()
    other.unlock()


def test_opening_it_is_a_sentence(qapp, sample: Path, other: Other, tmp_path: Path) -> None:
    desktop = Desktop(Settings(), save_settings=False)
    own = tmp_path / "own.db"
    Archive.create(own).close()
    window = desktop.open(own)
    other.lock()
    try:
        with pytest.raises(BusyError, match="try again"):
            desktop.open(sample)
        window.archive_wanted.emit(str(sample))
        assert window.status.sentence.startswith(BUSY)
        assert desktop.window is window
    finally:
        other.unlock()
        window.jobs.wait_idle()
    again = desktop.open(sample)
    assert not again.archive.read_only
    again.jobs.wait_idle()
    again.close()


def test_a_lock_taken_while_it_is_opened_makes_it_read_only(
    qapp, sample: Path, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other program began after it was seen that the file can be written to."""
    monkeypatch.setattr(archive_module, "why_not_writable", lambda _path: None)
    real = archive_module.writing_engine

    def late(path: Path):
        other.lock()
        return real(path)

    monkeypatch.setattr(archive_module, "writing_engine", late)
    with Archive.open(sample) as archive:
        archive.prepare_writing()
        assert str(archive.read_only_reason).startswith(BUSY)
        other.unlock()
        assert archive.last_step()[0]


def test_a_window_made_while_it_is_locked_is_filled_later(
    qapp, sample: Path, other: Other, tmp_path: Path
) -> None:
    archive = Archive.open(sample, read_only=True)
    other.lock()
    window = MainWindow(archive, ArchiveSearch(archive), Jobs(), Settings())
    window.jobs.wait_idle()
    assert window.status.sentence.startswith(BUSY)
    other.unlock()
    window._look_for_changes()
    window.jobs.wait_idle()
    assert window.excerpts
    assert window.searching.answer.total
    window.close()


def test_a_write_is_a_sentence_and_the_next_one_goes_through(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    window = drive.window
    other = sqlite3.connect(sample, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    window.tagging.create_tag("new")
    drive.settle()
    assert window.status.sentence.startswith(BUSY)
    assert window.undo_what == ""
    other.close()
    create_tag(window.archive, "new")
    drive.wait(lambda: window.undo_what == "Make tag “new”", "the tag made")
