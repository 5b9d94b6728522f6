"""Statements over passages: conditions, and the values that decide their order.

They are texts, because SQLite must be told the order in which to join (`CROSS JOIN`). Values are
never a part of a statement, they are bound by name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from viewer.services.codebook.remembered_tags import remembered_tags
from viewer.services.passages.passage_order import OrderKey, SortValues
from viewer.services.types import Kind, PassageListRequest
from viewer.text.one_line import SORTED_BY, sort_key

#: From each passage to its text, its article and its newspaper.
ALONG_PASSAGES = """annotation CROSS JOIN version CROSS JOIN excerpt CROSS JOIN article
    LEFT JOIN publication ON publication.id = article.publication_id
    WHERE version.id = annotation.version_id AND excerpt.id = version.excerpt_id
    AND article.id = excerpt.article_id"""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of SQL over `annotation` and what it is joined with, and its values by name."""

    where: str = "1 = 1"
    values: dict[str, Any] = field(default_factory=dict)

    def __and__(self, other: Condition) -> Condition:
        """Both conditions. They may share a name only for the same value."""
        shared = self.values.keys() & other.values.keys()
        assert all(self.values[name] == other.values[name] for name in shared)
        return Condition(f"({self.where}) AND ({other.where})", self.values | other.values)


EVERY = Condition()


def among(ids: Iterable[int], name: str = "among") -> Condition:
    """That a passage is one of these; `name` is what the value is bound by."""
    where = "annotation.id IN (SELECT value FROM json_each(:among))"
    return Condition(where.replace(":among", f":{name}"), {name: json.dumps([*ids])})


def sql(*parts: str) -> TextClause:
    """A statement of parts that hold no values."""
    return text(" ".join(parts))


def page_of(
    keyed: Iterable[tuple[OrderKey, int]],
    request: PassageListRequest,
    after: SortValues | None,
    limit: int,
) -> list[int]:
    """The ids of up to `limit` passages that follow on `after`, from some with their keys."""
    behind = None if after is None else after.key(request)
    follow = [each for each in keyed if behind is None or each[0] > behind]
    return [each for _key, each in sorted(follow)[:limit]]


def sort_values(
    session: Session, condition: Condition, *, with_tags: bool = False
) -> list[SortValues]:
    """What decides the order of the passages that fit; their tags only if asked for."""
    rows = session.execute(
        sql(
            'SELECT annotation.id, excerpt.id AS excerpt_id, annotation.start, annotation."end",',
            "coalesce(publication.title, '') AS title, article.issue_date, excerpt.kind,",
            "annotation.sort_key, substr(annotation.note, 1, :note_length) AS note FROM",
            ALONG_PASSAGES,
            "AND",
            condition.where,
        ),
        condition.values | {"note_length": 4 * SORTED_BY},
    ).all()
    tags = _first_tag_of(session, [row.id for row in rows]) if with_tags else {}
    return [
        SortValues(
            id=row.id,
            excerpt_id=row.excerpt_id,
            start=row.start,
            end=row.end,
            publication=row.title,
            issue_date=row.issue_date,
            kind=Kind(row.kind),
            quote=row.sort_key,
            tag=tags.get(row.id, ("", "")),
            note=sort_key(row.note),
        )
        for row in rows
    ]


def _first_tag_of(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Name and path of the first tag by path, of those passages that have any."""
    tags = remembered_tags(session)
    found: dict[int, tuple[str, str]] = {}
    rows = session.execute(
        sql(
            "SELECT annotation_id, tag_id FROM tagging "
            "WHERE annotation_id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": json.dumps(ids)},
    )
    for annotation, tag_id in rows:
        tag = tags[tag_id]
        if annotation not in found or tag.path < found[annotation][1]:
            found[annotation] = tag.name, tag.path
    return found
