"""One state of the catalogue and the index, and what is answered from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set

from sqlalchemy import select

from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken
from viewer.catalogue.models import Excerpt, JournalChange
from viewer.search.engine import EngineAnswer, Occurrence, SearchEngine
from viewer.search.index.fields import exact_field
from viewer.search.index.stamp import IndexStamp
from viewer.search.language.read_query import CatalogueState, ReadQuery, read_query
from viewer.services.archive.cached_parts import PUBLICATIONS
from viewer.services.archive.catalogue_cache import CatalogueReading
from viewer.services.search.catalogue_suggestions import suggestions
from viewer.services.search.resolve_terms import TermResolver
from viewer.services.search.resolved_terms import ResolvedTermCache
from viewer.services.search.suggest import Suggester
from viewer.services.search.thesaurus import Names
from viewer.services.types import SearchRequest, Suggestion


class SearchSnapshot:
    """One state of the catalogue and the index as it is lent: what a query is answered from."""

    def __init__(
        self,
        catalogue: CatalogueReading,
        lent: tuple[SearchEngine, IndexStamp] | None,
        deleted: Collection[int],
        resolved: ResolvedTermCache,
    ) -> None:
        """`deleted` are excerpts that only the index still holds."""
        self.catalogue = catalogue
        self.engine = lent[0] if lent else None
        self._indexed_step = lent[1].step if lent else 0
        self.publications = catalogue.get(PUBLICATIONS)
        self._names = names = Names(catalogue)
        self._languages = lent[1].languages if lent else ()
        held = (self.engine.languages, self.engine.kinds) if self.engine else ((), ())
        state = (catalogue.state, lent[1] if lent else None)
        titles = {key: info.title for key, info in self.publications.items()}
        self._catalogue = CatalogueState(
            resolve=TermResolver(catalogue, *held, names, state, resolved),
            thesaurus=names,
            languages=self._languages,
            newspapers=sorted(titles, key=lambda key: _sorting(titles[key])),
            gone=deleted,
        )

    def read(self, request: SearchRequest, cancel: CancelToken) -> ReadQuery:
        """The query with the catalogue's answers and the index's forms in it."""
        return read_query(request, self._catalogue, self.engine, cancel)

    def search(self, query: ReadQuery, cancel: CancelToken) -> EngineAnswer:
        """What the index answers; nothing where there is none."""
        return self.engine.search(query, cancel) if self.engine else EngineAnswer()

    def matching(self, query: ReadQuery, cancel: CancelToken) -> Set[int]:
        """The excerpts of the first tier that pass the filters; none without an index."""
        return self.engine.matching(query, cancel) if self.engine else frozenset()

    def holds_all(self, query: ReadQuery, excerpt_id: ExcerptId, cancel: CancelToken) -> bool:
        """Whether an excerpt holds all that is asked for, be it narrowed away or not."""
        return self.engine is None or self.engine.holds_all(query, excerpt_id, cancel)

    def occurrences(self, query: ReadQuery, cancel: CancelToken) -> Sequence[Occurrence]:
        """Where the query matches by the index; none where a text was changed after it was made."""
        if self.engine is None or self._is_text_changed():
            return ()
        return self.engine.occurrences(query, cancel)

    def suggestions(self, request: SearchRequest, cancel: CancelToken) -> tuple[Suggestion, ...]:
        """What to offer besides the answer to a request; nothing for no query, or no index."""
        if self.engine is None or not request.query.strip():
            return ()

        def find(asked: SearchRequest) -> Set[int]:
            return self.matching(self.read(asked, cancel), cancel)

        lexicon = self.engine.lexicon(exact_field("text"), cancel)
        suggester = Suggester(request, find, lexicon, self._names.words(), self._languages, cancel)
        return suggestions(suggester, self.catalogue.session, self.publications)

    def _is_text_changed(self) -> bool:
        newer = select(JournalChange.id).where(
            JournalChange.table_name == Excerpt.__tablename__,
            JournalChange.action == "update",
            JournalChange.step_id > self._indexed_step,
        )
        return self.catalogue.session.execute(newer.limit(1)).first() is not None


def _sorting(title: str) -> str:
    return title.casefold().removeprefix("the ")
