"""Where the executor's jobs run: one lane of threads for each kind of work.

Plain daemon threads and not `concurrent.futures`: a pool of that module is joined when the
interpreter ends, so a read that does not stop would keep the program from ending.
"""

from __future__ import annotations

import enum
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Protocol

Task = Callable[[], None]


class Lane(enum.Enum):
    """The kinds of work, none of which waits for another.

    `READ`: what a user waits for at the keyboard. `BACKGROUND`: what takes long (an export, the
    index). `WRITE`: changes of the archive, one after the other in the order they were asked for.
    """

    READ = "read"
    BACKGROUND = "background"
    WRITE = "write"


#: How many jobs of a lane run at the same time.
_WIDTH = {Lane.READ: 2, Lane.BACKGROUND: 2, Lane.WRITE: 1}


class WorkerLane(Protocol):
    """A queue of tasks that are run one after the other, or a few at a time."""

    @property
    def is_running(self) -> bool:
        """Whether a task of this lane has begun, or waits to begin, and has not ended."""

    def put(self, task: Task) -> None:
        """Run `task` after those that were put here before it."""

    def wait(self, seconds: float | None) -> None:
        """Return when every task has ended, or after `seconds`."""

    def close(self) -> None:
        """Let the threads end when their tasks are done."""


class ThreadLane:
    """A `WorkerLane` of up to `width` threads, each started when it is first needed."""

    def __init__(self, name: str, width: int) -> None:
        self._name = name
        self._width = width
        self._threads = 0
        self._idle = 0
        self._unfinished = 0
        self._closed = False
        self._tasks: deque[Task] = deque()
        self._changed = threading.Condition()

    @property
    def is_running(self) -> bool:
        """Whether a task of this lane has begun, or waits to begin, and has not ended."""
        return bool(self._unfinished)

    def put(self, task: Task) -> None:
        """Run `task` after those that were put here before it."""
        with self._changed:
            self._tasks.append(task)
            self._unfinished += 1
            if len(self._tasks) > self._idle and self._threads < self._width:
                self._threads += 1
                name = f"viewer {self._name} {self._threads}"
                threading.Thread(target=self._work, name=name, daemon=True).start()
            self._changed.notify_all()

    def wait(self, seconds: float | None) -> None:
        """Return when every task has ended, or after `seconds`."""
        until = None if seconds is None else time.monotonic() + seconds
        with self._changed:
            while self._unfinished:
                left = None if until is None else until - time.monotonic()
                if left is not None and left <= 0:
                    return
                self._changed.wait(left)

    def close(self) -> None:
        """Let the threads end when their tasks are done."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _work(self) -> None:
        while (task := self._next()) is not None:
            try:
                task()
            finally:
                # A task that is kept by this frame would keep what its outcome was for.
                del task
                with self._changed:
                    self._unfinished -= 1
                    self._changed.notify_all()

    def _next(self) -> Task | None:
        with self._changed:
            self._idle += 1
            while not self._tasks and not self._closed:
                self._changed.wait()
            self._idle -= 1
            return self._tasks.popleft() if self._tasks else None


def thread_lanes() -> Mapping[Lane, WorkerLane]:
    """The lanes of a program that is used by a person."""
    return {lane: ThreadLane(lane.value, width) for lane, width in _WIDTH.items()}
