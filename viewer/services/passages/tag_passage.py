"""Tagging one passage, and taking tags off it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.annotation.codebook import join_path, split_path
from viewer.annotation.selectors import Quote, describe
from viewer.base.errors import InputError, NotFoundError
from viewer.base.ids import AnnotationId, TagId, VersionId
from viewer.base.messages import Message
from viewer.catalogue.models import Annotation, Body, Tag, Tagging, Version
from viewer.services.archive.archive import Archive
from viewer.services.archive.write import Write
from viewer.services.codebook.change_codebook import find_or_make_tag
from viewer.text.kinds import AnchorState
from viewer.text.spans import Span


def tag_passage(
    archive: Archive, version_id: VersionId, span: Span, tag_paths: Sequence[str]
) -> AnnotationId:
    """Tag the passage `span` (code points) of a version with every path of `tag_paths`.

    Tags that do not exist are made. A passage that has exactly this span already gets the
    tags added. With no tags the passage is kept untagged, to carry a note. Raises `NotFoundError`
    and `InputError` (an empty span, or one outside the text) with nothing changed.
    """
    paths = [split_path(path) for path in tag_paths]
    shown = ", ".join(f"“{join_path(path)}”" for path in paths)
    tagged = Message.of("step.tag-passage", tags=shown)
    name = tagged if paths else Message("step.mark-passage")
    with archive.writing(name) as write:
        text = version_text(write.session, version_id)
        annotation = find_or_make_annotation(write, version_id, text, span)
        for path in paths:
            put_tag(write, annotation, find_or_make_tag(write.session, path))
        return AnnotationId(annotation.id)


def add_tag(archive: Archive, annotation_id: AnnotationId, tag_path: str) -> None:
    """Put one more tag on a passage; nothing happens if it has it."""
    path = split_path(tag_path)
    with archive.writing(Message.of("step.tag-passage", tags=f"“{join_path(path)}”")) as write:
        annotation = get_annotation(write.session, annotation_id)
        put_tag(write, annotation, find_or_make_tag(write.session, path))


def untag(archive: Archive, annotation_id: AnnotationId, tag_id: TagId) -> None:
    """Take one tag off a passage; the passage stays, with its note."""
    with archive.writing(Message.of("step.untag-passage", tag="")) as write:
        session = write.session
        annotation = get_annotation(session, annotation_id)
        tagging = session.get(Tagging, (annotation_id, tag_id))
        tag = session.get(Tag, tag_id)
        if tagging is None or tag is None:
            raise NotFoundError("passage.not-tagged")
        write.rename(Message.of("step.untag-passage", tag=tag.name))
        session.delete(tagging)
        annotation.modified_at = write.at


def version_text(session: Session, version_id: VersionId) -> str:
    """The canonical text of a version. Raises `NotFoundError`."""
    text = session.execute(
        select(Body.text).join(Version, Version.body_id == Body.id).where(Version.id == version_id)
    ).scalar()
    if text is None:
        raise NotFoundError("passage.text-gone")
    return text


def get_annotation(session: Session, annotation_id: AnnotationId) -> Annotation:
    """The annotation inside a change under way. Raises `NotFoundError`."""
    annotation = session.get(Annotation, annotation_id)
    if annotation is None:
        raise NotFoundError("passage.gone")
    return annotation


def find_or_make_annotation(
    write: Write, version_id: VersionId, text: str, span: Span
) -> Annotation:
    """The annotation at exactly `span` of the version, made where there is none."""
    if not len(span) or span.end > len(text):
        raise InputError("passage.nothing-selected")
    session = write.session
    found = session.scalars(
        select(Annotation)
        .where(
            Annotation.version_id == version_id,
            Annotation.start == span.start,
            Annotation.end == span.end,
        )
        .limit(1)
    ).first()
    if found is not None:
        return found
    annotation = make_annotation(write, version_id, span, describe(text, span))
    session.flush()
    return annotation


def make_annotation(write: Write, version_id: VersionId, span: Span, quote: Quote) -> Annotation:
    """A new annotation at `span` of the version, whose text there is `quote`; not flushed yet."""
    annotation = Annotation(**annotation_values(write, version_id, span, quote))
    write.session.add(annotation)
    return annotation


def annotation_values(
    write: Write, version_id: VersionId, span: Span, quote: Quote
) -> dict[str, Any]:
    """The columns of a new annotation at `span` of the version, whose text there is `quote`."""
    return {
        "uid": str(uuid.uuid4()),
        "version_id": version_id,
        "start": span.start,
        "end": span.end,
        "quote": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "state": AnchorState.EXACT.value,
        "creator": write.who,
        "created_at": write.at,
        "modified_at": write.at,
    }


def put_tag(write: Write, annotation: Annotation, tag: Tag) -> bool:
    """Put `tag` on `annotation`; whether it was not there before."""
    if write.session.get(Tagging, (annotation.id, tag.id)) is not None:
        return False
    write.session.add(Tagging(annotation_id=annotation.id, tag_id=tag.id))
    annotation.modified_at = write.at
    return True
