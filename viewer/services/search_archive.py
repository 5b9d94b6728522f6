"""Searching an archive: one query over text, metadata, dates, tags and notes, ranked and counted.

The index answers words and phrases, the catalogue everything else as sets of ids, and the flat
metadata columns count, narrow and sort. Nothing here writes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.catalogue.models import Body, Excerpt, Version
from viewer.search.engine import Evaluation, SearchEngine, empty_evaluation
from viewer.search.matching import Finder
from viewer.search.query import ParsedQuery, parse, resolve
from viewer.services.archive import Archive
from viewer.services.facets import count_facets
from viewer.services.hits import Ranked, read_hits
from viewer.services.index_archive import ArchiveIndex
from viewer.services.list_publications import publications_by_id
from viewer.services.metadata_columns import MetadataCache, MetadataColumns
from viewer.services.ranking import Tier, order, tier
from viewer.services.resolve_terms import TermResolver
from viewer.services.types import (
    Facets,
    HitInfo,
    IndexState,
    SearchAnswer,
    SearchRequest,
)
from viewer.text.spans import Span

NO_INDEX = "The search index is being made; hits appear when it is ready."

#: Finds the places in a text (given its language) that a query matches: code points.
MatchFinder = Callable[[str, str], list[Span]]


class ArchiveSearch:
    """Answers queries on one open archive. Safe between threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._index = ArchiveIndex(archive)
        self._metadata = MetadataCache(archive)

    def state(self) -> IndexState:
        """How the index stands against the catalogue."""
        return self._index.state()

    def refresh(
        self,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
        *,
        rebuild: bool = False,
    ) -> IndexState:
        """Bring the index up to date; see `ArchiveIndex.refresh`."""
        return self._index.refresh(progress, cancel, rebuild=rebuild)

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def search(self, request: SearchRequest, cancel: CancelToken | None = None) -> SearchAnswer:
        """Answer one request. Never refuses a query; raises only `Cancelled`."""
        token = cancel or CancelToken()
        began = time.perf_counter()
        with self._archive.reading() as session, self._index.engine() as lent:
            columns = self._metadata.columns()
            engine, languages = (lent[0], lent[1].languages) if lent else (None, ())
            parsed = self._read(session, columns, request.query, engine, languages, token)
            all_of_it, some = self._tiers(columns, parsed, engine, request, token)
            hits = self._page(session, columns, (all_of_it, some), request, parsed, token)
            facets = self._facets(session, columns, all_of_it if len(all_of_it.rows) else some)
        complaints = parsed.complaints if lent else (*parsed.complaints, NO_INDEX)
        return SearchAnswer(
            request=request,
            read_as=parsed.read_as,
            complaints=complaints,
            total=len(all_of_it),
            total_some=len(some),
            took_ms=round((time.perf_counter() - began) * 1000, 2),
            hits=hits,
            facets=facets,
        )

    def matching_excerpts(self, query: str, cancel: CancelToken | None = None) -> list[ExcerptId]:
        """Every excerpt that holds all that `query` asks for, ascending."""
        token = cancel or CancelToken()
        with self._archive.reading() as session, self._index.engine() as lent:
            if lent is None:
                return []
            columns = self._metadata.columns()
            parsed = self._read(session, columns, query, lent[0], lent[1].languages, token)
            found = lent[0].evaluate(parsed.tree, token)
            return [ExcerptId(int(key)) for key in columns.ids[columns.rows(found.ids)]]

    def match_finder(self, query: str) -> MatchFinder:
        """A function that finds what `query` matches in any text of this archive.

        It is for one thread at a time.
        """
        token = CancelToken()
        with self._archive.reading() as session, self._index.engine() as lent:
            engine, languages = (lent[0], lent[1].languages) if lent else (None, ())
            columns = self._metadata.columns()
            parsed = self._read(session, columns, query, engine, languages, token)
        return Finder(parsed.tree).places

    def matches_in(self, excerpt_id: ExcerptId, query: str) -> tuple[Span, ...]:
        """The places in an excerpt's current text that `query` matches; none for no query."""
        if not query.strip():
            return ()
        finder = self.match_finder(query)
        with self._archive.reading() as session:
            row = session.execute(
                select(Body.text, Excerpt.language)
                .join(Version, Version.body_id == Body.id)
                .join(
                    Excerpt,
                    (Version.excerpt_id == Excerpt.id) & (Version.number == Excerpt.current_number),
                )
                .where(Excerpt.id == excerpt_id)
            ).one_or_none()
        return tuple(finder(row.text, row.language)) if row else ()

    def gone(self, excerpt_ids: Collection[ExcerptId]) -> frozenset[ExcerptId]:
        """Which of these excerpts the archive does not hold (any more)."""
        asked = np.array(sorted(excerpt_ids), np.int64)
        columns = self._metadata.columns()
        held = columns.ids[columns.rows(asked)].tolist()
        return frozenset(excerpt_ids).difference(held)

    def _read(
        self,
        session: Session,
        columns: MetadataColumns,
        query: str,
        engine: SearchEngine | None,
        languages: Collection[str],
        cancel: CancelToken,
    ) -> ParsedQuery:
        """The query with the catalogue's answers and the index's forms in it."""
        resolver = TermResolver(session, columns)
        parsed = resolve(parse(query, languages or columns.languages), resolver)
        parsed = replace(parsed, complaints=(*parsed.complaints, *resolver.complaints))
        return engine.expand(parsed, cancel) if engine else parsed

    def _tiers(
        self,
        columns: MetadataColumns,
        parsed: ParsedQuery,
        engine: SearchEngine | None,
        request: SearchRequest,
        cancel: CancelToken,
    ) -> tuple[Tier, Tier]:
        everything = engine.evaluate(parsed.tree, cancel) if engine else empty_evaluation()
        some: Evaluation = empty_evaluation()
        if engine and parsed.some_tree is not None:
            some = engine.evaluate(parsed.some_tree, cancel)
        return (
            tier(columns, everything, request.filters),
            tier(columns, some, request.filters, without=everything.ids),
        )

    def _page(
        self,
        session: Session,
        columns: MetadataColumns,
        tiers: tuple[Tier, Tier],
        request: SearchRequest,
        parsed: ParsedQuery,
        cancel: CancelToken,
    ) -> tuple[HitInfo, ...]:
        ranking: list[Ranked] = []
        skip, room = request.offset, request.limit
        for number, found in enumerate(tiers, 1):
            ids, scores = order(columns, found, request.sort, skip + room)
            page = slice(skip, skip + room)
            ranking += [
                Ranked(int(key), number, float(score))
                for key, score in zip(ids[page], scores[page], strict=True)
            ]
            skip = max(0, skip - len(found))
            room = request.limit - len(ranking)
        return read_hits(session, ranking, parsed, cancel)

    def _facets(self, session: Session, columns: MetadataColumns, found: Tier) -> Facets:
        return count_facets(columns, found.rows, found.narrowing, publications_by_id(session))
