"""Removing passages with their tags, notes and links."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from viewer.base.ids import AnnotationId
from viewer.base.messages import Message
from viewer.catalogue.models import Annotation, Link, Tagging
from viewer.services.archive.archive import Archive
from viewer.services.archive.batched import batched
from viewer.services.archive.write import Write


def delete_passages(archive: Archive, annotation_ids: Collection[AnnotationId]) -> int:
    """Remove these passages in one step; ids that are gone already are passed over.

    Returns how many were removed.
    """
    deleted = 0
    with archive.writing(Message.of("step.delete-passages", count=0)) as write:
        for wanted in batched(annotation_ids):
            deleted += _delete(write, wanted)
        write.rename(Message.of("step.delete-passages", count=deleted))
    return deleted


def _delete(write: Write, wanted: list[AnnotationId]) -> int:
    session = write.session
    links = select(Link.id).where(Link.origin_id.in_(wanted) | Link.target_id.in_(wanted))
    write.delete_rows(Link, session.scalars(links).all())
    taggings = select(Tagging.annotation_id, Tagging.tag_id).where(
        Tagging.annotation_id.in_(wanted)
    )
    write.delete_rows(Tagging, [tuple(row) for row in session.execute(taggings)])
    return write.delete_rows(Annotation, wanted)
