"""Background work: order, voiding, cancelling, lanes, and where outcomes arrive."""

import threading
import time

import pytest

from tests.workspace.executors import ImmediateExecutor, Mailbox
from viewer.base.errors import BusyError, FaultError, InputError, ViewerError
from viewer.base.jobs import CancelToken
from viewer.base.messages import VERBATIM
from viewer.workspace import executor as executor_module
from viewer.workspace.executor import Executor, Lane, reads_left_running

#: Well over the second that reads are given, well under the length of a deaf one.
_SOON = 4.0


def until_cancelled(cancel: CancelToken) -> None:
    """Work on until asked to stop, without taking the processor from everyone else."""
    pause = threading.Event()
    while True:
        cancel.check()
        pause.wait(0.002)


def test_outcomes_arrive_on_the_owners_thread(executor: Executor, mailbox: Mailbox) -> None:
    arrived: list[tuple[int, threading.Thread]] = []
    ran: list[threading.Thread] = []

    def job(_cancel, _progress) -> int:
        ran.append(threading.current_thread())
        return 7

    executor.submit(job, lambda outcome: arrived.append((outcome, threading.current_thread())))
    mailbox.settle(executor)
    assert arrived == [(7, threading.main_thread())]
    assert ran != [threading.main_thread()]


def test_a_newer_read_with_the_same_key_voids_the_older_one(
    executor: Executor, mailbox: Mailbox
) -> None:
    begun, arrived = threading.Event(), []

    def slow(cancel: CancelToken, _progress) -> None:
        begun.set()
        until_cancelled(cancel)

    executor.submit(slow, arrived.append, key="search")
    assert begun.wait(30)
    executor.submit(lambda *_: "new", arrived.append, key="search")
    mailbox.settle(executor)
    assert arrived == ["new"]


def test_an_older_answer_that_is_late_is_dropped(
    executor: Executor, mailbox: Mailbox, go: threading.Event
) -> None:
    begun, arrived = threading.Event(), []

    def deaf(_cancel, _progress) -> str:
        begun.set()
        go.wait(30)
        return "old"

    executor.submit(deaf, arrived.append, key="search")
    assert begun.wait(30)
    executor.submit(lambda *_: "new", arrived.append, key="search")
    go.set()
    mailbox.settle(executor)
    assert arrived == ["new"]


def test_a_key_holds_across_the_lanes(
    executor: Executor, mailbox: Mailbox, go: threading.Event
) -> None:
    arrived = []
    executor.submit(lambda *_: go.wait(20), arrived.append, key="index", lane=Lane.BACKGROUND)
    executor.submit(lambda *_: "new", arrived.append, key="index")
    go.set()
    mailbox.settle(executor)
    assert arrived == ["new"]


def test_a_voided_read_is_dropped(
    executor: Executor, mailbox: Mailbox, go: threading.Event
) -> None:
    arrived = []
    token = executor.submit(lambda *_: go.wait(20), arrived.append, key="passage")
    executor.void("passage")
    assert token.cancelled
    go.set()
    mailbox.settle(executor)
    assert arrived == []


def test_jobs_without_a_key_do_not_void_each_other(immediate: ImmediateExecutor) -> None:
    arrived = []
    for number in range(3):
        immediate.submit(lambda *_, number=number: number, arrived.append)
    immediate.run()
    assert arrived == [0, 1, 2]


def test_writes_run_one_after_the_other_in_order(executor: Executor, mailbox: Mailbox) -> None:
    order: list[int] = []
    for number in range(20):
        executor.submit(
            lambda *_, number=number: order.append(number), lambda _: None, lane=Lane.WRITE
        )
    mailbox.settle(executor)
    assert order == list(range(20))


def test_writes_that_wait_get_no_thread_of_their_own(
    executor: Executor, mailbox: Mailbox, go: threading.Event
) -> None:
    """Two threads could begin two writes in order and end them in another."""
    before, begun = set(threading.enumerate()), threading.Event()

    def first(*_: object) -> None:
        begun.set()
        go.wait(20)

    executor.submit(first, lambda _: None, lane=Lane.WRITE)
    assert begun.wait(30)
    for _ in range(3):
        executor.submit(lambda *_: None, lambda _: None, lane=Lane.WRITE)
    started = set(threading.enumerate()) - before
    go.set()
    mailbox.settle(executor)
    assert len(started) == 1


