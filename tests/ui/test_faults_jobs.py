"""Nothing waits behind long work, and whoever waits for a job hears of its end."""

import threading
from collections.abc import Iterator

import pytest

from viewer.base.errors import BusyError, FaultError, ViewerError
from viewer.ui.jobs import Jobs


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


@pytest.fixture
def go() -> Iterator[threading.Event]:
    go = threading.Event()
    yield go
    go.set()


def test_reads_do_not_wait_for_long_ones(jobs: Jobs, go: threading.Event, qtbot) -> None:
    arrived = []
    for number in range(4):
        jobs.read(lambda *_: go.wait(20), arrived.append, label=f"Exporting {number}")
    jobs.read(lambda *_: go.wait(20), arrived.append, key="index", background=True)
    jobs.read(lambda *_: "answer", arrived.append, key="search")
    qtbot.waitUntil(lambda: arrived == ["answer"])


def test_a_key_holds_across_the_pools(jobs: Jobs, go: threading.Event) -> None:
    arrived = []
    jobs.read(lambda *_: go.wait(20), arrived.append, key="index", background=True)
    jobs.read(lambda *_: "new", arrived.append, key="index")
    go.set()
    assert jobs.wait_idle()
    assert arrived == ["new"]


def test_a_voided_read_is_dropped(jobs: Jobs, go: threading.Event) -> None:
    arrived = []
    jobs.read(lambda *_: go.wait(20), arrived.append, key="passage")
    jobs.void("passage")
    go.set()
    assert jobs.wait_idle()
    assert arrived == []


def test_cancelling_ends_a_write_that_waits_for_its_turn_at_once(
    jobs: Jobs, go: threading.Event
) -> None:
    ended, imported = [], []
    jobs.label_ended.connect(ended.append)
    jobs.write(lambda *_: go.wait(20), lambda _: None)
    jobs.write(
        lambda *_: imported.append(True),
        lambda _: None,
        cancelled=lambda: ended.append("cancelled"),
        label="Importing",
    )
    jobs.cancel("Importing")
    assert ended == ["cancelled", "Importing"]
    go.set()
    assert jobs.wait_idle()
    assert (ended, imported) == (["cancelled", "Importing"], [])


def test_a_bug_is_told_to_whoever_waits(jobs: Jobs) -> None:
    failed: list[ViewerError] = []
    crashed, told = [], []
    jobs.crashed.connect(crashed.append)
    jobs.trouble.connect(told.append)

    def bug(*_) -> None:
        raise ZeroDivisionError

    jobs.write(bug, lambda _: None, failed.append)
    assert jobs.wait_idle()
    assert len(crashed) == 1
    (error,) = failed
    assert isinstance(error, FaultError)
    assert "try again" in str(error)
    jobs.tell(error)
    assert told == [], "the crash dialog said it"


def test_a_read_that_met_a_lock_is_known_to_be_missed(jobs: Jobs) -> None:
    missed = []
    jobs.read_missed.connect(lambda: missed.append(1))

    def locked(*_) -> None:
        raise BusyError("Another program is writing.")

    jobs.write(locked, lambda _: None)
    assert jobs.wait_idle()
    assert not missed
    jobs.read(locked, lambda _: None, lambda _error: None)
    assert jobs.wait_idle()
    assert missed
