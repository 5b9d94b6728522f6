"""What the index holds of the catalogue, and what of it changed since a journal step."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Mapped, Session

from viewer.catalogue.models import Article, Body, Excerpt, JournalChange, JournalStep, Version
from viewer.search.engine import IndexText
from viewer.services.archive.batched import batched
from viewer.text.dates import day_number

_TABLES = ("excerpt", "version", "article")
_PORTION = 500


@dataclass(frozen=True, slots=True)
class ChangedTexts:
    """Excerpts to index again, and those to drop from the index, since some step."""

    changed: frozenset[int]
    deleted: frozenset[int]


def count_texts(session: Session) -> int:
    """How many excerpts there are to index."""
    return session.execute(select(func.count(Excerpt.id))).scalar_one()


def languages_of(session: Session) -> tuple[str, ...]:
    """The languages that excerpts are in, sorted."""
    return tuple(sorted(session.scalars(select(Excerpt.language).distinct())))


def all_texts(session: Session) -> Iterator[IndexText]:
    """Every excerpt's current text, in id order, read in batches."""
    rows = session.execute(_statement().order_by(Excerpt.id).execution_options(yield_per=_PORTION))
    yield from map(_index_text, rows)


def texts_of(session: Session, excerpts: Collection[int]) -> Iterator[IndexText]:
    """The current texts of these excerpts, in id order."""
    for portion in batched(excerpts, _PORTION):
        statement = _statement().where(Excerpt.id.in_(portion)).order_by(Excerpt.id)
        yield from map(_index_text, session.execute(statement))


def changed_since(session: Session, step: int, step_uid: str) -> ChangedTexts | None:
    """What changed after `step`; None when the journal has no such step (another archive's)."""
    if step and _uid_of(session, step) != step_uid:
        return None
    touched: set[int] = set()
    articles: set[int] = set()
    rows = session.execute(
        select(
            JournalChange.table_name,
            JournalChange.row_key,
            JournalChange.before,
            JournalChange.after,
        ).where(JournalChange.table_name.in_(_TABLES), JournalChange.step_id > step)
    )
    for table, key, before, after in rows:
        if table == "excerpt":
            touched.add(json.loads(key)["id"])
        elif table == "article":
            articles.add(json.loads(key)["id"])
        else:
            touched.update(_excerpt_of(each) for each in (before, after) if each)
    touched.discard(0)
    touched |= _excerpts_of(session, articles)
    standing = _standing(session, touched)
    return ChangedTexts(frozenset(standing), frozenset(touched - standing))


def _uid_of(session: Session, step: int) -> str | None:
    return session.execute(select(JournalStep.uid).where(JournalStep.id == step)).scalar()


def _excerpt_of(values: str) -> int:
    return int(json.loads(values).get("excerpt_id", 0))


def _excerpts_of(session: Session, articles: Collection[int]) -> set[int]:
    return _excerpts(session, Excerpt.article_id, articles)


def _standing(session: Session, excerpts: Collection[int]) -> set[int]:
    return _excerpts(session, Excerpt.id, excerpts)


def _excerpts(session: Session, column: Mapped[int], values: Collection[int]) -> set[int]:
    found: set[int] = set()
    for portion in batched(values):
        found.update(session.scalars(select(Excerpt.id).where(column.in_(portion))))
    return found


def _index_text(row: Row[*tuple[Any, ...]]) -> IndexText:
    return IndexText(
        excerpt_id=row.id,
        language=row.language,
        headline=row.headline,
        byline=row.byline,
        text=row.text,
        kind=row.kind,
        publication=row.publication_id or 0,
        first=day_number(row.date_from),
        last=day_number(row.date_to),
    )


def _statement() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Excerpt.id,
            Excerpt.language,
            Excerpt.kind,
            Article.headline,
            Article.byline,
            Article.publication_id,
            Article.date_from,
            Article.date_to,
            Body.text,
        )
        .join(Article, Article.id == Excerpt.article_id)
        .join(
            Version,
            (Version.excerpt_id == Excerpt.id) & (Version.number == Excerpt.current_number),
        )
        .join(Body, Body.id == Version.body_id)
    )
