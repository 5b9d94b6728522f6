"""A new file that gets its name only when it is whole: a build that is cut short leaves none."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from viewer.base.errors import ArchiveError


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a free name in the folder of `path` to build under; it becomes `path` in the end.

    When the block raises, nothing is left. Never writes over a file. Raises `ArchiveError` where
    `path` exists, before the block or after it, or cannot be made.
    """
    _refuse_existing(path)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield partial
        _give_name(partial, path)
    except OSError as error:
        raise ArchiveError("archive.unmakable", path=path, reason=error.strerror) from error
    finally:
        # SQLite keeps these in the folder of a file whose last change was cut short.
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                partial.with_name(partial.name + ending).unlink(missing_ok=True)


def _give_name(partial: Path, path: Path) -> None:
    """Name the finished file `path`, unless somebody made one of that name meanwhile."""
    try:
        # A link fails where the name is taken; renaming would write over it.
        os.link(partial, path)
    except FileExistsError:
        _refuse_existing(path)
        raise
    except OSError:
        # A file system without links, as on many memory sticks.
        _refuse_existing(path)
        partial.rename(path)


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise ArchiveError("archive.exists", path=path)
