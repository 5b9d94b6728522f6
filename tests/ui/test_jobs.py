"""Background work: order, voiding, cancelling, and where outcomes arrive."""

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject

from viewer.base.errors import InputError
from viewer.base.jobs import CancelToken
from viewer.ui.jobs import Jobs


def until_cancelled(cancel: CancelToken) -> None:
    """Work on until asked to stop, without taking the processor from everyone else."""
    pause = threading.Event()
    while True:
        cancel.check()
        pause.wait(0.002)


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def test_outcomes_arrive_on_the_gui_thread(jobs: Jobs) -> None:
    arrived: list[tuple[int, threading.Thread]] = []
    ran: list[threading.Thread] = []

    def job(_cancel, _progress) -> int:
        ran.append(threading.current_thread())
        return 7

    jobs.read(job, lambda outcome: arrived.append((outcome, threading.current_thread())))
    assert jobs.wait_idle()
    assert arrived == [(7, threading.main_thread())]
    assert ran != [threading.main_thread()]


def test_a_newer_read_with_the_same_key_voids_the_older_one(jobs: Jobs) -> None:
    begun, arrived = threading.Event(), []

    def slow(cancel: CancelToken, _progress) -> str:
        begun.set()
        until_cancelled(cancel)

    jobs.read(slow, arrived.append, key="search")
    assert begun.wait(30)
    jobs.read(lambda *_: "new", arrived.append, key="search")
    assert jobs.wait_idle()
    assert arrived == ["new"]


def test_an_older_answer_that_is_late_is_dropped(jobs: Jobs) -> None:
    go, arrived = threading.Event(), []

    def deaf(_cancel, _progress) -> str:
        go.wait(30)
        return "old"

    jobs.read(deaf, arrived.append, key="search")
    jobs.read(lambda *_: "new", arrived.append, key="search")
    go.set()
    assert jobs.wait_idle()
    assert arrived == ["new"]


def test_writes_run_one_after_the_other_in_order(jobs: Jobs) -> None:
    order: list[int] = []
    for number in range(20):
        jobs.write(lambda *_, number=number: order.append(number), lambda _: None)
    assert jobs.wait_idle()
    assert order == list(range(20))


def test_expected_trouble_is_a_sentence_and_a_bug_a_traceback(jobs: Jobs) -> None:
    told, crashed, failed = [], [], []
    jobs.trouble.connect(told.append)
    jobs.crashed.connect(crashed.append)

    def trouble(*_) -> None:
        raise InputError("No such newspaper.")

    def bug(*_) -> None:
        raise ZeroDivisionError("oops")

    jobs.read(trouble, lambda _: None)
    jobs.read(trouble, lambda _: None, failed.append)
    jobs.read(bug, lambda _: None)
    assert jobs.wait_idle()
    assert told == ["No such newspaper."]
    assert [str(error) for error in failed] == ["No such newspaper."]
    assert "ZeroDivisionError: oops" in crashed[0]


def test_a_labelled_job_tells_progress_and_can_be_cancelled(jobs: Jobs, qtbot) -> None:
    cancelled, progressed = [], []
    jobs.progressed.connect(lambda *told: progressed.append(told))

    def job(cancel: CancelToken, progress) -> None:
        progress(0, 0)
        until_cancelled(cancel)

    jobs.write(job, lambda _: None, cancelled=lambda: cancelled.append(True), label="Importing")
    qtbot.waitUntil(lambda: bool(progressed))
    jobs.cancel("Importing")
    assert jobs.wait_idle()
    assert progressed[0] == ("Importing", 0, 0)
    assert cancelled == [True]


def test_shutdown_lets_writes_finish_and_drops_outcomes(qapp) -> None:
    jobs, written, arrived = Jobs(), [], []
    for number in range(5):
        jobs.write(lambda *_, number=number: written.append(number), arrived.append)
    jobs.shutdown()
    assert written == list(range(5))
    assert arrived == []


class _Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[object] = []

    def take(self, outcome: object) -> None:
        self.arrived.append(outcome)
        self.objectName()


def test_an_outcome_for_a_deleted_receiver_is_dropped_silently(jobs: Jobs, qtbot) -> None:
    gone = _Receiver()
    arrived = gone.arrived
    shiboken6.delete(gone)

    def trouble(*_) -> None:
        raise InputError("No such newspaper.")

    told = []
    jobs.trouble.connect(told.append)
    jobs.read(lambda *_: 1, gone.take)
    jobs.read(lambda *_: 1, lambda _: gone.objectName())
    jobs.read(trouble, print, gone.take)
    assert jobs.wait_idle()
    assert (arrived, told) == ([], [])


def test_a_bug_in_a_receiver_is_not_taken_for_its_end(jobs: Jobs, qtbot) -> None:
    def broken(_outcome: object) -> None:
        raise RuntimeError("a bug")

    with qtbot.capture_exceptions() as raised:
        jobs.read(lambda *_: 1, broken)
        assert jobs.wait_idle()
    assert [str(error) for _type, error, _trace in raised] == ["a bug"]


def test_shutdown_cancels_reads_and_labelled_writes_but_lets_writes_finish(qapp) -> None:
    jobs, stopped, written = Jobs(), [], []
    begun = threading.Barrier(3)

    def endless(cancel: CancelToken, _progress) -> None:
        begun.wait(30)
        try:
            until_cancelled(cancel)
        finally:
            stopped.append(True)

    jobs.read(endless, stopped.append)
    jobs.write(endless, stopped.append, label="Importing")
    jobs.write(lambda *_: written.append(True), stopped.append)
    begun.wait(30)
    jobs.shutdown()
    assert (stopped, written) == ([True, True], [True])


def test_after_shutdown_no_job_is_begun(qapp) -> None:
    jobs, ran = Jobs(), []
    jobs.shutdown()
    assert jobs.read(lambda *_: ran.append("read"), ran.append).cancelled
    assert jobs.write(lambda *_: ran.append("write"), ran.append).cancelled
    assert jobs.busy == 0
    assert jobs.wait_idle()
    assert ran == []


def test_progress_without_a_total_is_told_now_and_then(jobs: Jobs) -> None:
    progressed = []
    jobs.progressed.connect(lambda *told: progressed.append(told))

    def job(_cancel, progress) -> None:
        for done in range(500):
            progress(done, 0)

    jobs.read(job, lambda _: None, label="Counting")
    assert jobs.wait_idle()
    assert 1 <= len(progressed) < 100


def test_progress_may_count_past_what_fits_in_32_bits(jobs: Jobs) -> None:
    progressed = []
    jobs.progressed.connect(lambda *told: progressed.append(told))
    jobs.read(lambda _c, progress: progress(2**40, 2**40), lambda _: None, label="Reading")
    assert jobs.wait_idle()
    assert progressed == [("Reading", 2**40, 2**40)]