def test_writes_are_told_when_asked_for_and_how_they_ended(immediate: ImmediateExecutor) -> None:
    told: list[object] = []
    immediate.write_asked.connect(lambda: told.append("asked"))
    immediate.write_ended.connect(told.append)

    def locked(*_) -> None:
        raise BusyError(VERBATIM, words="Another program is writing.")

    immediate.submit(lambda *_: None, lambda _: None, lane=Lane.WRITE)
    immediate.submit(locked, lambda _: None, lane=Lane.WRITE)
    immediate.submit(lambda *_: None, lambda _: None)
    assert told == ["asked", "asked"]
    immediate.run()
    assert told == ["asked", "asked", True, False]


def test_expected_trouble_is_a_sentence_and_a_bug_a_traceback(
    immediate: ImmediateExecutor,
) -> None:
    told, crashed, failed = [], [], []
    immediate.trouble.connect(told.append)
    immediate.crashed.connect(crashed.append)

    def trouble(*_) -> None:
        raise InputError(VERBATIM, words="No such newspaper.")

    def bug(*_) -> None:
        raise ZeroDivisionError("oops")

    immediate.submit(trouble, lambda _: None)
    immediate.submit(trouble, lambda _: None, failed.append)
    immediate.submit(bug, lambda _: None)
    immediate.run()
    assert told == ["No such newspaper."]
    assert [str(error) for error in failed] == ["No such newspaper."]
    assert len(crashed) == 1
    assert "ZeroDivisionError: oops" in crashed[0]


def test_a_bug_is_told_to_whoever_waits(immediate: ImmediateExecutor) -> None:
    failed: list[ViewerError] = []
    crashed, told = [], []
    immediate.crashed.connect(crashed.append)
    immediate.trouble.connect(told.append)

    def bug(*_) -> None:
        raise ZeroDivisionError

    immediate.submit(bug, lambda _: None, failed.append, lane=Lane.WRITE)
    immediate.run()
    assert len(crashed) == 1
    (error,) = failed
    assert isinstance(error, FaultError)
    assert "try again" in str(error)
    immediate.tell(error)
    assert told == [], "the crash dialog said it"


def test_a_read_that_met_a_lock_is_known_to_be_missed(immediate: ImmediateExecutor) -> None:
    missed = []
    immediate.read_missed.connect(lambda: missed.append(1))

    def locked(*_) -> None:
        raise BusyError(VERBATIM, words="Another program is writing.")

    immediate.submit(locked, lambda _: None, lane=Lane.WRITE)
    immediate.run()
    assert not missed
    immediate.submit(locked, lambda _: None, lambda _error: None)
    immediate.run()
    assert missed


def test_a_labelled_job_tells_progress_and_can_be_cancelled(
    executor: Executor, mailbox: Mailbox
) -> None:
    ended, progressed = [], []
    executor.progressed.connect(lambda *told: progressed.append(told))
    executor.label_ended.connect(ended.append)

    def job(cancel: CancelToken, progress) -> None:
        progress(0, 0)
        until_cancelled(cancel)

    executor.submit(
        job,
        lambda _: None,
        cancelled=lambda: ended.append("cancelled"),
        label="Importing",
        lane=Lane.WRITE,
    )
    mailbox.run_until(lambda: progressed)
    executor.cancel("Importing")
    mailbox.settle(executor)
    assert progressed[0] == ("Importing", 0, 0)
    assert ended == ["cancelled", "Importing"]


def test_cancelling_ends_a_write_that_waits_for_its_turn_at_once(
    executor: Executor, mailbox: Mailbox, go: threading.Event
) -> None:
    ended, imported = [], []
    executor.label_ended.connect(ended.append)
    executor.submit(lambda *_: go.wait(20), lambda _: None, lane=Lane.WRITE)
    executor.submit(
        lambda *_: imported.append(True),
        lambda _: None,
        cancelled=lambda: ended.append("cancelled"),
        label="Importing",
        lane=Lane.WRITE,
    )
    executor.cancel("Importing")
    assert ended == ["cancelled", "Importing"]
    go.set()
    mailbox.settle(executor)
    assert (ended, imported) == (["cancelled", "Importing"], [])


