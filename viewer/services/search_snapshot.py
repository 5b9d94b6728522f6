"""One state of the catalogue and the index, and what is answered from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from sqlalchemy.orm import Session

from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken
from viewer.search.columns import no_columns
from viewer.search.engine import Rows, SearchEngine
from viewer.search.fields import exact_field
from viewer.search.names import with_names
from viewer.search.query import ParsedQuery, parse, resolve
from viewer.search.stamp import IndexStamp
from viewer.services.archive import newest_step
from viewer.services.catalogue_suggestions import suggestions
from viewer.services.hits import Ranked, read_hits
from viewer.services.list_publications import publications_by_id
from viewer.services.ranking import Tier, order, tier
from viewer.services.resolve_terms import TermResolver
from viewer.services.resolved_terms import ResolvedTermCache
from viewer.services.suggest import Suggester
from viewer.services.thesaurus import Names
from viewer.services.types import Filters, HitInfo, SearchRequest, Suggestion


class SearchSnapshot:
    """One state of the catalogue and the index as it is lent: what a query is answered from."""

    def __init__(
        self,
        session: Session,
        lent: tuple[SearchEngine, IndexStamp] | None,
        deleted: Collection[int],
        names: Names,
        resolved: ResolvedTermCache,
    ) -> None:
        """`deleted` are excerpts that only the index still holds."""
        self._session = session
        self._names = names
        self.engine = lent[0] if lent else None
        self.columns = self.engine.columns() if self.engine else no_columns()
        self._resolved = resolved
        self._state = (newest_step(session), lent[1] if lent else None)
        self._languages = lent[1].languages if lent else ()
        self.publications = publications_by_id(session)
        gone = np.isin(self.columns.ids, list(deleted)) if deleted else np.empty(0, np.bool_)
        self._gone: Rows = np.flatnonzero(gone)

    def read(self, request: SearchRequest, cancel: CancelToken) -> ParsedQuery:
        """The query with the catalogue's answers and the index's forms in it."""
        resolver = TermResolver(
            self._session, self.columns, self._names, self._state, self._resolved
        )
        parsed = parse(request.query, self._languages)
        if self.engine is not None:
            parsed = with_names(parsed, self._names, self.engine)
        parsed = resolve(parsed.while_typing() if request.typing else parsed, resolver)
        parsed = replace(parsed, complaints=(*parsed.complaints, *resolver.complaints))
        return self.engine.expand(parsed, cancel) if self.engine else parsed

    def counted(
        self, parsed: ParsedQuery, filters: Filters, cancel: CancelToken
    ) -> list[ExcerptId]:
        """The excerpts of the first tier, ascending."""
        ids = np.sort(self.columns.ids[self._rows(parsed, filters, cancel)])
        return list(map(ExcerptId, ids.tolist()))

    def holds_all(self, parsed: ParsedQuery, excerpt_id: ExcerptId, cancel: CancelToken) -> bool:
        """Whether an excerpt holds all that is asked for, be it narrowed away or not."""
        if self.engine is None or parsed.some_tree is None:
            return True
        rows = self.engine.evaluate(parsed.tree, cancel).rows
        return bool(np.isin(excerpt_id, self.columns.ids[rows]))

    def suggestions(self, request: SearchRequest, cancel: CancelToken) -> tuple[Suggestion, ...]:
        """What to offer beside the answer to a request; nothing for no query, or no index."""
        if self.engine is None or not request.query.strip():
            return ()

        def find(asked: SearchRequest) -> Rows:
            return self._rows(self.read(asked, cancel), asked.filters, cancel)

        lexicon = self.engine.lexicon(exact_field("text"), cancel)
        suggester = Suggester(request, find, lexicon, self._names.words(), self._languages, cancel)
        return suggestions(suggester, self._session, self.publications)

    def _rows(self, parsed: ParsedQuery, filters: Filters, cancel: CancelToken) -> Rows:
        """The rows of the first tier that pass the filters."""
        if self.engine is None:
            return np.empty(0, np.int64)
        everything = self.engine.evaluate(parsed.tree, cancel)
        first = tier(self.columns, everything, filters, without=self._gone)
        return first.rows[first.through()]

    def tiers(
        self, parsed: ParsedQuery, filters: Filters, cancel: CancelToken
    ) -> tuple[Tier, Tier]:
        """What holds all that is asked for, and what holds some of it."""
        if self.engine is None:
            return Tier.empty(), Tier.empty()
        everything = self.engine.evaluate(parsed.tree, cancel)
        first = tier(self.columns, everything, filters, without=self._gone)
        if parsed.some_tree is None:
            return first, Tier.empty()
        some = self.engine.evaluate(parsed.some_tree, cancel)
        passed = np.concatenate((everything.rows, self._gone))
        return first, tier(self.columns, some, filters, without=passed)

    def page(
        self,
        tiers: tuple[Tier, Tier],
        request: SearchRequest,
        parsed: ParsedQuery,
        cancel: CancelToken,
    ) -> tuple[HitInfo, ...]:
        """The hits of the page that is asked for."""
        titles = {key: info.title for key, info in self.publications.items()}
        ranking: list[Ranked] = []
        skip, room = request.offset, request.limit
        for number, found in enumerate(tiers, 1):
            ids, scores = order(self.columns, titles, found, request.sort, skip + room)
            page = slice(skip, skip + room)
            ranking += [
                Ranked(int(key), number, float(score))
                for key, score in zip(ids[page], scores[page], strict=True)
            ]
            skip = max(0, skip - len(found))
            room = request.limit - len(ranking)
        return read_hits(self._session, ranking, parsed, cancel)
