"""What a long job is given: a way to say how far it is, and a way to be told to stop.

A job is a plain function; it knows neither threads nor widgets. It calls `progress(done, total)`
now and then (`total` 0 when unknown) and `cancel.check()` between steps.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from viewer.base.errors import Cancelled

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Swallow progress: for callers that do not show any."""


class CancelToken:
    """A flag that one thread sets and a job in another thread looks at."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next `check`."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the job was asked to stop."""
        if self._event.is_set():
            raise Cancelled