def test_progress_without_a_total_is_told_now_and_then(
    executor: Executor, mailbox: Mailbox
) -> None:
    progressed = []
    executor.progressed.connect(lambda *told: progressed.append(told))

    def job(_cancel, progress) -> None:
        for done in range(500):
            progress(done, 0)

    executor.submit(job, lambda _: None, label="Counting")
    mailbox.settle(executor)
    assert 1 <= len(progressed) < 100


def test_the_end_of_known_progress_is_always_told(immediate: ImmediateExecutor) -> None:
    progressed = []
    immediate.progressed.connect(lambda *told: progressed.append(told))

    def job(_cancel, progress) -> None:
        for done in range(2**40 - 9, 2**40 + 1):
            progress(done, 2**40)

    immediate.submit(job, lambda _: None, label="Reading")
    immediate.run()
    assert progressed[-1] == ("Reading", 2**40, 2**40)
    assert len(progressed) < 5


def test_busy_counts_what_has_not_ended(immediate: ImmediateExecutor) -> None:
    counts = []
    immediate.busy_changed.connect(counts.append)
    for _ in range(2):
        immediate.submit(lambda *_: None, lambda _: None)
    assert immediate.busy == 2
    immediate.run()
    assert counts == [1, 2, 1, 0]


def test_a_job_counts_as_ended_after_a_bug_in_what_takes_its_outcome(
    immediate: ImmediateExecutor,
) -> None:
    def broken(_outcome: object) -> None:
        raise ZeroDivisionError

    immediate.submit(lambda *_: None, broken, key="search")
    with pytest.raises(ZeroDivisionError):
        immediate.run()
    assert immediate.busy == 0


def test_reads_wait_neither_for_long_work_nor_for_writes(
    executor: Executor, mailbox: Mailbox, go: threading.Event
) -> None:
    """An export, the index and an import together never stop a search."""
    arrived, long = [], Lane.BACKGROUND
    for number in range(4):
        executor.submit(
            lambda *_: go.wait(20), arrived.append, label=f"Exporting {number}", lane=long
        )
    executor.submit(lambda *_: go.wait(20), arrived.append, key="index", lane=long)
    executor.submit(lambda *_: go.wait(20), arrived.append, label="Importing", lane=Lane.WRITE)
    executor.submit(lambda *_: "hits", arrived.append, key="search")
    executor.submit(lambda *_: "text", arrived.append, key="open")
    mailbox.run_until(lambda: sorted(arrived) == ["hits", "text"])


@pytest.mark.parametrize("lane", [Lane.READ, Lane.BACKGROUND], ids=lambda lane: lane.value)
def test_two_reads_of_a_lane_run_at_the_same_time(
    executor: Executor, mailbox: Mailbox, lane: Lane
) -> None:
    """A search and a text that is opened; an export and the index."""
    both, met = threading.Barrier(2), []
    for key in ("one", "other"):
        executor.submit(lambda *_: both.wait(20), met.append, key=key, lane=lane)
    mailbox.settle(executor)
    assert sorted(met) == [0, 1]


def test_a_write_waits_neither_for_reads_nor_for_long_work(
    executor: Executor, mailbox: Mailbox, go: threading.Event
) -> None:
    arrived = []
    for lane in (Lane.READ, Lane.BACKGROUND):
        for _ in range(3):
            executor.submit(lambda *_: go.wait(20), arrived.append, lane=lane)
    executor.submit(lambda *_: "tagged", arrived.append, lane=Lane.WRITE)
    mailbox.run_until(lambda: arrived == ["tagged"])


