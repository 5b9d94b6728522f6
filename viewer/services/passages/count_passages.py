"""Counting what an action over passages would touch, before it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from viewer.base.ids import ExcerptId, TagId
from viewer.catalogue.models import Annotation, Article, Excerpt, Publication, Tagging, Version
from viewer.services.archive.archive import Archive
from viewer.services.codebook.find_tags import with_descendants
from viewer.services.types import PaperCount, PassageCount


class Tally:
    """Passages counted as they come, text after text."""

    def __init__(self) -> None:
        self._papers: Counter[str] = Counter()
        self._texts: set[int] = set()

    def add(self, publication: str, excerpt_id: int, passages: int = 1) -> None:
        """Count `passages` of one text; none of them count for nothing."""
        if passages:
            self._papers[publication] += passages
            self._texts.add(excerpt_id)

    @property
    def count(self) -> PassageCount:
        """What was counted so far."""
        by_size = sorted(self._papers.items(), key=lambda paper: (-paper[1], paper[0]))
        return PassageCount(
            self._papers.total(),
            len(self._texts),
            tuple(PaperCount(publication, passages) for publication, passages in by_size),
        )


def count_passages_in(
    archive: Archive,
    *,
    tag_ids: Sequence[TagId] = (),
    excerpt_ids: Collection[ExcerptId] | None = None,
) -> PassageCount:
    """How many passages carry any of the tags (or one below; none given: all) in these excerpts."""
    tally = Tally()
    statement = (
        select(Version.excerpt_id, Publication.title, func.count(Annotation.id))
        .join(Version, Version.id == Annotation.version_id)
        .join(Excerpt, Excerpt.id == Version.excerpt_id)
        .join(Article, Article.id == Excerpt.article_id)
        .outerjoin(Publication, Publication.id == Article.publication_id)
        .group_by(Version.excerpt_id, Publication.title)
    )
    # One pass over the annotated texts: they are few compared with the hits of a common word.
    wanted = None if excerpt_ids is None else frozenset(excerpt_ids)
    with archive.reading() as session:
        if tag_ids:
            below = with_descendants(session, tag_ids)
            tagged = select(Tagging.annotation_id).where(Tagging.tag_id.in_(below))
            statement = statement.where(Annotation.id.in_(tagged))
        for excerpt_id, title, passages in session.execute(statement):
            if wanted is None or excerpt_id in wanted:
                tally.add(title or "", excerpt_id, passages)
    return tally.count
