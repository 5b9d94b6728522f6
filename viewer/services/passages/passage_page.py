"""A list of passages page by page, sorted and filtered by the database.

A long list is read along an index in its own order, so that a page costs what it holds and not what
the list does: by issue date, or one after the other the newspapers, the kinds of text, the tags.
Where few passages fit, these are read and sorted instead, because walking along all texts of the
archive to find some of them would take longer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from viewer.base.ids import AnnotationId, TagId
from viewer.catalogue.models import Annotation, Tagging
from viewer.services.archive.archive import Archive
from viewer.services.codebook.find_tags import with_descendants
from viewer.services.passages.kept_passage_words import find_passages_with_words
from viewer.services.passages.list_passages import read_passages
from viewer.services.passages.passage_notes import by_note
from viewer.services.passages.passage_order import SortValues
from viewer.services.passages.passage_sql import EVERY, Condition, among, page_of, sort_values, sql
from viewer.services.passages.passage_stretches import (
    FEW,
    by_stretch,
    first_tags,
    kinds,
    newspapers,
)
from viewer.services.passages.passage_walk import by_date, by_place, by_quote
from viewer.services.types import PassageColumn, PassageInfo, PassageListRequest


@dataclass(frozen=True, slots=True)
class PassagePage:
    """Some passages of a list, in its order, and how many are in the list altogether.

    `with_words` are the ids of those that hold the words of the request, None where it has none:
    to be given back for the next page, because finding them reads every quotation.
    """

    total: int
    with_words: frozenset[AnnotationId] | None
    passages: tuple[PassageInfo, ...]


def read_first_passages(
    archive: Archive, session: Session, request: PassageListRequest, limit: int
) -> PassagePage:
    """The beginning of a list in the state that `session` sees."""
    with_words: frozenset[AnnotationId] | None = None
    if request.words.split():
        with_words = frozenset(
            map(AnnotationId, find_passages_with_words(archive, session, request.words))
        )
    listed = _Listed.find(session, request, with_words)
    if with_words is not None and listed.few is not None:
        with_words = frozenset(map(AnnotationId, listed.few))
    found = _read(session, request, listed, None, limit)
    return PassagePage(listed.total, with_words, tuple(found))


def read_next_passages(
    session: Session,
    request: PassageListRequest,
    with_words: frozenset[AnnotationId] | None,
    after: PassageInfo,
    limit: int,
) -> list[PassageInfo]:
    """Up to `limit` passages of a list that follow on `after`, which is or was one of them."""
    listed = _Listed.find(session, request, with_words)
    return _read(session, request, listed, SortValues.of(after), limit)


def listed_ids(
    archive: Archive, request: PassageListRequest, with_words: frozenset[AnnotationId] | None
) -> list[AnnotationId]:
    """The ids of all passages of a list, ascending."""
    with archive.reading() as session:
        listed = _Listed.find(session, request, with_words)
        if listed.few is not None:
            return sorted(map(AnnotationId, listed.few))
        condition = listed.condition
        statement = sql("SELECT id FROM annotation WHERE", condition.where, "ORDER BY id")
        rows = session.scalars(statement, condition.values)
        return [AnnotationId(key) for key in rows]


def count_passages_of(session: Session, tag_id: TagId | None) -> int:
    """How many passages carry a tag or one below it, or there are altogether."""
    if tag_id is None:
        return session.execute(select(func.count()).select_from(Annotation)).scalar_one()
    return _count_tagged(session, with_descendants(session, [tag_id]))


def _count_tagged(session: Session, tags: Collection[TagId]) -> int:
    count = func.count() if len(tags) == 1 else func.count(Tagging.annotation_id.distinct())
    statement = select(count).select_from(Tagging).where(Tagging.tag_id.in_(tags))
    return session.execute(statement).scalar_one()


@dataclass(frozen=True, slots=True)
class _Listed:
    """The passages of a list: how many, a condition that finds them, and their ids if few."""

    total: int
    condition: Condition = EVERY
    few: tuple[int, ...] | None = None

    @classmethod
    def find(
        cls,
        session: Session,
        request: PassageListRequest,
        with_words: frozenset[AnnotationId] | None,
    ) -> _Listed:
        """The passages that fit the filters of `request`."""
        if with_words is None and request.tag_id is None:
            total = count_passages_of(session, None)
            few = total <= FEW
            return cls(total, few=tuple(session.scalars(select(Annotation.id))) if few else None)
        if request.tag_id is None:
            return cls._of_ids(sorted(with_words or ()))
        below = with_descendants(session, [request.tag_id])
        tagged = Tagging.tag_id.in_(below)
        if with_words is not None:
            ids = session.scalars(select(Tagging.annotation_id).where(tagged).distinct())
            return cls._of_ids(sorted(with_words.intersection(ids)))
        total = _count_tagged(session, below)
        if total <= FEW:
            ids = session.scalars(select(Tagging.annotation_id).where(tagged).distinct())
            return cls(total, few=tuple(ids))
        return cls(
            total,
            Condition(
                "EXISTS (SELECT 1 FROM tagging WHERE tagging.annotation_id = annotation.id "
                "AND tagging.tag_id IN (SELECT value FROM json_each(:below)))",
                {"below": json.dumps(sorted(below))},
            ),
        )

    @classmethod
    def _of_ids(cls, ids: Sequence[int]) -> _Listed:
        if len(ids) <= FEW:
            return cls(len(ids), few=tuple(ids))
        return cls(len(ids), among(ids, "words"))


def _read(
    session: Session,
    request: PassageListRequest,
    listed: _Listed,
    after: SortValues | None,
    limit: int,
) -> list[PassageInfo]:
    if listed.few is not None:
        found = _sorted_ids(session, request, listed.few, after, limit)
    else:
        found = _ids_along_index(session, request, listed.condition, after, limit)
    return read_passages(session, found)


def _sorted_ids(
    session: Session,
    request: PassageListRequest,
    ids: Iterable[int],
    after: SortValues | None,
    limit: int,
) -> list[int]:
    """The page of a list that has these passages alone."""
    values = sort_values(session, among(ids), with_tags=request.column is PassageColumn.TAGS)
    return page_of(((each.key(request), each.id) for each in values), request, after, limit)


def _ids_along_index(
    session: Session,
    request: PassageListRequest,
    listed: Condition,
    after: SortValues | None,
    limit: int,
) -> list[int]:
    """The page of a list of all passages that fit a condition."""
    match request.column:
        case None:
            return by_place(session, listed, after, limit)
        case PassageColumn.DATE:
            return by_date(session, listed, after, limit, descending=request.descending)
        case PassageColumn.QUOTE:
            return by_quote(session, listed, after, limit, descending=request.descending)
        case PassageColumn.NOTE:
            return by_note(session, request, listed, after, limit)
        case PassageColumn.NEWSPAPER:
            stretches = newspapers(session)
        case PassageColumn.KIND:
            stretches = kinds()
        case PassageColumn.TAGS:
            stretches = first_tags(session)
    in_order = sorted(stretches, key=lambda each: each.key, reverse=request.descending)
    return by_stretch(session, in_order, request.column, listed, after, limit)