def test_an_outcome_whose_owner_is_gone_is_dropped() -> None:
    arrived, told = [], []
    immediate = ImmediateExecutor()
    immediate._is_alive = lambda receiver: receiver != arrived.append
    immediate.trouble.connect(told.append)

    def trouble(*_) -> None:
        raise InputError(VERBATIM, words="No such newspaper.")

    immediate.submit(lambda *_: 1, arrived.append)
    immediate.submit(trouble, print, arrived.append)
    immediate.run()
    assert (arrived, told, immediate.busy) == ([], [], 0)


def test_shutdown_lets_writes_finish_and_drops_outcomes(mailbox: Mailbox) -> None:
    executor, written, arrived = Executor(mailbox), [], []
    for number in range(5):
        executor.submit(
            lambda *_, number=number: written.append(number), arrived.append, lane=Lane.WRITE
        )
    executor.shutdown()
    mailbox.settle(executor)
    assert written == list(range(5))
    assert arrived == []


def test_shutdown_cancels_reads_and_labelled_writes_but_lets_writes_finish(
    mailbox: Mailbox,
) -> None:
    executor, stopped, written = Executor(mailbox), [], []
    begun = threading.Barrier(3)

    def endless(cancel: CancelToken, _progress) -> None:
        begun.wait(30)
        try:
            until_cancelled(cancel)
        finally:
            stopped.append(True)

    executor.submit(endless, stopped.append)
    executor.submit(endless, stopped.append, label="Importing", lane=Lane.WRITE)
    executor.submit(lambda *_: written.append(True), stopped.append, lane=Lane.WRITE)
    begun.wait(30)
    executor.shutdown()
    assert (stopped, written) == ([True, True], [True])


def test_after_shutdown_no_job_is_begun(mailbox: Mailbox) -> None:
    executor, ran = Executor(mailbox), []
    executor.shutdown()
    for lane in Lane:
        assert executor.submit(lambda *_: ran.append(1), ran.append, lane=lane).cancelled
    assert executor.busy == 0
    executor.shutdown()
    assert ran == []


def test_shutdown_does_not_wait_for_a_read_that_does_not_stop(
    mailbox: Mailbox, go: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another test of this process may have left a read of its own.
    monkeypatch.setattr(executor_module, "_shut_with_reads", [])
    executor, begun, arrived, written = Executor(mailbox), threading.Event(), [], []

    def deaf(_cancel, _progress) -> None:
        begun.set()
        go.wait(30)

    executor.submit(deaf, arrived.append)
    executor.submit(
        lambda *_: threading.Event().wait(1.5) or written.append(True),
        arrived.append,
        lane=Lane.WRITE,
    )
    assert begun.wait(30)
    before = time.monotonic()
    executor.shutdown()
    assert time.monotonic() - before < _SOON
    assert written == [True], "a write that was confirmed finishes"
    assert reads_left_running()
    go.set()
    executor._lanes[Lane.READ].wait(30)
    assert not reads_left_running()
    mailbox.settle(executor)
    assert arrived == []


def test_shutdown_does_not_wait_when_reads_stop(mailbox: Mailbox) -> None:
    executor = Executor(mailbox)
    executor.submit(lambda cancel, _progress: cancel._event.wait(30), print)
    before = time.monotonic()
    executor.shutdown()
    assert time.monotonic() - before < 1.0


@pytest.mark.parametrize("lane", Lane, ids=lambda lane: lane.value)
def test_what_ends_after_a_shutdown_began_is_not_posted(lane: Lane) -> None:
    """What carries a post may be gone by then: a window that is closed."""
    posted: list[object] = []
    executor, begun, told = Executor(posted.append), threading.Event(), []

    def job(cancel: CancelToken, _progress) -> None:
        begun.set()
        told.append(cancel._event.wait(30))

    executor.submit(job, lambda _: None, label="Long", lane=lane)
    assert begun.wait(30)
    executor.shutdown()
    executor._lanes[lane].wait(30)
    assert (told, posted) == ([True], [])


def test_no_thread_outlives_a_shutdown(mailbox: Mailbox) -> None:
    executor = Executor(mailbox)
    threads: list[threading.Thread] = []
    for lane in Lane:
        executor.submit(
            lambda *_: threads.append(threading.current_thread()), lambda _: None, lane=lane
        )
    mailbox.settle(executor)
    executor.shutdown()
    assert len(threads) == 3
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
