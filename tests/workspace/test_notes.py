"""What was typed as a note counts as unsaved until the archive has that very text."""

import pytest

from tests.workspace.executors import Mailbox
from viewer.base.errors import BusyError
from viewer.base.ids import AnnotationId
from viewer.base.messages import VERBATIM
from viewer.workspace import notes as notes_module
from viewer.workspace.executor import Executor
from viewer.workspace.notes import CLOSE_AGAIN, Notes

ONE, OTHER = AnnotationId(1), AnnotationId(2)


class Writes:
    """Takes notes in place of an archive; those whose turn is in `fails` meet a lock."""

    def __init__(self) -> None:
        self.kept: dict[AnnotationId, str] = {}
        self.fails: set[int] = set()
        self._turn = 0

    def __call__(self, _archive: object, annotation_id: AnnotationId, note: str) -> None:
        self._turn += 1
        if self._turn in self.fails:
            raise BusyError(VERBATIM, words="Another program is writing.")
        self.kept[annotation_id] = note


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> Writes:
    writes = Writes()
    monkeypatch.setattr(notes_module, "write_note", writes)
    return writes


@pytest.fixture
def flow(executor: Executor, mailbox: Mailbox) -> Notes:
    return Notes(None, executor)


def test_a_text_that_was_saved_before_is_not_taken_for_saved_again(
    flow: Notes, executor: Executor, mailbox: Mailbox, writes: Writes
) -> None:
    writes.fails = {3}
    for note in ("harbin", "harbin 🚩", "harbin"):
        flow.save(ONE, note)
    mailbox.settle(executor)
    assert writes.kept[ONE] == "harbin 🚩"
    assert flow.unsaved(ONE) == "harbin"


def test_closing_tries_a_failed_note_again_beside_one_on_its_way(
    flow: Notes, executor: Executor, mailbox: Mailbox, writes: Writes
) -> None:
    writes.fails = {1}
    flow.save(ONE, "kept here")
    mailbox.settle(executor)
    assert flow.unsaved(ONE) == "kept here"
    flow.save(OTHER, "typed a moment before closing")
    settled = []
    flow.settled.connect(lambda: settled.append(1))
    flow.save_again()
    mailbox.run_until(lambda: settled)
    assert not flow.is_writing
    assert flow.may_close()
    assert writes.kept == {ONE: "kept here", OTHER: "typed a moment before closing"}


def test_closing_without_a_note_is_refused_once(
    flow: Notes, executor: Executor, mailbox: Mailbox, writes: Writes
) -> None:
    writes.fails = {1, 2, 3}
    told = []
    executor.trouble.connect(told.append)
    flow.save(ONE, "lost")
    mailbox.settle(executor)
    assert not flow.may_close()
    assert told == [CLOSE_AGAIN]
    assert flow.may_close()
    assert told == [CLOSE_AGAIN]
