"""What a search marks in one text that is open, and where a hit of it opens."""

from __future__ import annotations

from sqlalchemy import select

from viewer.base.ids import ExcerptId
from viewer.catalogue.models import Article, Body, Excerpt, Version
from viewer.search.language.read_query import ReadQuery
from viewer.services.archive.catalogue_cache import CatalogueReading
from viewer.services.search.passage_hits import passage_hits
from viewer.services.search.shown_places import shown_places
from viewer.services.types import TextMarks


def text_marks(
    catalogue: CatalogueReading, query: ReadQuery, excerpt_id: ExcerptId, tier: int
) -> TextMarks:
    """The marks of a query in the current text of an excerpt, a hit of that tier; none where the
    excerpt is gone."""
    row = catalogue.session.execute(
        select(Body.text, Excerpt.language, Article.headline, Article.byline)
        .join(Version, Version.body_id == Body.id)
        .join(
            Excerpt,
            (Version.excerpt_id == Excerpt.id) & (Version.number == Excerpt.current_number),
        )
        .join(Article, Article.id == Excerpt.article_id)
        .where(Excerpt.id == excerpt_id)
    ).one_or_none()
    if row is None:
        return TextMarks()
    explainer = query.explainer(tier)
    found = explainer.explain(excerpt_id, row.headline, row.byline, row.text, row.language)
    passages = passage_hits(catalogue, query.conditions, [excerpt_id])
    places = shown_places(found, passages.get(excerpt_id, ()))
    return TextMarks(
        matches=tuple(query.highlighter("text", tier).places(row.text, row.language)),
        headline=tuple(query.highlighter("headline", tier).places(row.headline, row.language)),
        best=places.best,
        passage_id=places.best_passage,
    )
