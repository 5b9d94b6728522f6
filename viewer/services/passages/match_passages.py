"""Where a query matches in the texts that it found: what becomes a passage when they are tagged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from viewer.base.ids import ExcerptId, VersionId
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
from viewer.services.search.match_finder import MatchFinder
from viewer.text.spans import Span

#: Texts that are looked through between two rounds of reading or writing.
PORTION = 200

#: A version and a place in it: what an annotation is of.
Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class MatchedText:
    """The current version of an excerpt, and where the query matches in its text."""

    excerpt_id: ExcerptId
    version_id: VersionId
    publication: str
    text: str
    spans: list[Span]

    @property
    def places(self) -> list[Place]:
        """The spans, each with its version."""
        return [(self.version_id, span.start, span.end) for span in self.spans]


def matched_texts(
    session: Session, excerpts: Collection[ExcerptId], finder: MatchFinder, cancel: CancelToken
) -> Iterator[MatchedText]:
    """Those of `excerpts` (few enough for one statement) in whose text anything is matched.

    Matched words with nothing but white space between them are one span.
    """
    for row in session.execute(_statement(excerpts)).all():
        cancel.check()
        excerpt_id = ExcerptId(row.excerpt_id)
        spans = joined(finder.in_excerpt(excerpt_id, row.text, row.language), row.text)
        if spans:
            yield MatchedText(excerpt_id, VersionId(row.id), row.title or "", row.text, spans)


def tagged_places(session: Session, versions: Iterable[VersionId], tag_id: int) -> set[Place]:
    """The places in these versions at which a passage carries the tag."""
    rows = session.execute(
        select(Annotation.version_id, Annotation.start, Annotation.end)
        .join(Tagging, Tagging.annotation_id == Annotation.id)
        .where(Annotation.version_id.in_(list(versions)), Tagging.tag_id == tag_id)
    )
    return {(version, start, end) for version, start, end in rows}


def joined(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order, those that overlap or have only white space between them as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span.start <= found[-1].end or text[found[-1].end : span.start].isspace()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _statement(excerpts: Collection[ExcerptId]) -> Select[*tuple[Any, ...]]:
    return (
        select(Version.id, Version.excerpt_id, Publication.title, Body.text, Excerpt.language)
        .join(
            Excerpt,
            (Version.excerpt_id == Excerpt.id) & (Version.number == Excerpt.current_number),
        )
        .join(Body, Body.id == Version.body_id)
        .join(Article, Article.id == Excerpt.article_id)
        .outerjoin(Publication, Publication.id == Article.publication_id)
        .where(Excerpt.id.in_(excerpts))
        .order_by(Excerpt.id)
    )
