"""Background work: plain functions on threads, their outcomes posted to the owner's thread.

The owner is the thread that made the executor: in the window that of Qt's event loop, which `post`
reaches through a queued signal; in tests the one that runs the test. Every callback and every
signal of the executor comes on that thread, so whoever listens needs no lock.

A job with a key voids the older one with that key: its token is cancelled and its outcome dropped.
The caller of a job owns no thread, and may be gone before its job ends: `is_alive` then says so,
and the outcome is dropped.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from psygnal import Signal

from viewer.base.errors import BusyError, Cancelled, FaultError, ViewerError
from viewer.base.jobs import CancelToken, Progress
from viewer.base.messages import Message
from viewer.workspace.worker_lanes import Lane, WorkerLane, thread_lanes

__all__ = ["Executor", "Job", "Lane", "Post", "reads_left_running"]

logger = logging.getLogger(__name__)

T = TypeVar("T")
Job = Callable[[CancelToken, Progress], T]
#: Carries a call to the owner's thread, in the order of the posts of one thread.
Post = Callable[[Callable[[], None]], None]

#: What a job's `failed` is told when the job ended in a bug, beside the crash dialog.
A_BUG = Message("fault")

#: The least time between two reports of progress of one job, in seconds.
_STRIDE = 0.05
#: How long a shutdown waits for reads that were asked to stop, in seconds.
_GRACE = 1.0

#: Executors that were shut down while a read went on: see `reads_left_running`.
_shut_with_reads: list[Executor] = []


@dataclass(frozen=True, slots=True)
class _Bug:
    text: str


@dataclass(slots=True)
class _Entry:
    """A job that has not ended: what to call with its outcome, and how to stop it."""

    number: int
    job: Job[Any]
    token: CancelToken
    lane: Lane
    key: str
    label: str
    done: Callable[[Any], object]
    failed: Callable[[ViewerError], object] | None
    cancelled: Callable[[], object] | None
    #: Set under `lock` by the thread that runs the job: from then on only the job ends it.
    has_begun: bool = False
    last_progress: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """The job's thread has come. Raises `Cancelled` where it was cancelled while it waited."""
        with self.lock:
            self.token.check()
            self.has_begun = True

    def cancel(self) -> bool:
        """Ask the job to stop; whether it had not begun, and so has ended by this."""
        with self.lock:
            self.token.cancel()
            return not self.has_begun


def _always(_receiver: Callable[..., object]) -> bool:
    return True


