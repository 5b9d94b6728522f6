"""What a search marks in one text that is open, and where a hit of it opens."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.base.ids import ExcerptId
from viewer.catalogue.models import Article, Body, Excerpt, Version
from viewer.search.matching import Finder
from viewer.search.query import ParsedQuery
from viewer.search.why import Explainer
from viewer.services.passage_hits import passage_hits
from viewer.services.shown_places import shown_places
from viewer.services.types import TextMarks


def text_marks(
    session: Session, parsed: ParsedQuery, excerpt_id: ExcerptId, *, holds_all: bool
) -> TextMarks:
    """The marks of a query in the current text of an excerpt; none where it is gone.

    `holds_all`: whether the excerpt is a hit of the first tier.
    """
    row = session.execute(
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
    # A hit of the second tier is marked where it holds some of the query, as its snippet is.
    tree = parsed.tree if holds_all or parsed.some_tree is None else parsed.some_tree
    found = Explainer(tree).explain(excerpt_id, row.headline, row.byline, row.text, row.language)
    passages = passage_hits(session, parsed, [excerpt_id])
    places = shown_places(found, passages.get(excerpt_id, ()))
    return TextMarks(
        matches=tuple(Finder(tree).places(row.text, row.language)),
        headline=tuple(Finder(tree, "headline").places(row.headline, row.language)),
        best=places.best,
        passage_id=places.best_passage,
    )
