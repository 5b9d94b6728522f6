"""Keeping the counts of the codebook: what a change does to them, without counting again.

A passage counts once for a tag, whether it carries the tag or several below it. So what changes for
a passage is the set of all tags above those it carries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.annotation.tag_tree import TagNode, TagTree
from viewer.catalogue.models import Tagging
from viewer.services.codebook.list_tags import passages_below, read_tags
from viewer.services.types import RowIds, TagInfo

#: The tables that a codebook with its counts is read from.
CODEBOOK_TABLES = frozenset({"tag", "tag_label", "tagging"})

_NO_ROWS = RowIds()


def read_codebook(session: Session) -> list[TagInfo]:
    """Every tag with its count, counted afresh."""
    return read_tags(session, passages_below(session))


def follow_codebook(
    session: Session, tags: Sequence[TagInfo], rows: Mapping[str, RowIds]
) -> list[TagInfo]:
    """The codebook in the state that `session` sees.

    `tags` are those of an earlier state, and `rows` all that was changed between the two.
    """
    taggings = rows.get("tagging", _NO_ROWS)
    if taggings.many:
        return read_codebook(session)
    counts: dict[int, int] = {tag.id: tag.passages for tag in tags}
    now = list(tags)
    if "tag" in rows or "tag_label" in rows:
        now = read_tags(session, counts)
        parents = {tag.id: tag.parent_id for tag in now}
        if any(parents.get(tag.id, 0) != tag.parent_id for tag in tags):
            # A tag was moved or is gone: what it counted for is not known any more.
            return read_codebook(session)
    changed = _changed_counts(session, now, taggings)
    if not changed:
        return now
    return [
        replace(tag, passages=counts.get(tag.id, 0) + changed[tag.id]) if tag.id in changed else tag
        for tag in now
    ]


def _changed_counts(
    session: Session, tags: Sequence[TagInfo], taggings: RowIds
) -> Mapping[int, int]:
    """By tag, how many passages more it counts now."""
    made, gone = _by_passage(taggings.inserted), _by_passage(taggings.deleted)
    touched = made.keys() | gone.keys()
    if not touched:
        return {}
    carried = _carried(session, touched)
    tree = TagTree(TagNode(tag.id, tag.parent_id, tag.name) for tag in tags)
    changed: dict[int, int] = defaultdict(int)
    for passage in touched:
        after = carried[passage]
        before = (after - made[passage]) | gone[passage]
        counted_after, counted_before = _with_ancestors(tree, after), _with_ancestors(tree, before)
        for tag in counted_after - counted_before:
            changed[tag] += 1
        for tag in counted_before - counted_after:
            changed[tag] -= 1
    return {tag: count for tag, count in changed.items() if count}


def _by_passage(keys: Iterable[object]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for key in keys:
        assert isinstance(key, tuple)
        annotation, tag = key
        found[annotation].add(tag)
    return found


def _carried(session: Session, annotations: Collection[int]) -> dict[int, set[int]]:
    rows = session.execute(
        select(Tagging.annotation_id, Tagging.tag_id).where(Tagging.annotation_id.in_(annotations))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for annotation, tag in rows:
        found[annotation].add(tag)
    return found


def _with_ancestors(tree: TagTree, tags: Iterable[int]) -> set[int]:
    return {above for tag in tags for above in tree.ancestry(tag)}
