"""Where things lie: the program's own resources, and the folders of its user."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import shutil
from functools import cache
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from viewer.base.errors import ViewerError

logger = logging.getLogger(__name__)

APP = "archive-viewer"
#: One folder for data and settings together in place of the platform's own, if set.
HOME_VARIABLE = "ARCHIVE_VIEWER_HOME"

_PACKAGE = Path(__file__).resolve().parent.parent


class FolderError(ViewerError, OSError):
    """A folder of the user's cannot be made or written to. An `OSError` to those who expect one."""


def shipped_archive() -> Path:
    """The archive that the program ships with. Never opened for writing."""
    inside = _PACKAGE / "archive.db"
    return inside if inside.is_file() else _PACKAGE.parent / "archive.db"


def data_dir() -> Path:
    """The user's data folder, made where it does not exist. Raises `FolderError`."""
    home = os.environ.get(HOME_VARIABLE)
    return _made(Path(home) if home else user_data_path(APP, appauthor=False))


def settings_file() -> Path:
    """The file that holds the user's settings; its folder is made where it does not exist.

    Raises `FolderError`.
    """
    home = os.environ.get(HOME_VARIABLE)
    folder = _made(Path(home) if home else user_config_path(APP, appauthor=False))
    return folder / "settings.json"


def own_archive() -> Path:
    """The user's own copy of the shipped archive, copied there the first time.

    Raises `FolderError`.
    """
    own = data_dir() / "archive.db"
    if not own.exists():
        partial = own.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            shutil.copyfile(shipped_archive(), partial)
            partial.replace(own)
        except OSError as error:
            raise _unusable(own.parent, error) from error
        finally:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
    return own


def index_key() -> bytes:
    """32 random bytes, this user's alone, with which index folders are sealed.

    Where they cannot be kept they last as long as the program runs: an index is built anew then.
    """
    try:
        return _kept_key()
    except OSError as error:
        logger.info("the index key is for this run only: %s", error)
        return _passing_key()


def _kept_key() -> bytes:
    path = data_dir() / "index.key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
    except FileExistsError:
        pass
    key = path.read_bytes()
    if len(key) == 32:
        return key
    path.unlink()
    return _kept_key()


@cache
def _passing_key() -> bytes:
    return secrets.token_bytes(32)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error) from error
    return folder


def _unusable(folder: Path, error: OSError) -> FolderError:
    return FolderError(
        "folder.not-usable", folder=folder, reason=error.strerror, variable=HOME_VARIABLE
    )
