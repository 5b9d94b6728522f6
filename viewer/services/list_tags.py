"""The codebook as a list: every tag with its path and how many passages carry it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from viewer.annotation.codebook import join_path
from viewer.base.ids import TagId
from viewer.catalogue.models import Tag, Tagging
from viewer.services.archive import Archive
from viewer.services.types import PassageTag, TagInfo


def list_tags(archive: Archive) -> list[TagInfo]:
    """Every tag, parents before children, siblings in their order."""
    with archive.reading() as session:
        counts = _passages_below(session)
        tags = session.scalars(select(Tag).options(selectinload(Tag.labels))).all()
        by_id = {tag.id: tag for tag in tags}
        paths = _paths(by_id)
        by_place = sorted(tags, key=lambda tag: _place(tag, by_id))
        return [_tag_info(tag, paths[tag.id], counts.get(tag.id, 0)) for tag in by_place]


def _passages_below(session: Session) -> dict[int, int]:
    """For each tag, how many distinct passages carry it or a tag below it."""
    top = select(Tag.id.label("top"), Tag.id.label("tag")).cte("below", recursive=True)
    below = top.union_all(select(top.c.top, Tag.id).join(top, Tag.parent_id == top.c.tag))
    rows = session.execute(
        select(below.c.top, func.count(Tagging.annotation_id.distinct()))
        .join(Tagging, Tagging.tag_id == below.c.tag)
        .group_by(below.c.top)
    )
    return dict(rows.all())


def tags_by_id(session: Session) -> dict[int, PassageTag]:
    """Every tag by id, as passages carry them."""
    tags = {tag.id: tag for tag in session.scalars(select(Tag))}
    paths = _paths(tags)
    return {
        key: PassageTag(TagId(key), paths[key], tag.name, tag.colour) for key, tag in tags.items()
    }


def with_descendants(tags: Mapping[int, PassageTag], root: int) -> set[int]:
    """`root` and every tag below it."""
    path = tags[root].path
    return {key for key, tag in tags.items() if key == root or tag.path.startswith(path + "/")}


def _ancestry(tag: Tag, tags: Mapping[int, Tag]) -> list[Tag]:
    line = [tag]
    while (parent := line[-1].parent_id) is not None:
        line.append(tags[parent])
    return line[::-1]


def _paths(tags: Mapping[int, Tag]) -> dict[int, str]:
    return {
        key: join_path(tuple(each.name for each in _ancestry(tag, tags)))
        for key, tag in tags.items()
    }


def _place(tag: Tag, tags: Mapping[int, Tag]) -> tuple[tuple[int, int], ...]:
    return tuple((each.position, each.id) for each in _ancestry(tag, tags))


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
