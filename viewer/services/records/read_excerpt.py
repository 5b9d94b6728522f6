"""One excerpt as a pane shows it: its current text, its article and its source."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from viewer.base.errors import NotFoundError
from viewer.base.ids import ArticleId, ExcerptId, VersionId
from viewer.catalogue.models import Article, Body, Excerpt, Publication, Source, Version
from viewer.services.archive.archive import Archive
from viewer.services.records.list_publications import publication_info
from viewer.services.types import ArticleInfo, ExcerptReading, Kind, SourceInfo
from viewer.text.article_facts import article_facts


def read_excerpt(archive: Archive, excerpt_id: ExcerptId) -> ExcerptReading:
    """The excerpt with its current version's text. Raises `NotFoundError`."""
    with archive.reading() as session:
        row = session.execute(
            select(Excerpt, Version, Body)
            .join(
                Version,
                (Version.excerpt_id == Excerpt.id) & (Version.number == Excerpt.current_number),
            )
            .join(Body, Body.id == Version.body_id)
            .where(Excerpt.id == excerpt_id)
            .options(
                joinedload(Excerpt.source),
                joinedload(Excerpt.article)
                .joinedload(Article.publication)
                .selectinload(Publication.former_titles),
            )
        ).one_or_none()
        if row is None:
            raise NotFoundError("excerpt.gone", excerpt=excerpt_id)
        excerpt, version, body = row
        return ExcerptReading(
            id=ExcerptId(excerpt.id),
            version_id=VersionId(version.id),
            version_number=version.number,
            text=body.text,
            text_sha256=body.sha256,
            language=excerpt.language,
            kind=Kind(excerpt.kind),
            place_in_source=excerpt.place_in_source,
            note=excerpt.note,
            article=_article_info(excerpt.article),
            source=_source_info(excerpt.source),
            own_words_held=_own_words_held(session, excerpt),
        )


def _own_words_held(session: Session, excerpt: Excerpt) -> bool:
    """Whether a text of the excerpt's article is in the newspaper's own words."""
    own = [kind.value for kind in Kind if kind.is_own_words]
    held = select(Excerpt.id).where(Excerpt.article_id == excerpt.article_id, Excerpt.kind.in_(own))
    return excerpt.kind in own or session.execute(held.limit(1)).first() is not None


def _article_info(row: Article) -> ArticleInfo:
    return ArticleInfo(
        id=ArticleId(row.id),
        publication=publication_info(row.publication) if row.publication else None,
        note=row.note,
        **article_facts(row),
    )


def _source_info(row: Source) -> SourceInfo:
    return SourceInfo(row.file_name, row.sha256, row.encoding, row.importer, row.citation)
