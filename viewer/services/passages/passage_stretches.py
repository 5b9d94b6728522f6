"""The ids of a page of passages sorted by newspaper, kind of text or tag.

The newspapers, kinds or tags are gone through one after the other, and in each the passages are
read by their places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from viewer.services.codebook.list_tags import tags_by_id
from viewer.services.passages.passage_order import (
    OrderKey,
    SortValues,
    kind_key,
    newspaper_key,
    tag_key,
)
from viewer.services.passages.passage_sql import Condition, among, page_of, sort_values, sql
from viewer.services.passages.passage_walk import by_place
from viewer.services.types import Kind, PassageColumn, PassageListRequest

#: Up to so many passages are sorted here: to find them along all texts would take longer.
FEW = 1500


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages that are equal by the column of the list, and so are ordered by their places.

    `source` finds them without walking, where that may be quicker: tables and a condition.
    `before` are the tags that none of them may carry, the value `:before` of the condition.
    """

    key: OrderKey
    condition: Condition
    source: str = ""
    before: tuple[int, ...] = ()


def by_stretch(
    session: Session,
    stretches: Iterable[Stretch],
    column: PassageColumn,
    listed: Condition,
    after: SortValues | None,
    limit: int,
) -> list[int]:
    """The page of a list that these stretches are, one after the other."""
    found: list[int] = []
    for stretch in stretches:
        if after is not None and stretch.key != after.column_key(column):
            continue
        # Written out here only: each of many tags has all that are before it.
        before = Condition("1 = 1", {"before": json.dumps(stretch.before)})
        condition = listed & stretch.condition & before
        missing = limit - len(found)
        few = _few(session, stretch, condition)
        if few is None:
            found += by_place(session, condition, after, missing)
        elif few:
            keyed = ((each.place, each.id) for each in sort_values(session, among(few)))
            found += page_of(keyed, PassageListRequest(), after, missing)
        after = None
        if len(found) >= limit:
            break
    return found


def _few(session: Session, stretch: Stretch, condition: Condition) -> list[int] | None:
    """The passages of a stretch, None where they are many."""
    if not stretch.source:
        return None
    ids = session.scalars(
        sql("SELECT annotation.id FROM", stretch.source, "AND", condition.where, "LIMIT :few"),
        condition.values | {"few": FEW + 1},
    ).all()
    return None if len(ids) > FEW else list(ids)


def newspapers(session: Session) -> Iterator[Stretch]:
    """The newspapers, and those passages whose newspaper is not known."""
    yield Stretch(newspaper_key(""), Condition("article.publication_id IS NULL"))
    for key, title in session.execute(sql("SELECT id, title FROM publication")):
        yield Stretch(
            newspaper_key(title), Condition("article.publication_id = :paper", {"paper": key})
        )


def kinds() -> Iterator[Stretch]:
    """The kinds of text."""
    for kind in Kind:
        yield Stretch(
            kind_key(kind),
            Condition("excerpt.kind = :kind", {"kind": kind.value}),
            "excerpt CROSS JOIN version CROSS JOIN annotation "
            "WHERE version.excerpt_id = excerpt.id AND annotation.version_id = version.id",
        )


def first_tags(session: Session) -> Iterator[Stretch]:
    """A passage is sorted by the first of its tags by path; those without tags come first."""
    untagged = session.execute(
        sql(
            "SELECT (SELECT count(*) FROM annotation)",
            "- (SELECT count(DISTINCT annotation_id) FROM tagging)",
        )
    ).scalar_one()
    if untagged:
        none = "NOT EXISTS (SELECT 1 FROM tagging WHERE tagging.annotation_id = annotation.id)"
        yield Stretch(tag_key("", ""), Condition(none), "annotation WHERE 1 = 1")
    used = set(session.scalars(sql("SELECT DISTINCT tag_id FROM tagging")))
    before: list[int] = []
    for key, tag in sorted(tags_by_id(session).items(), key=lambda each: each[1].path):
        if key not in used:
            continue
        yield Stretch(
            tag_key(tag.name, tag.path),
            Condition(
                "EXISTS (SELECT 1 FROM tagging WHERE annotation_id = annotation.id "
                "AND tag_id = :tag) AND NOT EXISTS (SELECT 1 FROM tagging "
                "WHERE annotation_id = annotation.id "
                "AND tag_id IN (SELECT value FROM json_each(:before)))",
                {"tag": key},
            ),
            "tagging AS carried CROSS JOIN annotation "
            "WHERE carried.tag_id = :tag AND annotation.id = carried.annotation_id",
            tuple(before),
        )
        before.append(key)
