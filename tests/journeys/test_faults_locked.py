"""An archive that another program keeps locked is a sentence with a way out, and comes back."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import viewer.catalogue.database as database
import viewer.services.archive.archive as archive_module
from tests.journeys.conftest import OpenWindow, make_window, stop_looking, wait_idle
from viewer.app import Desktop
from viewer.base.errors import BusyError
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.codebook.change_codebook import create_tag
from viewer.ui.tour import Driver

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
    window = make_window(archive)
    drive = Driver(window, window.parts, tmp_path)
    drive.show(1280, 860)
    drive.panels.status.dismiss()
    yield drive
    window.close()
    window.deleteLater()


def test_reads_are_a_sentence_and_are_made_up_for(reader: Driver, other: Other) -> None:
    stop_looking(reader.window)
    other.lock()
    reader.workspace.search.search_for("harbin")
    reader.workspace.passages.show_tag(None)
    reader.workspace.desk.open_here(1)
    reader.settle()
    assert reader.panels.status.sentence.startswith(BUSY)
    assert "try again" in reader.panels.status.sentence
    reader.workspace.watch.look()
    reader.settle()
    other.change()
    other.unlock()
    reader.workspace.watch.look()
    reader.settle()
    assert reader.workspace.search.answer.request.query == "harbin"
    assert reader.workspace.search.answer.total
    assert reader.panels.journal._model.rows[0].what == "Changed elsewhere"


def test_looking_at_a_locked_archive_says_nothing_and_goes_on(reader: Driver, other: Other) -> None:
    other.lock()
    reader.workspace.watch.look()
    reader.settle()
    assert not reader.panels.status.sentence
    assert reader.workspace.watch.is_looking
    other.unlock()


def test_opening_it_is_a_sentence(qapp, sample: Path, other: Other, tmp_path: Path) -> None:
    desktop = Desktop(Settings(), save_settings=False)
    own = tmp_path / "own.db"
    Archive.create(own).close()
    window = desktop.open(own)
    parts = window.parts
    other.lock()
    try:
        with pytest.raises(BusyError, match="try again"):
            desktop.open(sample)
        window.archive_wanted.emit(str(sample))
        assert parts.panels.status.sentence.startswith(BUSY)
        assert desktop.window is window
    finally:
        other.unlock()
        wait_idle(parts.workspace.executor)
    again = desktop.open(sample)
    workspace = again.parts.workspace
    assert not workspace.archive.read_only
    wait_idle(workspace.executor)
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
    window = make_window(archive)
    drive = Driver(window, window.parts, tmp_path)
    wait_idle(drive.workspace.executor)
    assert drive.panels.status.sentence.startswith(BUSY)
    other.unlock()
    drive.workspace.watch.look()
    wait_idle(drive.workspace.executor)
    assert drive.workspace.overview.listed.excerpts
    assert drive.workspace.search.answer.total
    window.close()


def test_a_write_is_a_sentence_and_the_next_one_goes_through(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    other = sqlite3.connect(sample, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    drive.workspace.codebook.create_tag("new")
    drive.settle()
    assert drive.panels.status.sentence.startswith(BUSY)
    assert drive.workspace.overview.listed.undo.undo_what == ""
    other.close()
    create_tag(drive.workspace.archive, "new")
    drive.wait(
        lambda: drive.workspace.overview.listed.undo.undo_what == "Make tag “new”", "the tag made"
    )
