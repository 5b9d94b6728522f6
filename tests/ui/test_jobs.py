"""Background work: order, voiding, cancelling, and where outcomes arrive."""

import threading
from collections.abc import Iterator

import pytest
from viewer.base.errors import InputError
from viewer.base.jobs import CancelToken
from viewer.ui.jobs import Jobs


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
        while True:
            cancel.check()

    jobs.read(slow, arrived.append, key="search")
    assert begun.wait(5)
    jobs.read(lambda *_: "new", arrived.append, key="search")
    assert jobs.wait_idle()
    assert arrived == ["new"]


def test_an_older_answer_that_is_late_is_dropped(jobs: Jobs) -> None:
    go, arrived = threading.Event(), []

    def deaf(_cancel, _progress) -> str:
        go.wait(5)
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
        while True:
            cancel.check()

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
