"""Every change is told, whoever made it, and none is read for twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.executors import ImmediateExecutor
from viewer.base.errors import ArchiveError, BusyError
from viewer.base.messages import VERBATIM
from viewer.services.archive.archive import Archive
from viewer.services.codebook.change_codebook import create_tag
from viewer.services.types import ArchiveChanged
from viewer.workspace.executor import Lane
from viewer.workspace.watch import Watch


@pytest.fixture
def archive(archive_path: Path) -> Iterator[Archive]:
    with Archive.open(archive_path, who="reader") as archive:
        yield archive


@pytest.fixture
def other(archive_path: Path) -> Iterator[Archive]:
    """The same archive in another program."""
    with Archive.open(archive_path, who="other") as archive:
        yield archive


@pytest.fixture
def watch(archive: Archive, immediate: ImmediateExecutor) -> Watch:
    watch = Watch(archive, immediate)
    watch.begin(lambda: None)
    immediate.run()
    return watch


@pytest.fixture
def told(watch: Watch) -> list[ArchiveChanged]:
    told: list[ArchiveChanged] = []
    watch.changed.connect(told.append)
    return told


def is_everything(changed: ArchiveChanged) -> bool:
    return all(rows.many for rows in changed.rows.values()) and "excerpt" in changed.tables


def test_what_follows_the_beginning_waits_until_the_newest_step_is_known(
    archive: Archive, immediate: ImmediateExecutor
) -> None:
    begun = []
    Watch(archive, immediate).begin(lambda: begun.append(1))
    assert begun == [], "nothing is read on the owner's thread"
    immediate.run()
    assert begun == [1]


def test_a_beginning_under_a_lock_goes_on_and_everything_is_told_later(
    archive: Archive, immediate: ImmediateExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise BusyError(VERBATIM, words="Another program is writing.")

    watch, begun, told = Watch(archive, immediate), [], []
    watch.changed.connect(told.append)
    with monkeypatch.context() as locked:
        locked.setattr(archive, "last_step", busy)
        watch.begin(lambda: begun.append(1))
        immediate.run()
    assert begun == [1]
    watch.look()
    immediate.run()
    assert [is_everything(changed) for changed in told] == [True]
    watch.look()
    immediate.run()
    assert len(told) == 1


def test_a_step_of_ours_is_told_with_its_rows(
    archive: Archive, immediate: ImmediateExecutor, watch: Watch, told: list[ArchiveChanged]
) -> None:
    create_tag(archive, "mine")
    immediate.run()
    assert [changed.tables for changed in told] == [{"tag"}]
    watch.look()
    immediate.run()
    assert len(told) == 1, "a look finds nothing new"


def test_a_step_of_another_program_is_found_by_a_look(
    other: Archive, immediate: ImmediateExecutor, watch: Watch, told: list[ArchiveChanged]
) -> None:
    create_tag(other, "theirs")
    assert told == []
    watch.look()
    immediate.run()
    assert [changed.tables for changed in told] == [{"tag"}]


def test_a_gap_before_a_step_of_ours_is_read_from_the_journal(
    archive: Archive,
    other: Archive,
    immediate: ImmediateExecutor,
    watch: Watch,
    told: list[ArchiveChanged],
) -> None:
    create_tag(other, "theirs")
    create_tag(archive, "mine")
    immediate.run()
    (changed,) = told
    assert changed.tables == {"tag"}
    assert len(changed.rows["tag"].inserted) == 2
    assert not changed.rows["tag"].many


def test_a_look_that_saw_a_step_of_ours_first_tells_it_once(
    archive: Archive, immediate: ImmediateExecutor, told: list[ArchiveChanged], watch: Watch
) -> None:
    posted = []
    immediate.post = posted.append
    create_tag(archive, "mine")
    immediate.post = lambda call: call()
    watch.look()
    immediate.run()
    for call in posted:
        call()
    assert immediate.busy == 0, "nothing is read for it"
    assert len(told) == 1


def test_a_look_waits_while_something_else_is_done(
    other: Archive, immediate: ImmediateExecutor, watch: Watch, told: list[ArchiveChanged]
) -> None:
    create_tag(other, "theirs")
    immediate.submit(lambda *_: None, lambda _: None, lane=Lane.BACKGROUND)
    watch.look()
    assert immediate.busy == 1
    immediate.run()
    assert told == []


def test_what_could_not_be_read_is_told_as_everything_once_it_can(
    immediate: ImmediateExecutor, watch: Watch, told: list[ArchiveChanged]
) -> None:
    immediate.read_missed.emit()
    watch.look()
    immediate.run()
    assert [is_everything(changed) for changed in told] == [True]


def test_a_step_after_something_was_missed_tells_everything(
    archive: Archive, immediate: ImmediateExecutor, watch: Watch, told: list[ArchiveChanged]
) -> None:
    immediate.read_missed.emit()
    create_tag(archive, "mine")
    immediate.run()
    assert [is_everything(changed) for changed in told] == [True]


@pytest.mark.parametrize(("error", "goes_on"), [(BusyError, True), (ArchiveError, False)])
def test_a_lock_passes_and_anything_else_is_told_once(
    archive: Archive,
    immediate: ImmediateExecutor,
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
    error: type[ArchiveError],
    goes_on: bool,
) -> None:
    import viewer.workspace.watch as module

    def fail(*_: object) -> None:
        raise error(VERBATIM, words="The disk is gone.")

    trouble = []
    immediate.trouble.connect(trouble.append)
    monkeypatch.setattr(module, "changes_since", fail)
    monkeypatch.setattr(archive, "last_step", fail)
    for _ in range(2):
        watch.look()
        immediate.run()
    assert watch.is_looking is goes_on
    assert trouble == ([] if goes_on else ["The disk is gone."])


def test_a_closed_watch_tells_nothing(
    archive: Archive, immediate: ImmediateExecutor, watch: Watch, told: list[ArchiveChanged]
) -> None:
    watch.close()
    create_tag(archive, "mine")
    immediate.run()
    assert told == []
