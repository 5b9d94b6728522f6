"""Bringing an older file up to date: backed up before, whole or not at all."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.config import Config
from sqlalchemy import Connection

from viewer.base.errors import ArchiveError
from viewer.catalogue import migrate
from viewer.catalogue.database import HEAD, stamp
from viewer.services.archive.archive import Archive

MIGRATIONS = Path(migrate.__file__).parent / "migrations"
NEXT = "9998"

#: A release to come: one more table, then what the test is about.
_MIGRATION = f'''"""The next schema."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"


def upgrade() -> None:
    op.create_table("next", sa.Column("id", sa.Integer(), primary_key=True))
    {{then}}
'''

Release = Callable[..., None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "архив 🗞.db"
    Archive.create(path, "Test").close()
    return path


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """`release(then)`: from now on the program is one migration newer."""

    def release(then: str = "pass") -> None:
        scripts = tmp_path / "newer" / "migrations"
        shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / f"{NEXT}_next.py").write_text(_MIGRATION.format(then=then))

        def config(connection: Connection | None = None) -> Config:
            found = Config()
            found.set_main_option("script_location", str(scripts))
            found.attributes["connection"] = connection
            return found

        monkeypatch.setattr(migrate, "_config", config)
        monkeypatch.setattr(migrate, "HEAD", NEXT)

    return release


def tables(path: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def spoil(path: Path) -> None:
    """Put in a row that the file's own rules forbid: what an integrity check finds."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("INSERT INTO archive (id, uid, title, created_at) VALUES (2, '', '', 0)")


def test_an_older_file_is_backed_up_before_it_is_migrated(path: Path, release: Release) -> None:
    release()
    backup = migrate.bring_up_to_date(path)
    assert backup is not None
    assert backup.parent == path.parent
    assert (stamp(path), stamp(backup)) == (NEXT, HEAD)
    assert "next" in tables(path)
    assert "next" not in tables(backup)
    assert migrate.bring_up_to_date(path) is None


def test_a_file_whose_backup_is_not_whole_is_not_migrated(path: Path, release: Release) -> None:
    release()
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="The backup of архив 🗞"):
        migrate.bring_up_to_date(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.glob("*.db")] == [path.name]


@pytest.mark.parametrize(
    ("then", "error"),
    [
        ("raise RuntimeError('stop')", RuntimeError),
        ("op.execute('INSERT INTO tagging VALUES (7, 7)')", Exception),
    ],
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, release: Release, then: str, error: type[Exception]
) -> None:
    before = tables(path)
    release(then)
    with pytest.raises(error):
        migrate.bring_up_to_date(path)
    assert stamp(path) == HEAD
    assert tables(path) == before


def test_an_older_file_that_cannot_be_written_to_is_refused_and_not_read_wrongly(
    path: Path, release: Release
) -> None:
    migrate.refuse_unless_current(path)
    release()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="older version"):
        migrate.refuse_unless_current(path)
    with pytest.raises(ArchiveError, match="Open a copy"):
        Archive.open(path, read_only=True)
    assert path.read_bytes() == before


def test_opening_an_older_file_migrates_it(path: Path, release: Release) -> None:
    release()
    with Archive.open(path) as archive:
        assert archive.title == "Test"
    assert stamp(path) == NEXT


def test_a_backup_is_a_copy_of_what_is_committed_log_and_all(path: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        with writer:
            writer.execute("UPDATE archive SET title = 'cafe\u0301'")
        copy = migrate.back_up(path, tmp_path / "copy.db")
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT title FROM archive").fetchone() == ("cafe\u0301",)


def test_a_schema_that_cannot_be_made_leaves_no_file(tmp_path: Path, release: Release) -> None:
    release("raise RuntimeError('stop')")
    with pytest.raises(RuntimeError, match="stop"):
        migrate.create_schema(tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_a_schema_is_never_made_over_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        migrate.create_schema(path)
    assert path.read_bytes() == before
