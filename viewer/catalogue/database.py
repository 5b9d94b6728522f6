"""Opening catalogue files: engines for reading and for writing, and what a file says it is.

An archive is a SQLite file in WAL mode once written to. Two engines serve it: the reading one
cannot write (`query_only`), the writing one takes the write lock at the start of its transaction
(`BEGIN IMMEDIATE`), so that a change either has the lock or says at once that it has not.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from viewer.base.errors import ArchiveError, BusyError, ReadOnlyError
from viewer.base.messages import Message

logger = logging.getLogger(__name__)

#: `PRAGMA application_id` of an archive: "ArVw" in ASCII.
APPLICATION_ID = 0x41725677
#: The newest migration; a test compares it with the migrations folder.
HEAD = "0003"
#: How long a statement waits for another program's lock, in seconds.
LOCK_WAIT = 4.0
#: How long opening waits for it, before the archive is opened for reading only.
OPEN_WAIT = 2.0

_OPEN_WHILE_BUSY = "archive.open-while-busy"
_MAGIC = b"SQLite format 3\x00"


def reading_engine(path: Path) -> Engine:
    """An engine that reads `path` and cannot change it."""
    engine = _engine(path, _reading_mode(path))

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        _tune(connection)
        connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN")  # type: ignore[attr-defined]

    return engine


def writing_engine(path: Path) -> Engine:
    """An engine that changes `path`; its transactions hold the write lock from the start."""
    engine = _engine(path, "rw")

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        _tune(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        # In WAL mode a commit is safe from a crash of the program; FULL keeps it from a power cut.
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

    return engine


def _engine(path: Path, mode: str) -> Engine:
    def connect() -> sqlite3.Connection:
        # Not by a URL of SQLAlchemy's: it would read "%23" in a file's name as "#".
        return _connect(path, mode, timeout=LOCK_WAIT, check_same_thread=False)

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


def _tune(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA cache_size = -32000")
    # Every join of ours has its index; without statistics SQLite makes one of its own now and then,
    # over a whole table, to read a page of twenty rows.
    connection.execute("PRAGMA automatic_index = OFF")


def _can_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _reading_mode(path: Path) -> str:
    """How to open `path` for reading.

    Without write access SQLite cannot read a file in WAL mode unless it is told that nobody
    changes it; but then it passes over a log that was not folded in yet, so not where there is one.
    """
    if _can_write(path):
        return "rw"
    log = path.with_name(f"{path.name}-wal")
    return "ro" if log.exists() and log.stat().st_size else "ro&immutable=1"


def why_not_writable(path: Path) -> Message | None:
    """Why `path` cannot be changed now and is opened for reading only; None where it can."""
    if not _can_write(path):
        return Message.of("archive.open-write-protected", name=path.name)
    try:
        with contextlib.closing(_connect(path, "rw", timeout=OPEN_WAIT)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        logger.info("no write lock on %s: %s", path, error)
        if not _says_locked(error):
            return Message.of("archive.open-unwritable", name=path.name, reason=error)
        return read_only_while_busy(path)
    return None


def read_only_while_busy(path: Path) -> Message:
    """Why `path` is open for reading only while another program holds its write lock."""
    return Message.of(_OPEN_WHILE_BUSY, name=path.name)


def remedy(reason: Message) -> Message:
    """What to do about an archive that is open for reading only for `reason`."""
    return Message("archive.reopen" if reason.id == _OPEN_WHILE_BUSY else "archive.open-copy")


def stamp(path: Path) -> str:
    """The migration that the archive at `path` stands at.

    Raises `ArchiveError` with a sentence where there is no file, or it is not an archive.
    """
    _refuse_unless_sqlite(path)
    try:
        with contextlib.closing(
            _connect(path, _reading_mode(path), timeout=LOCK_WAIT)
        ) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                raise ArchiveError("archive.of-another-program", path=path)
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if _says_locked(error):
            raise BusyError(_busy(path)) from error
        raise ArchiveError(_damaged(path)) from error
    except sqlite3.DatabaseError as error:
        raise ArchiveError(_damaged(path)) from error
    if row is None:
        raise ArchiveError(_damaged(path))
    return str(row[0])


def _refuse_unless_sqlite(path: Path) -> None:
    try:
        if path.is_dir():
            raise ArchiveError("archive.is-folder", path=path)
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        raise ArchiveError("archive.not-found", path=path) from None
    except OSError as error:
        raise ArchiveError("archive.unreadable", path=path, reason=error.strerror) from error
    if head != _MAGIC:
        raise ArchiveError("archive.not-sqlite", path=path)


def _connect(
    path: Path, mode: str, *, timeout: float, check_same_thread: bool = True
) -> sqlite3.Connection:
    """A connection that leaves transactions to the caller."""
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=check_same_thread,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextlib.contextmanager
def translate_database_errors(path: Path) -> Iterator[None]:
    """Turn what the database says about locks, disks and damage into sentences about `path`."""
    try:
        yield
    except DBAPIError as error:
        raise _sorted(path, error.orig) or error from error
    except sqlite3.Error as error:
        raise _sorted(path, error) or error from error


def _sorted(path: Path, error: BaseException | None) -> ArchiveError | None:
    said = str(error)
    if error is not None and _says_locked(error):
        return BusyError(_busy(path))
    if "unable to open" in said or not path.exists():
        return ArchiveError("archive.gone", name=path.name)
    if "disk is full" in said or "disk I/O" in said:
        return ArchiveError("archive.disk-full", name=path.name)
    if "readonly database" in said:
        return ReadOnlyError("archive.write-protected", name=path.name)
    if "malformed" in said or "not a database" in said:
        return ArchiveError(_damaged(path))
    return None


def _says_locked(error: BaseException) -> bool:
    return "locked" in str(error) or "busy" in str(error)


def _busy(path: Path) -> Message:
    return Message.of("archive.busy", name=path.name)


def _damaged(path: Path) -> Message:
    return Message.of("archive.damaged", path=path)
