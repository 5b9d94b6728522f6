"""The ids of a page of a long list of passages, read along an index of the database.

What follows on a page is found by the place of its last passage, so rows that come or go before it
shift nothing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from viewer.services.passages.passage_order import SortValues
from viewer.services.passages.passage_sql import ALONG_PASSAGES, Condition, sql

#: What orders passages that are all dated, or all undated; see `SortValues.place`.
_PLACE = """article.issue_date, coalesce(publication.title, ''), excerpt.id,
    annotation.start, annotation."end", annotation.id"""
_AFTER_PLACE = f"({_PLACE}) > (:date, :title, :excerpt, :start, :end, :id)"
#: `CROSS JOIN` keeps SQLite from turning the order of the tables round.
_ALONG_ARTICLES = """article CROSS JOIN excerpt CROSS JOIN version CROSS JOIN annotation
    LEFT JOIN publication ON publication.id = article.publication_id
    WHERE excerpt.article_id = article.id AND version.excerpt_id = excerpt.id
    AND annotation.version_id = version.id"""


def by_place(
    session: Session, condition: Condition, after: SortValues | None, limit: int
) -> list[int]:
    """The dated ones, then the undated."""
    found: list[int] = []
    if after is None or after.issue_date:
        found = _walk(session, condition, after, limit, dated=True)
        after = None
    return found + _walk(session, condition, after, limit - len(found), dated=False)


def by_date(
    session: Session,
    condition: Condition,
    after: SortValues | None,
    limit: int,
    *,
    descending: bool,
) -> list[int]:
    """With no date as the earliest."""
    found: list[int] = []
    for dated in (True, False) if descending else (False, True):
        if after is not None and bool(after.issue_date) is not dated:
            continue
        missing = limit - len(found)
        found += _walk(
            session, condition, after, missing, dated=dated, descending=descending and dated
        )
        after = None
    return found


def _walk(
    session: Session,
    condition: Condition,
    after: SortValues | None,
    limit: int,
    *,
    dated: bool,
    descending: bool = False,
) -> list[int]:
    """Along the issue dates; those of the same date by newspaper and place in the text."""
    order, first, *rest = (_PLACE, *_PLACE.split(", ", 1))
    if descending:
        order = f"{first} DESC, {rest[0]}"
    if after is not None and dated:
        beyond = "<" if descending else ">"
        condition &= Condition(f"article.issue_date {beyond}= :date")
        condition &= Condition(
            f"article.issue_date {beyond} :date OR article.issue_date = :date AND {_AFTER_PLACE}"
        )
    elif after is not None:
        condition &= Condition(_AFTER_PLACE)
    return _ids(
        session,
        f"{_ALONG_ARTICLES} AND article.issue_date {'>' if dated else '='} '' "
        f"AND {condition.where} ORDER BY {order}",
        condition.values | _place_values(after),
        limit,
    )


def _place_values(after: SortValues | None) -> dict[str, Any]:
    if after is None:
        return {}
    names = ("date", "title", "excerpt", "start", "end", "id")
    undated, *place = after.place
    return {"undated": undated, **dict(zip(names, place, strict=True))}


def _ids(session: Session, source: str, values: dict[str, Any], limit: int) -> list[int]:
    if limit <= 0:
        return []
    statement = sql("SELECT annotation.id FROM", source, "LIMIT :limit")
    return list(session.scalars(statement, values | {"limit": limit}))


def by_quote(
    session: Session,
    condition: Condition,
    after: SortValues | None,
    limit: int,
    *,
    descending: bool,
) -> list[int]:
    """Along the sort keys of the quotations, equal ones by place."""
    values = condition.values | _place_values(after)
    if after is not None:
        beyond = "<" if descending else ">"
        values["key"] = after.quote
        condition &= Condition(f"annotation.sort_key {beyond}= :key")
        condition &= Condition(
            f"annotation.sort_key {beyond} :key OR annotation.sort_key = :key AND "
            f"(article.issue_date = '', {_PLACE}) > "
            "(:undated, :date, :title, :excerpt, :start, :end, :id)"
        )
    order = f"annotation.sort_key {'DESC' if descending else 'ASC'}"
    return _ids(
        session,
        f"{ALONG_PASSAGES} AND {condition.where} "
        f"ORDER BY {order}, article.issue_date = '', {_PLACE}",
        values,
        limit,
    )
