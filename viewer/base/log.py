"""Logging: one logger a module, warnings to stderr, everything to stderr with `--verbose`.

A crash below Python (in Qt, in a library of C) raises nothing: the process is gone. What was being
done then is written by `faulthandler`.
"""

from __future__ import annotations

import faulthandler
import logging
import sys

from viewer.base.errors import ViewerError
from viewer.base.paths import data_dir

CRASH_LOG = "crash.log"


def set_up_log(*, verbose: bool = False) -> None:
    """Send the program's own messages to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    log = logging.getLogger("viewer")
    log.handlers[:] = [handler]
    log.setLevel(logging.DEBUG if verbose else logging.WARNING)


def dump_stacks_on_crash() -> None:
    """Have a crash of the process itself write the stacks of all its threads to stderr.

    A program that was started without a terminal may have no stderr; then they are added to
    `crash.log` in the user's data folder. Whoever set `faulthandler` up before keeps it.
    """
    if faulthandler.is_enabled():
        return
    if sys.__stderr__ is not None:
        faulthandler.enable(sys.__stderr__)
        return
    try:
        # Kept open as long as the process: the handler can open nothing any more.
        file = (data_dir() / CRASH_LOG).open("ab")
    except (OSError, ViewerError):
        return
    faulthandler.enable(file)
