"""Searching an archive: one query over text, metadata, dates, tags and notes, ranked and counted.

The index answers words and phrases, the catalogue everything else as sets of ids, and the index's
columns count, narrow and sort. Nothing here writes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import select

from viewer.base.errors import NotFoundError
from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.base.messages import Message
from viewer.catalogue.models import Excerpt
from viewer.search.index.index_errors import IndexDamagedError
from viewer.services.archive.archive import Archive
from viewer.services.archive.batched import batched
from viewer.services.archive.cached_parts import SMALL_PARTS
from viewer.services.archive.catalogue_cache import CatalogueCache
from viewer.services.search.condition_tables import CONDITION_TABLES
from viewer.services.search.facets import labelled_facets
from viewer.services.search.filters_in_words import narrowed
from viewer.services.search.hits import read_hits, tags_of
from viewer.services.search.index_archive import ArchiveIndex
from viewer.services.search.match_finder import MatchFinder
from viewer.services.search.resolved_terms import ResolvedTermCache
from viewer.services.search.search_snapshot import SearchSnapshot
from viewer.services.search.text_marks import text_marks
from viewer.services.search.thesaurus import LABELS
from viewer.services.types import (
    IndexState,
    PassageTag,
    SearchAnswer,
    SearchRequest,
    Suggestion,
    TextMarks,
)

T = TypeVar("T")

NO_INDEX = Message.of("query.no-index")


class ArchiveSearch:
    """Answers queries on one open archive. Safe between threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._index = ArchiveIndex(archive)
        self._catalogue = CatalogueCache()
        self._resolved = ResolvedTermCache()

    def state(self) -> IndexState:
        """Whether the index is up to date with the catalogue."""
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

    def prepare(self, cancel: CancelToken | None = None) -> None:
        """Read ahead what the first search would have to wait for. Raises `Cancelled`."""
        token = cancel or CancelToken()
        self._index.prepare(token)
        self._catalogue.read_ahead(self._archive, (*SMALL_PARTS, LABELS, *CONDITION_TABLES), token)
        # The statements that a page of hits is read with take longer to make than to ask.
        self.search(SearchRequest(""), token)

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def search(self, request: SearchRequest, cancel: CancelToken | None = None) -> SearchAnswer:
        """Answer one request. Never refuses a query; raises only `Cancelled`.

        Where the index turns out to be damaged it is dropped, and the answer says that it is lost:
        `refresh` rebuilds it.
        """
        token = cancel or CancelToken()
        began = time.perf_counter()
        try:
            return self._answer(request, token, began)
        except IndexDamagedError as error:
            self._index.discard(error)
        return replace(self._answer(request, token, began), index_lost=True)

    def matching_excerpts(
        self, request: SearchRequest, cancel: CancelToken | None = None
    ) -> list[ExcerptId]:
        """Every excerpt that the list of `request` counts, ascending.

        They hold all that the query asks for and pass the filters (`SearchAnswer.total`); order
        and page do not matter. Raises `NotFoundError` while there is no index to ask.
        """
        token = cancel or CancelToken()

        def found() -> list[ExcerptId]:
            with self._reading() as reading:
                if reading.engine is None:
                    raise NotFoundError("index.awaited")
                return list(map(ExcerptId, reading.matching(reading.read(request, token), token)))

        return self._mended(found, token)

    def count_some(self, request: SearchRequest, cancel: CancelToken | None = None) -> int:
        """How many excerpts hold some of what is asked for: shown, but never acted on."""
        return self.search(replace(request, limit=0, offset=0), cancel).total_some

    def suggestions(
        self, request: SearchRequest, cancel: CancelToken | None = None
    ) -> tuple[Suggestion, ...]:
        """Other searches to offer with the answer to `request`: see `Suggester`.

        They are read apart from the answer, which does not wait for them. Raises only `Cancelled`.
        """
        token = cancel or CancelToken()
        try:
            with self._reading() as reading:
                return reading.suggestions(request, token)
        except IndexDamagedError as error:
            self._index.discard(error)
            return ()

    def match_finder(
        self, request: SearchRequest, cancel: CancelToken | None = None
    ) -> MatchFinder:
        """What finds the places that a request's query matches in the texts of this archive."""
        token = cancel or CancelToken()

        def finder() -> MatchFinder:
            with self._reading() as reading:
                read = reading.read(request, token)
                return MatchFinder(read.highlighter(), reading.occurrences(read, token))

        return self._mended(finder, token)

    def marks_in(self, excerpt_id: ExcerptId, query: str, *, typing: bool = False) -> TextMarks:
        """What `query` marks in an excerpt's current text and headline; nothing for no query."""
        if not query.strip():
            return TextMarks()
        token = CancelToken()

        def marks() -> TextMarks:
            with self._reading() as reading:
                read = reading.read(SearchRequest(query, typing=typing), token)
                # A hit of the second tier is marked where it holds some, as its snippet is.
                tier = 1 if reading.holds_all(read, excerpt_id, token) else 2
                return text_marks(reading.catalogue, read, excerpt_id, tier)

        return self._mended(marks, token)

    def hit_tags(
        self, excerpt_ids: Sequence[ExcerptId]
    ) -> Mapping[ExcerptId, tuple[PassageTag, ...]]:
        """The tags that hits of these excerpts show: see `tags_of`."""
        with self._archive.reading() as session:
            found = tags_of(self._catalogue.of(session), excerpt_ids)
            return {each: found[each] for each in excerpt_ids}

    def gone(self, excerpt_ids: Collection[ExcerptId]) -> frozenset[ExcerptId]:
        """Which of these excerpts the archive does not hold (any more)."""
        held: set[ExcerptId] = set()
        with self._archive.reading() as session:
            for some in batched(excerpt_ids):
                held.update(
                    map(ExcerptId, session.scalars(select(Excerpt.id).where(Excerpt.id.in_(some))))
                )
        return frozenset(excerpt_ids) - held

    @contextmanager
    def _reading(self) -> Iterator[SearchSnapshot]:
        with self._archive.reading() as session, self._index.engine() as lent:
            catalogue = self._catalogue.of(session)
            step, _uid = catalogue.state
            deleted = self._index.deleted_since(session, step, lent[1]) if lent else frozenset()
            yield SearchSnapshot(catalogue, lent, deleted, self._resolved)

    def _mended(self, act: Callable[[], T], cancel: CancelToken) -> T:
        """What `act` gives; a damaged index is rebuilt first."""
        try:
            return act()
        except IndexDamagedError as error:
            self._index.discard(error)
            self.refresh(cancel=cancel)
            return act()

    def _answer(self, request: SearchRequest, cancel: CancelToken, began: float) -> SearchAnswer:
        with self._reading() as reading:
            read = reading.read(request, cancel)
            found = reading.search(read, cancel)
            hits = read_hits(reading.catalogue, found.hits, read, cancel)
            complaints = read.complaints if reading.engine else (*read.complaints, NO_INDEX)
        return SearchAnswer(
            request=request,
            read_as=narrowed(read.read_as, request.filters, reading.publications),
            complaints=complaints,
            total=found.total,
            total_some=found.total_some,
            took_ms=round((time.perf_counter() - began) * 1000, 2),
            hits=hits,
            facets=labelled_facets(found.facets, reading.publications),
        )
