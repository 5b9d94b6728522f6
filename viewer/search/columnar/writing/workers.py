"""Other processes that share the work of a large import, and what is left to this one."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from typing import Generic, TypeVar

T = TypeVar("T")


@contextmanager
def workers(processes: int) -> Iterator[ProcessPoolExecutor | None]:
    """Other processes to work in; None where this one is to do everything."""
    if processes < 2:
        yield None
        return
    # Not forked: the program has threads, and Qt.
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_end_with_parent
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Have this process end with the one that started it, in whatever way that ends."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


class Job(Generic[T]):
    """Something to be made: here and now, or by another process; here again if that dies."""

    def __init__(self, pool: ProcessPoolExecutor | None, act: Callable[[], T]) -> None:
        self._act: Callable[[], T] | None = act
        self._result: T | None = None
        self._future: Future[T] | None = None
        if pool is None:
            self.result()
            return
        with suppress(BrokenProcessPool):
            self._future = pool.submit(act)

    def result(self) -> T:
        """What was made, when it is; what it was made from is released."""
        if self._future is not None:
            with suppress(BrokenProcessPool):
                self._result = self._future.result()
            self._future = None
        if self._result is None:
            assert self._act is not None
            self._result = self._act()
        self._act = None
        return self._result
