"""What was typed as a note counts as unsaved until the archive has that very text."""

from collections.abc import Iterator

import pytest

from viewer.base.errors import BusyError
from viewer.base.ids import AnnotationId
from viewer.ui.flows import notes as flow_of_notes
from viewer.ui.flows.notes import NoteFlow
from viewer.ui.jobs import Jobs

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
            raise BusyError("Another program is writing.")
        self.kept[annotation_id] = note


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> Writes:
    writes = Writes()
    monkeypatch.setattr(flow_of_notes, "write_note", writes)
    return writes


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


@pytest.fixture
def flow(jobs: Jobs) -> NoteFlow:
    return NoteFlow(None, jobs)


def test_a_text_that_was_saved_before_is_not_taken_for_saved_again(
    flow: NoteFlow, jobs: Jobs, writes: Writes
) -> None:
    writes.fails = {3}
    for note in ("harbin", "harbin 🚩", "harbin"):
        flow.save(ONE, note)
    assert jobs.wait_idle()
    assert writes.kept[ONE] == "harbin 🚩"
    assert flow.unsaved(ONE) == "harbin"


def test_closing_tries_a_failed_note_again_beside_one_on_its_way(
    flow: NoteFlow, jobs: Jobs, writes: Writes
) -> None:
    writes.fails = {1}
    flow.save(ONE, "kept here")
    assert jobs.wait_idle()
    assert flow.unsaved(ONE) == "kept here"
    flow.save(OTHER, "typed a moment before closing")
    assert flow.may_close()
    assert writes.kept == {ONE: "kept here", OTHER: "typed a moment before closing"}
