"""The codebook as a list: every tag with its path and how many passages carry it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from viewer.annotation.tag_tree import TagNode, TagTree
from viewer.base.ids import TagId
from viewer.catalogue.models import Tag, Tagging, TagLabel
from viewer.services.types import PassageTag, TagInfo


def read_tags(session: Session, counts: Mapping[int, int]) -> list[TagInfo]:
    """Every tag, parents before children, siblings in their order, with the counts given."""
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
    """For each tag, how many distinct passages carry it or a tag below it.

    All that carry a tag count for those above it; what carries several tags was counted too often
    then, and that is taken off again. Few passages do, so this reads few rows.
    """
    tree = TagTree(
        _node(row.id, row.parent_id, row.name)
        for row in session.execute(select(Tag.id, Tag.parent_id, Tag.name))
    )
    found: Counter[int] = Counter()
    carried = select(Tagging.tag_id, func.count()).group_by(Tagging.tag_id)
    for tag_id, passages in session.execute(carried):
        for above in tree.ancestry(tag_id):
            found[above] += passages
    for tag_ids, passages in _carried_together(session).items():
        for above, times in Counter(
            above for tag_id in tag_ids for above in tree.ancestry(tag_id)
        ).items():
            found[above] -= (times - 1) * passages
    return dict(found)


def _carried_together(session: Session) -> dict[tuple[int, ...], int]:
    """The sets of several tags that passages carry, and how many carry each."""
    together = (
        select(func.group_concat(Tagging.tag_id).label("tags"))
        .group_by(Tagging.annotation_id)
        .having(func.count() > 1)
        .subquery()
    )
    whole = session.execute(select(func.json_group_array(together.c.tags))).scalar_one()
    return {
        tuple(map(int, tags.split(","))): passages
        for tags, passages in Counter(json.loads(whole)).items()
    }


def tags_by_id(session: Session) -> dict[int, PassageTag]:
    """Every tag by id, as passages carry them."""
    rows = session.execute(select(Tag.id, Tag.parent_id, Tag.name, Tag.colour)).all()
    tree = TagTree(_node(row.id, row.parent_id, row.name) for row in rows)
    return {
        row.id: PassageTag(TagId(row.id), tree.path(row.id), row.name, row.colour) for row in rows
    }


def _node(tag_id: int, parent_id: int | None, name: str) -> TagNode:
    return TagNode(TagId(tag_id), None if parent_id is None else TagId(parent_id), name)
