"""The publications of an archive, with how many excerpts each holds."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from viewer.base.ids import PublicationId
from viewer.catalogue.models import Article, Excerpt, Publication
from viewer.services.types import PublicationInfo


def read_publications(session: Session) -> list[PublicationInfo]:
    """Every publication: newspapers first, in the order in which they were added."""
    counts: dict[int, int] = {
        publication: count
        for publication, count in session.execute(
            select(Article.publication_id, func.count(Excerpt.id))
            .join(Excerpt, Excerpt.article_id == Article.id)
            .where(Article.publication_id.is_not(None))
            .group_by(Article.publication_id)
        )
        if publication is not None
    }
    rows = session.scalars(
        select(Publication)
        .options(selectinload(Publication.former_titles))
        .order_by(Publication.kind != "newspaper", Publication.id)
    )
    return [publication_info(row, counts.get(row.id, 0)) for row in rows]


def count_excerpts(session: Session) -> int:
    """How many excerpts the archive holds."""
    return session.execute(select(func.count()).select_from(Excerpt)).scalar_one()


def publication_info(row: Publication, excerpts: int = 0) -> PublicationInfo:
    """The publication as it is shown."""
    return PublicationInfo(
        id=PublicationId(row.id),
        title=row.title,
        original_title=row.original_title,
        place=row.place,
        country=row.country,
        language=row.language,
        colour=row.colour,
        dark_colour=row.dark_colour or row.colour,
        kind=row.kind,
        former_titles=tuple((former.title, former.until) for former in row.former_titles),
        excerpts=excerpts,
    )


def publications_by_id(session: Session) -> dict[int, PublicationInfo]:
    """Every publication by id, without counts."""
    rows = session.scalars(select(Publication).options(selectinload(Publication.former_titles)))
    return {row.id: publication_info(row) for row in rows}
