"""The codebook as a list: every tag with its path and how many passages carry it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from viewer.annotation.tag_tree import TagNode, TagTree
from viewer.base.ids import TagId
from viewer.catalogue.models import Tag, Tagging
from viewer.services.archive import Archive
from viewer.services.types import PassageTag, TagInfo


def list_tags(archive: Archive) -> list[TagInfo]:
    """Every tag, parents before children, siblings in their order."""
    with archive.reading() as session:
        counts = _passages_below(session)
        tags = session.scalars(select(Tag).options(selectinload(Tag.labels))).all()
        tree = TagTree(_node(tag.id, tag.parent_id, tag.name) for tag in tags)
        order = {tag.id: (tag.position, tag.id) for tag in tags}
        by_place = sorted(tags, key=lambda tag: [order[key] for key in tree.ancestry(tag.id)])
        return [_tag_info(tag, tree.path(tag.id), counts.get(tag.id, 0)) for tag in by_place]


def _passages_below(session: Session) -> dict[int, int]:
    """For each tag, how many distinct passages carry it or a tag below it."""
    top = select(Tag.id.label("top"), Tag.id.label("tag")).cte("below", recursive=True)
    # UNION, not UNION ALL: a pair that is there already ends the recursion of a circle.
    below = top.union(select(top.c.top, Tag.id).join(top, Tag.parent_id == top.c.tag))
    rows = session.execute(
        select(below.c.top, func.count(Tagging.annotation_id.distinct()))
        .join(Tagging, Tagging.tag_id == below.c.tag)
        .group_by(below.c.top)
    )
    return dict(rows.all())


def tags_by_id(session: Session) -> dict[int, PassageTag]:
    """Every tag by id, as passages carry them."""
    rows = session.execute(select(Tag.id, Tag.parent_id, Tag.name, Tag.colour)).all()
    tree = TagTree(_node(row.id, row.parent_id, row.name) for row in rows)
    return {
        row.id: PassageTag(TagId(row.id), tree.path(row.id), row.name, row.colour) for row in rows
    }


def _node(tag_id: int, parent_id: int | None, name: str) -> TagNode:
    return TagNode(TagId(tag_id), None if parent_id is None else TagId(parent_id), name)


def _tag_info(tag: Tag, path: str, passages: int) -> TagInfo:
    return TagInfo(
        id=TagId(tag.id),
        parent_id=None if tag.parent_id is None else TagId(tag.parent_id),
        name=tag.name,
        path=path,
        colour=tag.colour,
        definition=tag.definition,
        shortcut=tag.shortcut,
        labels={label.language: label.name for label in tag.labels},
        passages=passages,
        position=tag.position,
    )
