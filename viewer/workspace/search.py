"""The search: what is asked for, the hits that answer it, and the index that they come from.

The `SearchRequest` is held here and nowhere else. The field, the filters and the order show it;
the panes mark its matches; tagging, exporting and counting act on that of the answer shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from psygnal import Signal

from viewer.base.errors import ViewerError
from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken, Progress
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import (
    ArchiveChanged,
    Filters,
    IndexState,
    PassageTag,
    SearchAnswer,
    SearchRequest,
    SortOrder,
    Suggestion,
)
from viewer.workspace.executor import Executor, Lane

PAGE = 50

#: Tables whose rows the index holds: a change makes it stale.
INDEXED = frozenset({"excerpt", "version", "article"})
#: What readers add: of the words of a query only conditions such as `tag:` ask for it.
ADDED = frozenset({"annotation", "tagging", "tag", "tag_label", "link", "desk"})


class SearchSession:
    """Searches, one after the other; a newer one voids the answer to an older one.

    Signals: `requested(SearchRequest)` when something else is asked for, `answered(SearchAnswer)`
    for a new search, `query_answered(SearchRequest)` after it when the answer is to other words
    than the one before, `continued(SearchAnswer)` for more hits, `suggested(tuple of Suggestion)`
    once it is known what else the newest answer's query could be, `page_failed()` when hits could
    not be had, `hits_tagged(tags by ExcerptId)` when hits that are shown may carry other tags,
    `index_changed(IndexState)` when the index was brought up to date.
    """

    requested = Signal(SearchRequest)
    answered = Signal(SearchAnswer)
    query_answered = Signal(SearchRequest)
    continued = Signal(SearchAnswer)
    suggested = Signal(tuple)
    index_changed = Signal(IndexState)
    page_failed = Signal()
    hits_tagged = Signal(dict)

    def __init__(self, searcher: ArchiveSearch, executor: Executor) -> None:
        self._searcher = searcher
        self._executor = executor
        self._request = SearchRequest("", limit=PAGE)
        self._answer: SearchAnswer | None = None
        #: Whether what is shown is not yet the answer to what was asked for last.
        self.is_pending = False
        #: The query as it is typed, which is asked for when the typing rests.
        self.draft = ""
        #: The excerpts of the hits that were fetched, in the order of the list.
        self._fetched: list[ExcerptId] = []
        #: Counts the answers: a page of hits belongs to the one that was shown when it was wanted.
        self._answers = 0
        self._suggesting: CancelToken | None = None

    @property
    def request(self) -> SearchRequest:
        """What was asked for last."""
        return self._request

    @property
    def answer(self) -> SearchAnswer | None:
        """The answer that is shown; None before the first."""
        return self._answer

    @property
    def shown_request(self) -> SearchRequest:
        """What the answer that is shown was given to: every action on "the hits" takes this."""
        return SearchRequest("") if self._answer is None else self._answer.request

    # Wishes

    def search_for(self, query: str, *, typing: bool = False) -> None:
        """Search for `query`, narrowed and sorted as before.

        While `typing`, its last word is also a beginning.
        """
        self._ask(replace(self._request, query=query, offset=0, typing=typing))

    def narrow(self, filters: Filters) -> None:
        """Search again with other filters."""
        self._ask(replace(self._request, filters=filters, offset=0))

    def sort(self, order: SortOrder) -> None:
        """Search again in another order."""
        self._ask(replace(self._request, sort=order, offset=0))

    def take(self, suggestion: Suggestion) -> None:
        """Search for what was suggested, narrowed as it says."""
        self._ask(
            replace(
                self._request,
                query=suggestion.query,
                filters=suggestion.filters,
                offset=0,
                typing=False,
            )
        )

    def again(self) -> None:
        """Search again as before, as far down as hits were fetched: something has changed."""
        self._run(limit=max(PAGE, len(self._fetched)))

    def more(self, offset: int) -> None:
        """Fetch the hits after the first `offset` of the answer that is shown."""
        shown = self._answer
        if shown is None:
            return
        answers, request = self._answers, replace(shown.request, offset=offset)

        def show(page: SearchAnswer) -> None:
            # A later answer to the same request may number its rows otherwise.
            if answers == self._answers and offset == len(self._fetched):
                self._fetched.extend(hit.id for hit in page.hits)
                self.continued.emit(page)

        def give_up(error: ViewerError) -> None:
            self.page_failed.emit()
            self._executor.tell(error)

        self._executor.submit(self._searching(request), show, give_up, key="more hits")

    def refresh_index(self, *, rebuild: bool = False) -> None:
        """Bring the index up to date in the background, then search again."""

        def job(cancel: CancelToken, progress: Progress) -> IndexState:
            return self._searcher.refresh(progress, cancel, rebuild=rebuild)

        self._executor.submit(job, self._on_index, key="index", lane=Lane.BACKGROUND)

    def follow(self, changed: ArchiveChanged) -> None:
        """Bring index and hits up to date after a change of the archive."""
        if changed.tables & INDEXED:
            self.refresh_index()
        elif changed.tables <= ADDED and not self._asks_for_what_was_added():
            self._read_tags()
        else:
            self.again()

    # Private

    def _asks_for_what_was_added(self) -> bool:
        """Whether a passage more may give other hits; also while it is not known which are shown.

        Every condition has a colon. Plain words ask for texts and the thesaurus only.
        """
        return self.is_pending or ":" in self._request.query

    def _read_tags(self) -> None:
        """Read again what the hits show of tags, without a search."""
        answers, shown = self._answers, list(self._fetched)

        def show(tags: Mapping[ExcerptId, tuple[PassageTag, ...]]) -> None:
            if answers == self._answers:
                self.hits_tagged.emit(tags)

        self._executor.submit(lambda *_: self._searcher.hit_tags(shown), show, key="hit tags")

    def _ask(self, request: SearchRequest) -> None:
        self._request = request
        self.draft = request.query
        self.requested.emit(request)
        self._run(PAGE)

    def _run(self, limit: int) -> None:
        if self._suggesting is not None:
            self._suggesting.cancel()
        self.is_pending = True
        request = self._request

        def show(answer: SearchAnswer) -> None:
            self._show(replace(answer, request=request))

        def give_up(error: ViewerError) -> None:
            self.is_pending = False
            self._executor.tell(error)

        whole = replace(request, offset=0, limit=limit)
        self._executor.submit(self._searching(whole), show, give_up, key="search")

    def _searching(self, request: SearchRequest) -> Callable[..., SearchAnswer]:
        return lambda cancel, _progress: self._searcher.search(request, cancel)

    def _show(self, answer: SearchAnswer) -> None:
        before = self.shown_request
        is_first = self._answer is None
        self._answer = answer
        self.is_pending = False
        self._answers += 1
        self._fetched = [hit.id for hit in answer.hits]
        self.answered.emit(answer)
        if (before.query, before.typing) != (answer.request.query, answer.request.typing):
            self.query_answered.emit(answer.request)
        if not is_first and not _asks_the_same(before, answer.request):
            # What is offered keeps to the query and the filters of the answer that was shown.
            self.suggested.emit(())
        if answer.index_lost:
            self.refresh_index()
        self._suggest(answer)

    def _suggest(self, answer: SearchAnswer) -> None:
        """Look for what else could be searched for, after the hits are there."""

        def show(found: tuple[Suggestion, ...]) -> None:
            if self._answer is answer:
                self._answer = replace(answer, suggestions=found)
                self.suggested.emit(found)

        def give_up(error: ViewerError) -> None:
            show(())
            self._executor.tell(error)

        self._suggesting = self._executor.submit(
            lambda cancel, _progress: self._searcher.suggestions(answer.request, cancel),
            show,
            give_up,
            key="suggestions",
            lane=Lane.BACKGROUND,
        )

    def _on_index(self, state: IndexState) -> None:
        self.index_changed.emit(state)
        self.again()
        self._executor.submit(
            lambda cancel, _progress: self._searcher.prepare(cancel),
            lambda _: None,
            key="read ahead",
            lane=Lane.BACKGROUND,
        )


def _asks_the_same(one: SearchRequest, other: SearchRequest) -> bool:
    """Whether two requests find the same, in whatever order."""
    return (one.query, one.filters, one.typing) == (other.query, other.filters, other.typing)
