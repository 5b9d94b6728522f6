"""Writing the note of a passage."""

from __future__ import annotations

from viewer.base.ids import AnnotationId
from viewer.base.messages import Message
from viewer.services.archive.archive import Archive
from viewer.services.passages.tag_passage import get_annotation


def write_note(archive: Archive, annotation_id: AnnotationId, note: str) -> None:
    """Replace the note of a passage; an unchanged note is no step. Raises `NotFoundError`."""
    with archive.writing(Message("step.write-note" if note else "step.clear-note")) as write:
        annotation = get_annotation(write.session, annotation_id)
        if annotation.note == note:
            return
        annotation.note = note
        annotation.modified_at = write.at
