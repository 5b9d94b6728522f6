"""Bringing a catalogue file to the schema this program knows, with a backup taken before."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from viewer.base.clock import now
from viewer.base.errors import ArchiveError
from viewer.catalogue.database import (
    APPLICATION_ID,
    HEAD,
    stamp,
    translate_database_errors,
    writing_engine,
)

if TYPE_CHECKING:
    from alembic.config import Config

logger = logging.getLogger(__name__)


def create_schema(path: Path) -> None:
    """Make the new file `path` an archive with all tables of the newest schema, or no file."""
    path.touch(exist_ok=False)
    try:
        _upgrade(path)
    except BaseException:
        path.unlink()
        raise


def bring_up_to_date(path: Path) -> Path | None:
    """Migrate the archive at `path` if it is older than this program.

    Returns the path of the backup that was taken, None where nothing was to be done. Raises
    `ArchiveError` for a file that is newer than the program, foreign or damaged.
    """
    if _refuse_newer(path) == HEAD:
        return None
    backup = back_up(path, path.with_name(f"{path.stem}.before-{HEAD}.{now()[:10]}.db"))
    _upgrade(path)
    return backup


def refuse_unless_current(path: Path) -> None:
    """Raise `ArchiveError` unless `path` can be read as it is, without migrating it."""
    if _refuse_newer(path) != HEAD:
        raise ArchiveError("archive.too-old", path=path)


def _refuse_newer(path: Path) -> str:
    standing = stamp(path)
    if standing != HEAD and standing not in _known_revisions():
        raise ArchiveError("archive.too-new", path=path)
    return standing


def back_up(path: Path, to: Path) -> Path:
    """Copy the archive at `path` to `to`, re-open the copy and check it. Returns `to`.

    Raises `ArchiveError` when the copy is not whole; then `to` is removed.
    """
    with translate_database_errors(path), contextlib.closing(sqlite3.connect(path)) as source:
        with contextlib.closing(sqlite3.connect(to)) as target:
            source.backup(target)
        with contextlib.closing(sqlite3.connect(to)) as copy:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
    if said != "ok":
        to.unlink(missing_ok=True)
        raise ArchiveError("backup.damaged", name=path.name, reason=said)
    return to


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _upgrade(path: Path) -> None:
    # Alembic takes half a second to import, so only when there is something to migrate.
    from alembic import command

    engine = writing_engine(path)
    try:
        with translate_database_errors(path), engine.begin() as connection:
            config = _config(connection)
            command.upgrade(config, "head")
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    finally:
        engine.dispose()


def _config(connection: Connection | None = None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    return config
