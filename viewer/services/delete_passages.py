"""Removing passages with their tags, notes and links."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from viewer.base.ids import AnnotationId
from viewer.catalogue.models import Annotation, Link, Tagging
from viewer.services.archive import Archive


def delete_passages(archive: Archive, annotation_ids: Collection[AnnotationId]) -> int:
    """Remove these passages in one step; ids that are gone already are passed over.

    Returns how many were removed.
    """
    wanted = list(annotation_ids)
    with archive.writing("Delete passages") as write:
        session = write.session
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
        write.rename("Delete a passage" if len(doomed) == 1 else f"Delete {len(doomed)} passages")
        return len(doomed)
