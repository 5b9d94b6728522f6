"""Executors for tests: real ones, whose outcomes wait until the test lets them in."""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable

from viewer.workspace.executor import Executor
from viewer.workspace.worker_lanes import Lane, Task

#: How long a test waits for a thread before it fails, in seconds.
PATIENCE = 30.0


class Mailbox:
    """A `post` to the thread of the test: what is posted waits until the test runs it."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def __call__(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def run_until(self, condition: Callable[[], object]) -> None:
        """Run what is posted until `condition` holds. Raises `queue.Empty` when it never does."""
        until = time.monotonic() + PATIENCE
        while not condition():
            self._calls.get(timeout=max(0.0, until - time.monotonic()))()

    def settle(self, executor: Executor) -> None:
        """Run what is posted until no job is left."""
        self.run_until(lambda: not executor.busy)


class HeldLane:
    """A `WorkerLane` without a thread: its tasks wait until the test runs them."""

    def __init__(self) -> None:
        self.tasks: deque[Task] = deque()

    @property
    def is_running(self) -> bool:
        return bool(self.tasks)

    def put(self, task: Task) -> None:
        self.tasks.append(task)

    def wait(self, seconds: float | None) -> None:
        if seconds is None:
            self.run()

    def close(self) -> None:
        """No thread waits for more."""

    def run(self) -> None:
        """Run every task that waits, and those that come meanwhile."""
        while self.tasks:
            self.tasks.popleft()()


class ImmediateExecutor(Executor):
    """Runs jobs on the test's own thread, in the order of their lanes, when `run` is called."""

    def __init__(self) -> None:
        self.held = {lane: HeldLane() for lane in Lane}
        super().__init__(lambda call: call(), lanes=self.held)

    def run(self, *lanes: Lane) -> None:
        """Run the jobs of these lanes, or of all, and whatever follows from their outcomes."""
        chosen = [self.held[lane] for lane in lanes or tuple(Lane)]
        while any(lane.tasks for lane in chosen):
            for lane in chosen:
                lane.run()
