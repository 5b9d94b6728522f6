"""Trouble with the index of an archive, each with a way out."""

from __future__ import annotations

from pathlib import Path

from viewer.base.errors import ViewerError


class IndexDamagedError(ViewerError):
    """There is no index, or not the one that was written; it has to be rebuilt."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__("index.damaged", folder=folder, reason=reason)


class IndexBusyError(ViewerError):
    """Another program, or another job of this one, is writing the index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__("index.busy", folder=folder)


class IndexUnwritableError(ViewerError):
    """The index folder cannot be written: permissions, a full disk, a lost network drive."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__("index.unwritable", folder=folder, reason=reason)
