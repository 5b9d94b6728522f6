"""Ranked excerpt ids become hits: rows read for one page, each with its snippet and its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from viewer.base.ids import ArticleId, ExcerptId, PublicationId
from viewer.base.jobs import CancelToken
from viewer.catalogue.models import (
    Annotation,
    Article,
    Body,
    Excerpt,
    Publication,
    Tagging,
    Version,
)
from viewer.search.engine import RankedHit
from viewer.search.language.read_query import ReadQuery
from viewer.search.results.why import Explanation
from viewer.services.archive.batched import batched
from viewer.services.archive.cached_parts import TAGS
from viewer.services.archive.catalogue_cache import CatalogueReading
from viewer.services.search.passage_hits import passage_hits
from viewer.services.search.shown_places import ShownPlaces, shown_places
from viewer.services.types import HitInfo, PassageTag


def read_hits(
    catalogue: CatalogueReading,
    ranking: Sequence[RankedHit],
    query: ReadQuery,
    cancel: CancelToken,
) -> tuple[HitInfo, ...]:
    """The hits of one page of the ranking; an excerpt that is gone by now is left out."""
    session = catalogue.session
    ids = [place.excerpt_id for place in ranking]
    pages = (session.execute(_shown_of_hits(), {"ids": some}) for some in batched(ids))
    rows = {row.id: row for page in pages for row in page}
    tags = tags_of(catalogue, ids)
    explainers = {tier: query.explainer(tier) for tier in (1, 2)}
    passages = passage_hits(catalogue, query.conditions, ids)
    hits = []
    for place in ranking:
        cancel.check()
        if place.excerpt_id in rows:
            row = rows[place.excerpt_id]
            found = explainers[place.tier].explain(
                row.id, row.headline, row.byline, row.text, row.language
            )
            places = shown_places(found, passages.get(row.id, ()))
            hits.append(_hit(row, place, found, places, tags[row.id]))
    return tuple(hits)


@cache
def _shown_of_hits() -> Select[*tuple[Any, ...]]:
    """What is shown of the excerpts `ids`. Making a statement takes longer than asking it."""
    return (
        select(
            Excerpt.id,
            Excerpt.article_id,
            Excerpt.language,
            Excerpt.kind,
            Article.headline,
            Article.byline,
            Article.issue_date,
            Article.page,
            Article.publication_id,
            Publication.title,
            Publication.colour,
            Publication.dark_colour,
            Body.text,
        )
        .join(Article, Article.id == Excerpt.article_id)
        .outerjoin(Publication, Publication.id == Article.publication_id)
        .join(
            Version,
            (Version.excerpt_id == Excerpt.id) & (Version.number == Excerpt.current_number),
        )
        .join(Body, Body.id == Version.body_id)
        .where(Excerpt.id.in_(bindparam("ids", expanding=True)))
    )


@cache
def _carried() -> Select[int, int]:
    """The excerpts `ids` with each tag that a passage of theirs carries."""
    return (
        select(Version.excerpt_id, Tagging.tag_id)
        .join(Annotation, Annotation.version_id == Version.id)
        .join(Tagging, Tagging.annotation_id == Annotation.id)
        .where(Version.excerpt_id.in_(bindparam("ids", expanding=True)))
        .distinct()
    )


def tags_of(catalogue: CatalogueReading, ids: Sequence[int]) -> dict[int, tuple[PassageTag, ...]]:
    """The tags that passages of these excerpts carry, each once, in codebook order.

    An excerpt without any has none there: the answer gives an empty tuple for it.
    """
    known: Mapping[int, PassageTag] = catalogue.get(TAGS)
    found: dict[int, set[int]] = defaultdict(set)
    for some in batched(ids):
        for excerpt, tag in catalogue.session.execute(_carried(), {"ids": some}):
            found[excerpt].add(tag)
    return defaultdict(
        tuple,
        {
            excerpt: tuple(sorted((known[tag] for tag in tags), key=lambda tag: tag.path))
            for excerpt, tags in found.items()
        },
    )


def _hit(
    row: Row[tuple[object, ...]],
    place: RankedHit,
    found: Explanation,
    places: ShownPlaces,
    tags: tuple[PassageTag, ...],
) -> HitInfo:
    piece, marks = places.snippet(row.text)
    return HitInfo(
        id=ExcerptId(row.id),
        article_id=ArticleId(row.article_id),
        tier=place.tier,
        score=round(place.score, 4),
        headline=row.headline,
        publication=row.title or "",
        publication_id=None if row.publication_id is None else PublicationId(row.publication_id),
        publication_colour=row.colour or "",
        publication_dark_colour=row.dark_colour or "",
        date=row.issue_date,
        page=row.page,
        language=row.language,
        kind=row.kind,
        snippet=piece,
        marks=marks,
        why=found.reasons,
        tags=tags,
        headline_marks=tuple(found.headline),
        names=found.names,
    )
