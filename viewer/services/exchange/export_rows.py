"""Passages as exporters take them, each quotation compared with the text it is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from viewer.base.ids import AnnotationId
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.base.messages import Message
from viewer.catalogue.models import (
    Article,
    Body,
    Excerpt,
    Publication,
    Source,
    Version,
)
from viewer.exchange.exporters.rows import ExportPassage
from viewer.services.archive.archive import Archive
from viewer.services.types import PassageInfo
from viewer.text.article_facts import ARTICLE_FIELDS, article_facts

_PORTION = 200


def checked_rows(
    archive: Archive,
    passages: Sequence[PassageInfo],
    cancel: CancelToken,
    progress: Progress = no_progress,
) -> dict[AnnotationId, ExportPassage]:
    """The rows of the passages whose quotation is what their text says at their place, in their
    order and without links."""
    rows: dict[AnnotationId, ExportPassage] = {}
    with archive.reading() as session:
        for first in range(0, len(passages), _PORTION):
            cancel.check()
            progress(first, len(passages))
            portion = passages[first : first + _PORTION]
            origins = _origins(session, [passage.version_id for passage in portion])
            for passage in portion:
                origin = origins.get(passage.version_id)
                if origin is not None and passage.span.of(origin.text) == passage.quote:
                    rows[passage.id] = _row(passage, origin)
    return rows


def left_out(
    passages: Sequence[PassageInfo], rows: Mapping[AnnotationId, ExportPassage]
) -> list[Message]:
    """What to say of each of `passages` that is not among the `rows`."""
    return [
        Message.of("export.passage-left-out", passage=passage.id, quote=passage.quote[:40])
        for passage in passages
        if passage.id not in rows
    ]


def _origins(session: Session, versions: Sequence[int]) -> dict[int, Row[tuple[object, ...]]]:
    rows = session.execute(
        select(
            Version.id,
            Version.uid.label("version_uid"),
            Version.number,
            Body.sha256,
            Body.text,
            Excerpt.uid.label("excerpt_uid"),
            Excerpt.language,
            Excerpt.kind,
            *(getattr(Article, name) for name in ARTICLE_FIELDS),
            Publication.original_title,
            Publication.place,
            Publication.language.label("original_language"),
            Source.citation,
        )
        .join(Body, Body.id == Version.body_id)
        .join(Excerpt, Excerpt.id == Version.excerpt_id)
        .join(Article, Article.id == Excerpt.article_id)
        .join(Source, Source.id == Excerpt.source_id)
        .outerjoin(Publication, Publication.id == Article.publication_id)
        .where(Version.id.in_(set(versions)))
    )
    return {row.id: row for row in rows}


def _row(passage: PassageInfo, origin: Row[tuple[object, ...]]) -> ExportPassage:
    return ExportPassage(
        annotation_uid=passage.uid,
        quote=passage.quote,
        start=passage.span.start,
        end=passage.span.end,
        prefix=passage.prefix,
        suffix=passage.suffix,
        note=passage.note,
        state=passage.state.value,
        tags=tuple((tag.path, tag.colour) for tag in passage.tags),
        creator=passage.creator,
        created=passage.created_at,
        modified=passage.modified_at,
        excerpt_uid=origin.excerpt_uid,
        version_uid=origin.version_uid,
        version_number=origin.number,
        version_sha256=origin.sha256,
        **article_facts(origin),
        language=origin.language,
        kind=origin.kind,
        publication=passage.publication,
        original_title=origin.original_title or "",
        place=origin.place or "",
        source_citation=origin.citation,
        original_language=origin.original_language or "",
    )
