"""What the two engines promise of a file, and the sentences for what goes wrong with it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from viewer.base.errors import ArchiveError, BusyError, ReadOnlyError
from viewer.catalogue import database
from viewer.catalogue.database import (
    reading_engine,
    remedy,
    stamp,
    translate_database_errors,
    why_not_writable,
    writing_engine,
)
from viewer.catalogue.migrate import create_schema

_INSERT = (
    "INSERT INTO publication (uid, title, original_title, place, country, language, colour, "
    "dark_colour, kind, note) VALUES ('p', 'Известия 🗞', '', '', '', '', '', '', '', '')"
)
_COUNT = "SELECT count(*) FROM publication"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "архив 🗞 #1"
    folder.mkdir()
    path = folder / "a.db"
    create_schema(path)
    return path


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a lock."""
    monkeypatch.setattr(database, "LOCK_WAIT", 0.0)
    monkeypatch.setattr(database, "OPEN_WAIT", 0.0)


@pytest.fixture
def protected(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file may be written to, as it is for a user who only may read them."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))


@contextlib.contextmanager
def engines(path: Path) -> Iterator[tuple[Engine, Engine]]:
    """The reading and the writing engine of a file."""
    reading, writing = reading_engine(path), writing_engine(path)
    try:
        yield reading, writing
    finally:
        reading.dispose()
        writing.dispose()


def pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_the_reading_engine_cannot_write(path: Path) -> None:
    with (
        engines(path) as (reading, _),
        reading.connect() as connection,
        pytest.raises(OperationalError, match="readonly"),
    ):
        connection.exec_driver_sql(_INSERT)


def test_both_engines_hold_to_the_references_and_trust_no_schema(path: Path) -> None:
    with engines(path) as both:
        for engine in both:
            assert pragma(engine, "foreign_keys") == 1
            assert pragma(engine, "trusted_schema") == 0
            assert pragma(engine, "cell_size_check") == 1
        with pytest.raises(IntegrityError, match="FOREIGN KEY"), both[1].begin() as connection:
            connection.exec_driver_sql("INSERT INTO tagging VALUES (1, 1)")


def test_what_is_committed_outlives_a_power_cut(path: Path) -> None:
    with engines(path) as (_, writing):
        assert pragma(writing, "journal_mode") == "wal"
        assert pragma(writing, "synchronous") == 2  # FULL


def test_a_reader_sees_one_state_while_a_write_commits(path: Path) -> None:
    with engines(path) as (reading, writing):
        writing.connect().close()
        with reading.connect() as reader:
            assert reader.exec_driver_sql(_COUNT).scalar_one() == 0
            with writing.begin() as connection:
                connection.exec_driver_sql(_INSERT)
            assert reader.exec_driver_sql(_COUNT).scalar_one() == 0
        with reading.connect() as reader:
            assert reader.exec_driver_sql(_COUNT).scalar_one() == 1


@pytest.mark.usefixtures("impatient")
def test_a_write_has_the_lock_from_its_start_or_says_at_once_that_it_has_not(path: Path) -> None:
    with engines(path) as (_, one), engines(path) as (_, other), one.connect() as connection:
        connection.exec_driver_sql("SELECT 1")  # nothing is written yet
        with other.connect() as late, pytest.raises(OperationalError, match="locked"):
            late.exec_driver_sql("SELECT 1")


@pytest.mark.usefixtures("protected")
def test_a_protected_file_is_read_with_what_its_log_still_holds(path: Path) -> None:
    crashed = path.with_name("crashed.db")
    writing = writing_engine(path)
    with writing.begin() as connection:
        connection.exec_driver_sql(_INSERT)
    log = path.with_name("a.db-wal")
    assert log.stat().st_size
    for file in (path, log):  # as a program that died leaves them
        shutil.copy(file, crashed.with_name(file.name.replace("a.db", "crashed.db")))
    writing.dispose()
    reading = reading_engine(crashed)
    with reading.connect() as reader:
        assert reader.exec_driver_sql(_COUNT).scalar_one() == 1
    reading.dispose()


@pytest.mark.usefixtures("protected")
def test_a_protected_file_is_read_without_a_file_beside_it(path: Path) -> None:
    writing = writing_engine(path)
    writing.connect().close()
    writing.dispose()
    reading = reading_engine(path)
    with reading.connect() as reader:
        assert reader.exec_driver_sql(_COUNT).scalar_one() == 0
        assert [each.name for each in path.parent.iterdir()] == ["a.db"]
    reading.dispose()


@pytest.mark.usefixtures("protected")
def test_a_protected_file_says_that_it_is(path: Path) -> None:
    reason = why_not_writable(path)
    assert reason is not None
    assert str(reason) == "a.db is write-protected, so it is open for reading only."
    assert str(remedy(reason)) == "Open a copy to make changes."


@pytest.mark.usefixtures("impatient")
def test_a_locked_file_says_that_another_program_writes(path: Path) -> None:
    assert not why_not_writable(path)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        reason = why_not_writable(path)
        assert reason is not None
        assert str(reason).startswith("Another program is writing to a.db")
        assert str(remedy(reason)).startswith("Close the other program")
        other.execute("ROLLBACK")
    assert not why_not_writable(path)


@pytest.mark.usefixtures("impatient")
def test_a_file_that_is_locked_for_good_is_busy_and_not_damaged(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")  # as the shipped archive is
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyError, match="Another program is writing to"):
            stamp(path)


@pytest.mark.parametrize(
    "spoil",
    ["DELETE FROM alembic_version", "DROP TABLE alembic_version"],
)
def test_a_file_that_does_not_say_its_age_is_damaged(path: Path, spoil: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(spoil)
    connection.close()
    with pytest.raises(ArchiveError, match="is damaged"):
        stamp(path)


def test_a_file_that_cannot_be_read_says_why(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArchiveError, match="cannot be read: Permission denied"):
        stamp(path)


@pytest.mark.parametrize(
    ("said", "kind", "sentence"),
    [
        ("database is locked", BusyError, "try again in a moment"),
        ("database table is locked: tag", BusyError, "try again in a moment"),
        ("unable to open database file", ArchiveError, "cannot be found or opened any more"),
        ("database or disk is full", ArchiveError, "is full or failing. Nothing of this change"),
        ("disk I/O error", ArchiveError, "is full or failing"),
        ("attempt to write a readonly database", ReadOnlyError, "write-protected"),
        ("database disk image is malformed", ArchiveError, "is damaged"),
        ("file is not a database", ArchiveError, "is damaged"),
    ],
)
@pytest.mark.parametrize("wrapped", [False, True], ids=["sqlite", "sqlalchemy"])
def test_each_trouble_has_its_sentence(
    path: Path, said: str, kind: type[ArchiveError], sentence: str, wrapped: bool
) -> None:
    error: Exception = sqlite3.OperationalError(said)
    if wrapped:
        error = OperationalError("SELECT 1", {}, error)
    with pytest.raises(kind, match=sentence) as caught, translate_database_errors(path):
        raise error
    assert type(caught.value) is kind


def test_a_file_that_went_away_is_missed_whatever_the_database_says(path: Path) -> None:
    path.unlink()
    with (
        pytest.raises(ArchiveError, match="cannot be found"),
        translate_database_errors(path),
    ):
        raise sqlite3.OperationalError("no such table: tag")


def test_what_is_a_fault_of_the_program_stays_one(path: Path) -> None:
    with (
        pytest.raises(sqlite3.OperationalError, match="no such column"),
        translate_database_errors(path),
    ):
        raise sqlite3.OperationalError("no such column: tag.colur")
