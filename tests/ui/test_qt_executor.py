"""Outcomes come through Qt's event loop, and never to a widget that was deleted."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from psygnal import Signal
from PySide6.QtCore import QObject

from viewer.base.errors import InputError
from viewer.base.messages import VERBATIM
from viewer.ui.qt_executor import qt_executor
from viewer.workspace.executor import Executor


@pytest.fixture
def executor(qapp) -> Iterator[Executor]:
    executor = qt_executor()
    yield executor
    executor.shutdown()


def test_outcomes_arrive_on_the_gui_thread(executor: Executor, qtbot) -> None:
    arrived: list[threading.Thread] = []
    executor.submit(lambda *_: 7, lambda _: arrived.append(threading.current_thread()))
    qtbot.waitUntil(lambda: not executor.busy)
    assert arrived == [threading.main_thread()]


class _Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[object] = []

    def take(self, outcome: object) -> None:
        self.arrived.append(outcome)
        self.objectName()


class _Told:
    signal = Signal(int)


def test_an_outcome_for_a_deleted_receiver_is_dropped_silently(executor: Executor, qtbot) -> None:
    gone, told, trouble = _Receiver(), _Told(), []
    arrived = gone.arrived
    told.signal.connect(lambda _: gone.objectName())
    shiboken6.delete(gone)
    executor.trouble.connect(trouble.append)

    def fail(*_) -> None:
        raise InputError(VERBATIM, words="No such newspaper.")

    executor.submit(lambda *_: 1, gone.take)
    executor.submit(lambda *_: 1, partial(gone.take))
    executor.submit(lambda *_: 1, lambda _: gone.objectName())
    executor.submit(lambda *_: 1, told.signal.emit)
    executor.submit(fail, print, gone.take)
    qtbot.waitUntil(lambda: not executor.busy)
    assert (arrived, trouble) == ([], [])


def test_a_bug_in_a_receiver_is_not_taken_for_its_end(executor: Executor, qtbot) -> None:
    told = _Told()

    def broken(_outcome: object) -> None:
        raise RuntimeError("a bug")

    told.signal.connect(broken)
    with qtbot.capture_exceptions() as raised:
        executor.submit(lambda *_: 1, broken)
        qtbot.waitUntil(lambda: not executor.busy)
        executor.submit(lambda *_: 1, told.signal.emit)
        qtbot.waitUntil(lambda: not executor.busy)
    first, second = (error for _type, error, _trace in raised)
    assert str(first) == "a bug"
    assert str(second.__cause__) == "a bug"
