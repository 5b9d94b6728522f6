"""Passages and the links between them, as lists that panes, tables and exports are given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from viewer.base.ids import AnnotationId, ArticleId, ExcerptId, LinkId, TagId, VersionId
from viewer.catalogue.models import (
    Annotation,
    Article,
    Excerpt,
    Link,
    Publication,
    Tagging,
    Version,
)
from viewer.services.archive.archive import Archive
from viewer.services.archive.batched import batched
from viewer.services.codebook.find_tags import with_descendants
from viewer.services.codebook.remembered_tags import remembered_tags
from viewer.services.types import AnchorState, Kind, LinkInfo, LinkKind, PassageInfo, PassageTag
from viewer.text.spans import Span

_Columns = tuple[Annotation, int, int, int, str, str, str, str, str, str, str]


def list_passages(
    archive: Archive,
    *,
    tag_ids: Collection[TagId] | None = None,
    version_id: VersionId | None = None,
    excerpt_ids: Collection[ExcerptId] | None = None,
    annotation_ids: Collection[AnnotationId] | None = None,
) -> list[PassageInfo]:
    """The passages that fit every condition given, by issue date, newspaper and place in the text.

    Of `tag_ids` a passage carries any, or a tag below it. Undated passages come last.
    """
    with archive.reading() as session:
        tags = remembered_tags(session)
        conditions: list[ColumnElement[bool]] = []
        if tag_ids is not None:
            conditions.append(_tagged(session, tag_ids))
        if version_id is not None:
            conditions.append(Annotation.version_id == version_id)
        found: list[PassageInfo] = []
        for more in _batched(excerpt_ids, annotation_ids):
            found += _read(session, [*conditions, *more], tags)
    return sorted(found, key=_place)


def _tagged(session: Session, roots: Collection[TagId]) -> ColumnElement[bool]:
    below = with_descendants(session, roots)
    return Annotation.id.in_(select(Tagging.annotation_id).where(Tagging.tag_id.in_(below)))


def _place(passage: PassageInfo) -> tuple[bool, str, str, int, Span]:
    date = passage.issue_date
    return not date, date, passage.publication, passage.excerpt_id, passage.span


def passage_ids(
    archive: Archive,
    *,
    tag_ids: Collection[TagId] | None = None,
    excerpt_ids: Collection[ExcerptId] | None = None,
    state: AnchorState | None = None,
) -> list[AnnotationId]:
    """The ids of the passages that fit every condition given, ascending."""
    statement = select(Annotation.id, Version.excerpt_id).join(
        Version, Version.id == Annotation.version_id
    )
    if state is not None:
        statement = statement.where(Annotation.state == state.value)
    with archive.reading() as session:
        if tag_ids is not None:
            statement = statement.where(_tagged(session, tag_ids))
        rows = session.execute(statement.order_by(Annotation.id))
        wanted = None if excerpt_ids is None else frozenset(excerpt_ids)
        return [AnnotationId(key) for key, each in rows if wanted is None or each in wanted]


def read_passages(session: Session, ids: Sequence[int]) -> list[PassageInfo]:
    """The passages with these ids in this order, without those that are gone."""
    tags = remembered_tags(session)
    found = {
        each.id: each
        for wanted in batched(ids)
        for each in _read(session, [Annotation.id.in_(wanted)], tags)
    }
    return [found[AnnotationId(key)] for key in ids if key in found]


def list_links(archive: Archive, annotation_ids: Collection[AnnotationId]) -> list[LinkInfo]:
    """The links that touch any of these passages."""
    found: dict[int, LinkInfo] = {}
    with archive.reading() as session:
        for wanted in batched(annotation_ids):
            touching = Link.origin_id.in_(wanted) | Link.target_id.in_(wanted)
            for row in session.scalars(select(Link).where(touching)):
                found[row.id] = _link_info(row)
    return [found[key] for key in sorted(found)]


def _link_info(row: Link) -> LinkInfo:
    return LinkInfo(
        LinkId(row.id),
        LinkKind(row.kind),
        AnnotationId(row.origin_id),
        AnnotationId(row.target_id),
        row.note,
    )


def _batched(
    excerpt_ids: Collection[int] | None, annotation_ids: Collection[int] | None
) -> Iterator[list[ColumnElement[bool]]]:
    for excerpts in _cut(excerpt_ids):
        for passages in _cut(annotation_ids):
            conditions: list[ColumnElement[bool]] = []
            if excerpts is not None:
                conditions.append(Version.excerpt_id.in_(excerpts))
            if passages is not None:
                conditions.append(Annotation.id.in_(passages))
            yield conditions


def _cut(ids: Collection[int] | None) -> Iterator[list[int] | None]:
    if ids is None:
        yield None
        return
    yield from batched(ids)


def _statement(conditions: Iterable[ColumnElement[bool]]) -> Select[*_Columns]:
    return (
        select(
            Annotation,
            Version.excerpt_id,
            Version.number,
            Excerpt.article_id,
            Excerpt.kind,
            Article.headline,
            Article.issue_date,
            Article.page,
            Publication.title,
            Publication.colour,
            Publication.dark_colour,
        )
        .join(Version, Version.id == Annotation.version_id)
        .join(Excerpt, Excerpt.id == Version.excerpt_id)
        .join(Article, Article.id == Excerpt.article_id)
        .outerjoin(Publication, Publication.id == Article.publication_id)
        .where(*conditions)
    )


def _read(
    session: Session, conditions: list[ColumnElement[bool]], tags: Mapping[int, PassageTag]
) -> list[PassageInfo]:
    statement = _statement(conditions)
    carried: dict[int, list[PassageTag]] = defaultdict(list)
    inner = statement.with_only_columns(Annotation.id).subquery()
    for annotation, tag in session.execute(
        select(Tagging.annotation_id, Tagging.tag_id).join(
            inner, inner.c.id == Tagging.annotation_id
        )
    ):
        carried[annotation].append(tags[tag])
    return [
        _passage(row, tuple(sorted(carried[row.Annotation.id], key=lambda tag: tag.path)))
        for row in session.execute(statement)
    ]


def _passage(row: Row[*_Columns], tags: tuple[PassageTag, ...]) -> PassageInfo:
    annotation = row.Annotation
    return PassageInfo(
        id=AnnotationId(annotation.id),
        excerpt_id=ExcerptId(row.excerpt_id),
        version_id=VersionId(annotation.version_id),
        span=Span(annotation.start, annotation.end),
        quote=annotation.quote,
        prefix=annotation.prefix,
        suffix=annotation.suffix,
        note=annotation.note,
        state=AnchorState(annotation.state),
        tags=tags,
        creator=annotation.creator,
        created_at=annotation.created_at,
        modified_at=annotation.modified_at,
        headline=row.headline,
        publication=row.title or "",
        publication_colour=row.colour or "",
        publication_dark_colour=row.dark_colour or "",
        issue_date=row.issue_date,
        page=row.page,
        uid=annotation.uid,
        article_id=ArticleId(row.article_id),
        kind=Kind(row.kind),
        version_number=row.number,
    )
