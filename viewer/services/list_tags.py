"""The codebook as a list: every tag with its path and how many passages carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from viewer.annotation.tag_tree import TagNode, TagTree
from viewer.base.ids import TagId
from viewer.catalogue.models import Tag, Tagging, TagLabel
from viewer.services.archive import Archive
from viewer.services.types import PassageTag, TagInfo


def list_tags(archive: Archive) -> list[TagInfo]:
    """Every tag, parents before children, siblings in their order."""
    with archive.reading() as session:
        return read_tags(session, passages_below(session))


def read_tags(session: Session, counts: Mapping[int, int]) -> list[TagInfo]:
    """Every tag in the order of the codebook, with the counts that are given."""
    labels: dict[int, dict[str, str]] = defaultdict(dict)
    for tag_id, language, name in session.execute(
        select(TagLabel.tag_id, TagLabel.language, TagLabel.name).order_by(TagLabel.language)
    ):
        labels[tag_id][language] = name
    rows = session.execute(
        select(
            Tag.id,
            Tag.parent_id,
            Tag.name,
            Tag.colour,
            Tag.definition,
            Tag.shortcut,
            Tag.position,
        )
    ).all()
    tree = TagTree(_node(row.id, row.parent_id, row.name) for row in rows)
    order = {row.id: (row.position, row.id) for row in rows}
    by_place = sorted(rows, key=lambda row: [order[key] for key in tree.ancestry(row.id)])
    return [
        TagInfo(
            id=TagId(row.id),
            parent_id=None if row.parent_id is None else TagId(row.parent_id),
            name=row.name,
            path=tree.path(row.id),
            colour=row.colour,
            definition=row.definition,
            shortcut=row.shortcut,
            labels=labels.get(row.id, {}),
            passages=counts.get(row.id, 0),
            position=row.position,
        )
        for row in by_place
    ]


def passages_below(session: Session) -> dict[int, int]:
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
