"""Background work: plain functions on threads, their outcomes delivered on the GUI thread.

There are three pools, none of which waits for another: interactive reads run two at a time, long
reads (an export, the index) two at a time, and writes one after the other in the order they were
asked for. A read with a key voids the older one with that key: its token is cancelled and its
answer dropped. The caller of a job owns no thread and no signal; the runnable is only given a bound
signal, so a widget may be gone before its job ends: the outcome is then dropped.
"""

from __future__ import annotations

import functools
import itertools
import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from typing_extensions import override

from viewer.base.errors import BusyError, Cancelled, FaultError, ViewerError
from viewer.base.jobs import CancelToken, Progress
from viewer.base.messages import Message

logger = logging.getLogger(__name__)

T = TypeVar("T")
Job = Callable[[CancelToken, Progress], T]

#: What a job's `failed` is told when the job ended in a bug, beside the crash dialog.
A_BUG = Message("fault")

#: The least time between two reports of progress of one job, in seconds.
_STRIDE = 0.05
#: How long a shutdown waits for reads that were asked to stop, in milliseconds.
_GRACE = 1000

#: Kept for the life of the process: a pool that is deleted waits for its threads, and a read that
#: ends late still emits the signals of its `Jobs`.
_shut_with_reads: list[Jobs] = []


@dataclass(slots=True)
class _Running:
    """A job that has not ended: what to call with its outcome, and how to stop it."""

    token: CancelToken
    writes: bool
    key: str
    label: str
    done: Callable[[Any], None]
    failed: Callable[[ViewerError], None] | None
    cancelled: Callable[[], None] | None
    #: Set under `_Running.lock` by the thread that runs it: from then on only the job ends it.
    begun: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """The job's thread has come. Raises `Cancelled` where it was cancelled while it waited."""
        with self.lock:
            self.token.check()
            self.begun = True

    def cancel(self) -> bool:
        """Ask the job to stop; whether it had not begun, and so has ended by this."""
        with self.lock:
            self.token.cancel()
            return not self.begun


