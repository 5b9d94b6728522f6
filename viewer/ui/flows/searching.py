"""From what is typed and narrowed to the hits shown; a newer search voids an older one's answer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from viewer.base.errors import ViewerError
from viewer.base.jobs import CancelToken, Progress
from viewer.services.search_archive import ArchiveSearch
from viewer.services.types import (
    Filters,
    IndexState,
    SearchAnswer,
    SearchRequest,
    SortOrder,
    Suggestion,
)
from viewer.ui.jobs import Jobs

PAGE = 50


class SearchFlow(QObject):
    """Signals: `answered(SearchAnswer)` for a new search, `continued(SearchAnswer)` for more hits,
    `suggested(tuple of Suggestion)` once it is known what else the newest answer's query could be,
    `page_failed()` when hits could not be had, `index_changed(IndexState)` when the index was
    brought up to date."""

    answered = Signal(object)
    continued = Signal(object)
    suggested = Signal(object)
    index_changed = Signal(object)
    page_failed = Signal()

    def __init__(self, search: ArchiveSearch, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._jobs = jobs
        self.request = SearchRequest("", limit=PAGE)
        self.answer: SearchAnswer | None = None
        #: Whether what is shown is not yet the answer to what was asked for last.
        self.is_pending = False
        self._fetched = 0
        #: Counts the answers: a page of hits belongs to the one that was shown when it was wanted.
        self._answers = 0
        self._suggesting: CancelToken | None = None

    def search_for(self, query: str, *, typing: bool = False) -> None:
        """Search anew for `query`, narrowed and sorted as before.

        While `typing`, its last word is also a beginning.
        """
        self._run(replace(self.request, query=query, offset=0, typing=typing))

    def narrow(self, filters: Filters) -> None:
        """Search again with other narrowing."""
        self._run(replace(self.request, filters=filters, offset=0))

    def sort(self, order: SortOrder) -> None:
        """Search again in another order."""
        self._run(replace(self.request, sort=order, offset=0))

    def again(self) -> None:
        """Search again as before, as far down as hits were fetched: something has changed."""
        self._run(replace(self.request, offset=0), limit=max(PAGE, self._fetched))

    def more(self, offset: int) -> None:
        """Fetch the hits after the first `offset` of the answer that is shown."""
        shown = self.answer
        if shown is None:
            return
        answers, request = self._answers, replace(shown.request, offset=offset)

        def show(page: SearchAnswer) -> None:
            # A later answer to the same request may number its rows otherwise.
            if answers == self._answers and offset == self._fetched:
                self._fetched += len(page.hits)
                self.continued.emit(page)

        self._jobs.read(
            lambda cancel, _progress: self._search.search(request, cancel),
            show,
            self._give_up,
            key="more hits",
        )

    def _give_up(self, error: ViewerError) -> None:
        self.page_failed.emit()
        self._jobs.tell(error)

    def _give_up_search(self, error: ViewerError) -> None:
        self.is_pending = False
        self._jobs.tell(error)

    def refresh_index(self, *, rebuild: bool = False) -> None:
        """Bring the index up to date in the background, then search again."""

        def job(cancel: CancelToken, progress: Progress) -> IndexState:
            return self._search.refresh(progress, cancel, rebuild=rebuild)

        self._jobs.read(job, self._index_refreshed, key="index", background=True)

    def _run(self, request: SearchRequest, limit: int = PAGE) -> None:
        self.request = request
        if self._suggesting is not None:
            self._suggesting.cancel()
        self.is_pending = True
        whole = replace(request, limit=limit)
        self._jobs.read(
            lambda cancel, _progress: self._search.search(whole, cancel),
            self._answer,
            self._give_up_search,
            key="search",
        )

    def _answer(self, answer: SearchAnswer) -> None:
        shown = None if self.answer is None else self.answer.request
        self.answer = replace(answer, request=self.request)
        self.is_pending = False
        self._answers += 1
        self._fetched = len(answer.hits)
        self.answered.emit(self.answer)
        if shown is not None and not _asks_the_same(shown, self.request):
            # What is offered keeps to the query and the filters of the answer that was shown.
            self.suggested.emit(())
        if answer.index_lost:
            self.refresh_index()
        self._suggest(self.answer)

    def _suggest(self, answer: SearchAnswer) -> None:
        """Look for what else could be searched for, after the hits are there."""

        def show(found: tuple[Suggestion, ...]) -> None:
            if self.answer is answer:
                self.answer = replace(answer, suggestions=found)
                self.suggested.emit(found)

        def give_up(error: ViewerError) -> None:
            show(())
            self._jobs.tell(error)

        self._suggesting = self._jobs.read(
            lambda cancel, _progress: self._search.suggestions(answer.request, cancel),
            show,
            give_up,
            key="suggestions",
            background=True,
        )

    def _index_refreshed(self, state: IndexState) -> None:
        self.index_changed.emit(state)
        self.again()
        self._jobs.read(
            lambda cancel, _progress: self._search.prepare(cancel),
            lambda _: None,
            key="read ahead",
            background=True,
        )


def _asks_the_same(one: SearchRequest, other: SearchRequest) -> bool:
    """Whether two requests find the same, in whatever order."""
    return (one.query, one.filters, one.typing) == (other.query, other.filters, other.typing)
