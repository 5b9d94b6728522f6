"""A long job on the command line: a bar on stderr, and Ctrl+C as its Cancel."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from viewer.base.jobs import CancelToken, Progress, no_progress


@contextmanager
def long_job(what: str) -> Iterator[tuple[Progress, CancelToken]]:
    """Progress (drawn only where stderr is a terminal) and a token that Ctrl+C sets.

    The job ends at its next look at the token, whole or not at all; a second Ctrl+C does not wait.
    """
    with _cancelled_by_interrupt() as cancel, _bar(what) as progress:
        yield progress, cancel


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bars(
        *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bars:
        task = bars.add_task(what, total=None)

        def progress(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total or None)

        yield progress


@contextmanager
def _cancelled_by_interrupt() -> Iterator[CancelToken]:
    cancel = CancelToken()
    if threading.current_thread() is not threading.main_thread():
        yield cancel
        return

    def on_interrupt(_signal: int, _frame: FrameType | None) -> None:
        if cancel.cancelled:
            raise KeyboardInterrupt
        cancel.cancel()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)
