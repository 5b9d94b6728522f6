"""Where things lie: the program's own resources, and the folders of its user."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from platformdirs import user_config_path, user_data_path

APP = "archive-viewer"
#: One folder for data and settings together in place of the platform's own, if set.
HOME_VARIABLE = "ARCHIVE_VIEWER_HOME"

_PACKAGE = Path(__file__).resolve().parent.parent


def resources_dir() -> Path:
    """The folder `resources/`: inside the package when installed, beside it in a checkout."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def shipped_archive() -> Path:
    """The archive that the program ships with. Never opened for writing."""
    inside = _PACKAGE / "archive.db"
    return inside if inside.is_file() else _PACKAGE.parent / "archive.db"


def data_dir() -> Path:
    """The user's data folder, made where it does not exist."""
    home = os.environ.get(HOME_VARIABLE)
    path = Path(home) if home else user_data_path(APP, appauthor=False)
    path.mkdir(parents=True, exist_ok=True)
    return path


def settings_file() -> Path:
    """The file that holds the user's settings; its folder is made where it does not exist."""
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home) if home else user_config_path(APP, appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "settings.json"


def own_archive() -> Path:
    """The user's own copy of the shipped archive, copied there the first time."""
    own = data_dir() / "archive.db"
    if not own.exists():
        partial = own.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            shutil.copyfile(shipped_archive(), partial)
            partial.replace(own)
        finally:
            partial.unlink(missing_ok=True)
    return own


def index_key() -> bytes:
    """32 random bytes, this user's alone, with which index folders are sealed."""
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
    return index_key()
