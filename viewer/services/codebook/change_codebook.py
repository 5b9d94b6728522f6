"""Making, naming, describing and removing tags."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from viewer.annotation.codebook import join_path, next_colour, split_path
from viewer.base.errors import InputError, NotFoundError
from viewer.base.ids import TagId
from viewer.base.messages import Message
from viewer.catalogue.models import Tag, Tagging
from viewer.services.archive.archive import Archive
from viewer.services.codebook.find_tags import tag_tree

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def create_tag(archive: Archive, path: str) -> TagId:
    """Make the tag at `path` ("framing/liberation"), parents too; an existing one is returned."""
    names = split_path(path)
    with archive.writing(Message.of("step.make-tag", path=join_path(names))) as write:
        return TagId(find_or_make_tag(write.session, names).id)


def rename_tag(archive: Archive, tag_id: TagId, name: str) -> None:
    """Give a tag another name among its siblings. Raises `InputError` if it is taken."""
    (clean,) = _one_name(name)
    with archive.writing(Message.of("step.rename-tag", old="", new=clean)) as write:
        tag = _tag(write.session, tag_id)
        taken = _child(write.session, tag.parent_id, clean)
        if taken is not None and taken.id != tag.id:
            raise InputError("tag.name-taken", name=clean)
        write.rename(Message.of("step.rename-tag", old=tag.name, new=clean))
        tag.name = clean


def recolour_tag(archive: Archive, tag_id: TagId, colour: str) -> None:
    """Give a tag the colour `#RRGGBB`."""
    if not _COLOUR.fullmatch(colour):
        raise InputError("tag.not-a-colour", colour=colour)
    with archive.writing(Message.of("step.colour-tag", tag="")) as write:
        tag = _tag(write.session, tag_id)
        write.rename(Message.of("step.colour-tag", tag=tag.name))
        tag.colour = colour.upper()


def define_tag(archive: Archive, tag_id: TagId, definition: str) -> None:
    """Say when a tag is to be used."""
    with archive.writing(Message.of("step.define-tag", tag="")) as write:
        tag = _tag(write.session, tag_id)
        write.rename(Message.of("step.define-tag", tag=tag.name))
        tag.definition = definition


def set_shortcut(archive: Archive, tag_id: TagId, key: str) -> None:
    """Let one key tag with this tag; a tag that had the key loses it. Empty takes it away."""
    if len(key) > 1 or (key and not key.isalnum()):
        raise InputError("tag.shortcut-too-long")
    with archive.writing(Message.of("step.take-key", tag="")) as write:
        tag = _tag(write.session, tag_id)
        given = Message.of("step.give-key", tag=tag.name, key=key)
        write.rename(given if key else Message.of("step.take-key", tag=tag.name))
        if key:
            for other in write.session.scalars(select(Tag).where(Tag.shortcut == key)):
                other.shortcut = ""
        tag.shortcut = key


def delete_tag(archive: Archive, tag_id: TagId) -> None:
    """Remove a tag, the tags below it and their use; passages stay, one undo brings all back."""
    with archive.writing(Message.of("step.delete-tag", tag="")) as write:
        session = write.session
        tag = _tag(session, tag_id)
        write.rename(Message.of("step.delete-tag", tag=tag.name))
        tree = tag_tree(session)
        doomed = tree.with_descendants([tag_id])
        taggings = select(Tagging.annotation_id, Tagging.tag_id).where(Tagging.tag_id.in_(doomed))
        write.delete_rows(Tagging, [tuple(row) for row in session.execute(taggings)])
        # Children first: the database refuses to drop a parent that still has any.
        for each in sorted(
            session.scalars(select(Tag).where(Tag.id.in_(doomed))),
            key=lambda node: -len(tree.ancestry(node.id)),
        ):
            for label in each.labels:
                session.delete(label)
            session.flush()
            session.delete(each)
            session.flush()


def find_tag(session: Session, names: Sequence[str]) -> Tag | None:
    """The tag at exactly this path, if there is one."""
    tag: Tag | None = None
    for name in names:
        tag = _child(session, tag.id if tag else None, name)
        if tag is None:
            return None
    return tag


def find_or_make_tag(session: Session, names: Sequence[str], colour: str = "") -> Tag:
    """The tag at this path inside a change under way, made with its parents where missing."""
    parent: Tag | None = None
    for name in names:
        tag = _child(session, parent.id if parent else None, name)
        if tag is None:
            tag = Tag(
                uid=str(uuid.uuid4()),
                parent_id=parent.id if parent else None,
                name=name,
                colour=colour or next_colour(set(session.scalars(select(Tag.colour)))),
                position=_next_position(session, parent.id if parent else None),
            )
            session.add(tag)
            session.flush()
        parent = tag
    if parent is None:
        raise InputError("tag.no-name")
    return parent


def _child(session: Session, parent_id: int | None, name: str) -> Tag | None:
    return session.scalars(
        select(Tag).where(Tag.parent_id.is_not_distinct_from(parent_id), Tag.name == name)
    ).one_or_none()


def _next_position(session: Session, parent_id: int | None) -> int:
    newest = session.execute(
        select(func.max(Tag.position)).where(Tag.parent_id.is_not_distinct_from(parent_id))
    ).scalar()
    return 0 if newest is None else newest + 1


def _one_name(name: str) -> tuple[str]:
    names = split_path(name)
    if len(names) != 1:
        raise InputError("tag.slash-in-name")
    return (names[0],)


def _tag(session: Session, tag_id: TagId) -> Tag:
    tag = session.get(Tag, tag_id)
    if tag is None:
        raise NotFoundError("tag.gone")
    return tag
