"""`archive-viewer [ARCHIVE]`: the window."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from viewer.base.errors import NotFoundError
from viewer.base.messages import VERBATIM, Message
from viewer.cli.display import (
    PLATFORM_VARIABLE,
    NoDisplayError,
    platform_to_use,
    why_no_display,
)


def window(
    archive: Annotated[
        Path | None, typer.Argument(metavar="ARCHIVE", help="The archive's file.")
    ] = None,
) -> None:
    """Open the window on ARCHIVE, or on your own copy of the shipped archive."""
    if archive is not None and not archive.exists():
        raise NotFoundError("archive.no-such-command", path=archive)
    reason = why_no_display()
    if reason:
        raise NoDisplayError(Message.of(VERBATIM, words=reason))
    if platform := platform_to_use():
        os.environ[PLATFORM_VARIABLE] = platform
    # Collecting garbage while modules load finds none and takes a tenth of a second.
    gc.disable()
    raise typer.Exit(load_window()(archive))


def load_window() -> Callable[[Path | None], int]:
    """Import the desktop program and give what runs it.

    PySide6 reads the source of every module that is imported after it, to see whether it uses
    PySide6: for what needs no Qt that is lost time, so it is imported before.
    """
    import viewer.workspace.workspace  # noqa: F401

    from viewer.app import run_window  # isort: skip

    return run_window
