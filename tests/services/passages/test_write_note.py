"""Notes: kept letter by letter, undone, and no step for nothing."""

from __future__ import annotations

import pytest

from tests.services.conftest import tag_words
from viewer.base.errors import NotFoundError
from viewer.base.ids import AnnotationId
from viewer.base.messages import verbatim
from viewer.catalogue.models import Annotation
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import undo
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.write_note import write_note

NOTE = "Сравни 🗒\u00a0с «Таймс»\r\nand cafe\u0301 "


def note_of(archive: Archive) -> str:
    (passage,) = list_passages(archive)
    return passage.note


def test_a_note_is_kept_as_it_was_written_and_comes_back(archive: Archive) -> None:
    passage = tag_words(archive, 1, "Война", "event")
    write_note(archive, passage, NOTE)
    assert note_of(archive) == NOTE
    write_note(archive, passage, "other")
    undo(archive)
    assert note_of(archive) == NOTE


def test_an_unchanged_note_is_no_step(archive: Archive) -> None:
    passage = tag_words(archive, 1, "Война", "event")
    write_note(archive, passage, NOTE)
    with archive.writing(verbatim("Backdate")) as write:  # a second later it would be another time
        write.session.get_one(Annotation, passage).modified_at = "1945-08-09T00:00:00Z"
    before = list_passages(archive), archive.last_step()
    write_note(archive, passage, NOTE)
    assert (list_passages(archive), archive.last_step()) == before


def test_a_note_that_is_cleared_is_said_to_be(archive: Archive) -> None:
    passage = tag_words(archive, 1, "Война", "event")
    write_note(archive, passage, NOTE)
    write_note(archive, passage, "")
    assert note_of(archive) == ""
    assert [str(step.what) for step in list_journal(archive)[:2]] == [
        "Clear a note",
        "Write a note",
    ]


def test_a_note_on_what_is_gone_is_refused(archive: Archive) -> None:
    before = archive.last_step()
    with pytest.raises(NotFoundError):
        write_note(archive, AnnotationId(99), NOTE)
    assert archive.last_step() == before
