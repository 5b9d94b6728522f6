"""Removing passages with their tags, notes and links."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.base.ids import AnnotationId
from viewer.catalogue.models import Annotation, Link, Tagging
from viewer.services.archive import Archive
from viewer.services.batched import batched


def delete_passages(archive: Archive, annotation_ids: Collection[AnnotationId]) -> int:
    """Remove these passages in one step; ids that are gone already are passed over.

    Returns how many were removed.
    """
    deleted = 0
    with archive.writing("Delete passages") as write:
        for wanted in batched(annotation_ids):
            deleted += _delete(write.session, wanted)
        write.rename("Delete a passage" if deleted == 1 else f"Delete {deleted} passages")
    return deleted


def _delete(session: Session, wanted: list[AnnotationId]) -> int:
    links = Link.origin_id.in_(wanted) | Link.target_id.in_(wanted)
    for dependent in (
        *session.scalars(select(Link).where(links)),
        *session.scalars(select(Tagging).where(Tagging.annotation_id.in_(wanted))),
    ):
        session.delete(dependent)
    session.flush()
    doomed = session.scalars(select(Annotation).where(Annotation.id.in_(wanted))).all()
    for annotation in doomed:
        session.delete(annotation)
    session.flush()
    return len(doomed)