class _Runnable(QRunnable):
    def __init__(self, number: int, job: Job[Any], entry: _Running, jobs: Jobs) -> None:
        super().__init__()
        self._number = number
        self._job = job
        self._entry = entry
        self._ended = jobs.ended.emit
        self._progressed = jobs.advanced.emit
        self._last = 0.0

    @override
    def run(self) -> None:
        try:
            self._entry.begin()
            outcome: object = self._job(self._entry.token, self._progress)
        except Cancelled as reason:
            outcome = reason
        except ViewerError as trouble:
            outcome = trouble
        except Exception as bug:
            # A border: what no one expected goes to the crash dialog, with where it came from.
            outcome = _Bug("".join(traceback.format_exception(bug)))
        self._ended(self._number, outcome)

    def _progress(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _STRIDE or 0 < total <= done:
            self._last = now
            self._progressed(self._number, done, total)


@dataclass(frozen=True, slots=True)
class _Bug:
    text: str


class Jobs(QObject):
    """The window's background work.

    Signals: `trouble(str)` a sentence for the user, `crashed(str)` the traceback of a bug,
    `progressed(str label, int done, int total)` of labelled jobs, `busy_changed(int)` how many
    jobs have not ended, `label_ended(str)`, `read_missed()` when a read met another program's lock:
    what it was for is not shown; `write_asked()`, and `write_ended(bool)` when it succeeded or not.
    """

    trouble = Signal(str)
    crashed = Signal(str)
    #: (label, done, total): objects, for a count may pass the 32 bits of Qt's int.
    progressed = Signal(str, object, object)
    label_ended = Signal(str)
    read_missed = Signal()
    write_asked = Signal()
    write_ended = Signal(bool)
    busy_changed = Signal(int)
    #: From the threads, to here: (number, outcome) and (number, done, total).
    ended = Signal(int, object)
    advanced = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = self._pool(2)
        self._background = self._pool(2)
        self._writing = self._pool(1)
        self._numbers = itertools.count(1)
        self._running: dict[int, _Running] = {}
        self._newest: dict[str, int] = {}
        self._shut = False
        self.ended.connect(self._on_ended)
        self.advanced.connect(self._on_advanced)

    @property
    def busy(self) -> int:
        """How many jobs have not ended."""
        return len(self._running)

    @property
    def reads_running(self) -> bool:
        """Whether a thread still works on a read, be its outcome wanted or not."""
        return bool(self._reading.activeThreadCount() or self._background.activeThreadCount())

    def read(
        self,
        job: Job[T],
        done: Callable[[T], None],
        failed: Callable[[ViewerError], None] | None = None,
        *,
        cancelled: Callable[[], None] | None = None,
        key: str = "",
        label: str = "",
        background: bool = False,
    ) -> CancelToken:
        """Run `job` beside others; `done` is called with what it returns.

        `failed` is called for expected trouble, and with a `FaultError` for a bug, so that whoever
        waits can go on. A job with a label is long, as is one in the `background`: the reads that a
        user waits for at the keyboard do not wait for it.
        """
        self.void(key)
        entry = _Running(CancelToken(), False, key, label, done, failed, cancelled)
        pool = self._background if label or background else self._reading
        return self._start(pool, job, entry)

    def write(
        self,
        job: Job[T],
        done: Callable[[T], None],
        failed: Callable[[ViewerError], None] | None = None,
        *,
        cancelled: Callable[[], None] | None = None,
        label: str = "",
    ) -> CancelToken:
        """Run `job` after every write wished for before it; `done` is called with its outcome."""
        entry = _Running(CancelToken(), True, "", label, done, failed, cancelled)
        self.write_asked.emit()
        return self._start(self._writing, job, entry)

    def cancel(self, label: str) -> None:
        """Ask every job with this label to stop; one that still waits for its turn ends at once."""
        for number, entry in list(self._running.items()):
            if entry.label == label and entry.cancel():
                self._on_ended(number, Cancelled())

    def void(self, key: str) -> None:
        """Stop the read with this key, if one runs; its outcome is dropped."""
        number = self._newest.pop(key, None)
        older = self._running.get(number) if number is not None else None
        if older is not None:
            older.token.cancel()

    def tell(self, error: ViewerError) -> None:
        """Say what is the matter, for a `failed` that has nothing to add."""
        if not isinstance(error, FaultError):
            self.trouble.emit(str(error))

    def wait_idle(self, milliseconds: int = 30_000) -> bool:
        """Run the event loop until no job is left (True) or the time is over (False)."""
        if not self._running:
            return True
        loop = QEventLoop()

        def leave_when_idle(busy: int) -> None:
            if not busy:
                loop.quit()

        self.busy_changed.connect(leave_when_idle)
        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(loop.quit)
        timer.start(milliseconds)
        loop.exec()
        self.busy_changed.disconnect(leave_when_idle)
        return not self._running

    def shutdown(self) -> None:
        """Ask reads to stop, let writes finish, and wait for both; outcomes are dropped.

        A write with a label is long and is asked to stop as well. A read that does not stop within
        a second is not waited for (see `reads_left_running`). What is wished for afterwards is not
        begun: its token is cancelled from the start.
        """
        self._shut = True
        for entry in self._running.values():
            if entry.label or not entry.writes:
                entry.token.cancel()
        until = time.monotonic() + _GRACE / 1000
        for pool in (self._reading, self._background):
            pool.waitForDone(max(0, round((until - time.monotonic()) * 1000)))
        if self.reads_running:
            labels = sorted({each.label or each.key for each in self._running.values()})
            logger.info("Not waiting for reads that do not stop: %s", ", ".join(labels))
            _shut_with_reads.append(self)
        self._writing.waitForDone()
        self._running.clear()

    def _pool(self, threads: int) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setMaxThreadCount(threads)
        return pool

    def _start(self, pool: QThreadPool, job: Job[Any], entry: _Running) -> CancelToken:
        if self._shut:
            entry.token.cancel()
            return entry.token
        number = next(self._numbers)
        self._running[number] = entry
        if entry.key:
            self._newest[entry.key] = number
        self.busy_changed.emit(self.busy)
        pool.start(_Runnable(number, job, entry, self))
        return entry.token

    @Slot(int, object)
    def _on_ended(self, number: int, outcome: object) -> None:
        entry = self._running.get(number)
        if entry is None:
            return
        if entry.writes:
            trouble = (Cancelled, ViewerError, _Bug)
            self.write_ended.emit(not isinstance(outcome, trouble))
        voided = entry.key != "" and self._newest.get(entry.key) != number
        try:
            if not voided:
                self._deliver(entry, outcome)
        finally:
            del self._running[number]
            if self._newest.get(entry.key) == number:
                del self._newest[entry.key]
            if entry.label:
                self.label_ended.emit(entry.label)
            self.busy_changed.emit(self.busy)

    def _deliver(self, entry: _Running, outcome: object) -> None:
        if isinstance(outcome, Cancelled):
            if entry.cancelled is not None:
                _call(entry.cancelled)
        elif isinstance(outcome, ViewerError):
            if isinstance(outcome, BusyError) and not entry.writes:
                self.read_missed.emit()
            if entry.failed is not None:
                _call(entry.failed, outcome)
            else:
                self.tell(outcome)
        elif isinstance(outcome, _Bug):
            logger.debug("%s", outcome.text)
            self.crashed.emit(outcome.text)
            if entry.failed is not None:
                _call(entry.failed, FaultError(A_BUG))
        else:
            _call(entry.done, outcome)

    @Slot(int, object, object)
    def _on_advanced(self, number: int, done: int, total: int) -> None:
        entry = self._running.get(number)
        if entry is not None and entry.label:
            self.progressed.emit(entry.label, done, total)


def reads_left_running() -> bool:
    """Whether a read that a shutdown did not wait for is still at work.

    A process must then end by `os._exit`: interpreter and Qt would wait for the thread.
    """
    return any(jobs.reads_running for jobs in _shut_with_reads)


def _call(receiver: Callable[..., None], *outcome: object) -> None:
    """Hand an outcome over, unless the widget that it is for was deleted meanwhile."""
    bound = receiver
    while isinstance(bound, functools.partial):
        bound = bound.func
    owner = getattr(bound, "__self__", None)
    if isinstance(owner, QObject) and not shiboken6.isValid(owner):
        return
    try:
        receiver(*outcome)
    except RuntimeError as error:
        # Shiboken's words for a call on a widget whose C++ side is gone: a function may hold one.
        if not ("C++ object" in str(error) and "already deleted" in str(error)):
            raise
        logger.debug("An outcome came too late: %s", error)