class Executor:
    """Runs jobs on the threads of three lanes.

    Signals: `trouble(str)` a sentence for the user, `crashed(str)` the traceback of a bug,
    `progressed(str label, int done, int total)` of labelled jobs, `busy_changed(int)` how many
    jobs have not ended, `label_ended(str)`, `read_missed()` when a read met another program's lock:
    what it was for is not shown; `write_asked()`, and `write_ended(bool)` when it succeeded or not.
    """

    trouble = Signal(str)
    crashed = Signal(str)
    progressed = Signal(str, int, int)
    label_ended = Signal(str)
    read_missed = Signal()
    write_asked = Signal()
    write_ended = Signal(bool)
    busy_changed = Signal(int)

    def __init__(
        self,
        post: Post,
        *,
        is_alive: Callable[[Callable[..., object]], bool] = _always,
        lanes: Mapping[Lane, WorkerLane] | None = None,
    ) -> None:
        #: Carries a call to the owner's thread; for facts that come from other threads.
        self.post = post
        self._is_alive = is_alive
        self._lanes = thread_lanes() if lanes is None else lanes
        self._numbers = itertools.count(1)
        self._running: dict[int, _Entry] = {}
        self._newest: dict[str, int] = {}
        self._shut = False

    @property
    def busy(self) -> int:
        """How many jobs have not ended."""
        return len(self._running)

    @property
    def reads_running(self) -> bool:
        """Whether a thread still works on a read, be its outcome wanted or not."""
        return any(self._lanes[lane].is_running for lane in (Lane.READ, Lane.BACKGROUND))

    def submit(
        self,
        job: Job[T],
        done: Callable[[T], object],
        failed: Callable[[ViewerError], object] | None = None,
        *,
        lane: Lane = Lane.READ,
        key: str = "",
        label: str = "",
        cancelled: Callable[[], object] | None = None,
    ) -> CancelToken:
        """Run `job` in `lane`; `done` is called with what it returns.

        `failed` is called for expected trouble, and with a `FaultError` for a bug, so that whoever
        waits can go on. A job with a label shows its progress and can be cancelled by it. A write
        has no key: each one that was asked for is done.
        """
        assert not (key and lane is Lane.WRITE)
        if key:
            self.void(key)
        number = next(self._numbers)
        token = CancelToken()
        if lane is Lane.WRITE:
            self.write_asked.emit()
        if self._shut:
            token.cancel()
            return token
        entry = _Entry(number, job, token, lane, key, label, done, failed, cancelled)
        self._running[number] = entry
        if key:
            self._newest[key] = number
        self.busy_changed.emit(self.busy)
        self._lanes[lane].put(lambda: self._run(entry))
        return token

    def cancel(self, label: str) -> None:
        """Ask every job with this label to stop; one that still waits for its turn ends at once."""
        for entry in list(self._running.values()):
            if entry.label == label and entry.cancel():
                self._end(entry, Cancelled())

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

    def shutdown(self) -> None:
        """Ask reads to stop, let writes finish, and wait for both; outcomes are dropped.

        A write with a label is long and is asked to stop as well. A read that does not stop within
        a second is not waited for (see `reads_left_running`). What is wished for afterwards is not
        begun: its token is cancelled from the start.
        """
        self._shut = True
        for entry in self._running.values():
            if entry.label or entry.lane is not Lane.WRITE:
                entry.token.cancel()
        for lane in self._lanes.values():
            lane.close()
        until = time.monotonic() + _GRACE
        for kind in (Lane.READ, Lane.BACKGROUND):
            self._lanes[kind].wait(max(0.0, until - time.monotonic()))
        if self.reads_running:
            labels = sorted({each.label or each.key for each in self._running.values()})
            logger.info("Not waiting for reads that do not stop: %s", ", ".join(labels))
            _shut_with_reads.append(self)
        self._lanes[Lane.WRITE].wait(None)
        self._running.clear()

    # On the job's thread

    def _run(self, entry: _Entry) -> None:
        try:
            entry.begin()
            outcome: object = entry.job(entry.token, lambda *told: self._progress(entry, *told))
        except Cancelled as reason:
            outcome = reason
        except ViewerError as trouble:
            outcome = trouble
        except Exception as bug:
            # A border: what no one expected goes to the crash dialog, with where it came from.
            outcome = _Bug("".join(traceback.format_exception(bug)))
        if not self._shut:
            self.post(lambda: self._end(entry, outcome))

    def _progress(self, entry: _Entry, done: int, total: int) -> None:
        now = time.monotonic()
        if entry.label and (now - entry.last_progress >= _STRIDE or 0 < total <= done):
            entry.last_progress = now
            self.post(lambda: self._tell_progress(entry, done, total))

    # On the owner's thread

    def _tell_progress(self, entry: _Entry, done: int, total: int) -> None:
        if entry.number in self._running:
            self.progressed.emit(entry.label, done, total)

    def _end(self, entry: _Entry, outcome: object) -> None:
        if entry.number not in self._running:
            return
        if entry.lane is Lane.WRITE:
            self.write_ended.emit(not isinstance(outcome, Cancelled | ViewerError | _Bug))
        is_void = entry.key != "" and self._newest.get(entry.key) != entry.number
        try:
            if not is_void:
                self._deliver(entry, outcome)
        finally:
            del self._running[entry.number]
            if self._newest.get(entry.key) == entry.number:
                del self._newest[entry.key]
            if entry.label:
                self.label_ended.emit(entry.label)
            self.busy_changed.emit(self.busy)

    def _deliver(self, entry: _Entry, outcome: object) -> None:
        if isinstance(outcome, Cancelled):
            self._call(entry.cancelled)
        elif isinstance(outcome, ViewerError):
            if isinstance(outcome, BusyError) and entry.lane is not Lane.WRITE:
                self.read_missed.emit()
            self._call(entry.failed or self.tell, outcome)
        elif isinstance(outcome, _Bug):
            logger.debug("%s", outcome.text)
            self.crashed.emit(outcome.text)
            self._call(entry.failed, FaultError(A_BUG))
        else:
            self._call(entry.done, outcome)

    def _call(self, receiver: Callable[..., object] | None, *outcome: object) -> None:
        """Hand an outcome over, unless what it is for is gone."""
        if receiver is not None and self._is_alive(receiver):
            receiver(*outcome)


def reads_left_running() -> bool:
    """Whether a read that a shutdown did not wait for is still at work.

    A process must then end by `os._exit`: the thread may be in the middle of a call of SQLite.
    """
    return any(executor.reads_running for executor in _shut_with_reads)
