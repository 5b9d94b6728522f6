"""Logging: one logger a module, warnings to stderr, everything to stderr with `--verbose`."""

from __future__ import annotations

import logging
import sys


def set_up_log(*, verbose: bool = False) -> None:
    """Send the program's own messages to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    log = logging.getLogger("viewer")
    log.handlers[:] = [handler]
    log.setLevel(logging.DEBUG if verbose else logging.WARNING)
