"""Search field, filters, the line that says how a query was read, and hits: bound to the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from viewer.base.ids import ExcerptId
from viewer.services.types import Listed, SearchAnswer, SearchRequest, Suggestion
from viewer.ui.search.facets_view import FacetsView
from viewer.ui.search.hits_panel import HitsPanel
from viewer.ui.search.pending_enter import PendingEnter
from viewer.ui.search.read_as_line import ReadAsLine
from viewer.ui.search.search_bar import SearchBar
from viewer.ui.search.tag_in_query import with_tag
from viewer.workspace.panes import PaneId
from viewer.workspace.text_reader import OpenedText
from viewer.workspace.workspace import Workspace

NO_HIT = "There is no hit to open; search for something first."


class SearchPresenter:
    """Shows the workspace's request and answer, and wishes there for what the user does.

    `run` does the command of an id, for what is not about searching.
    """

    def __init__(
        self,
        workspace: Workspace,
        bar: SearchBar,
        read_as: ReadAsLine,
        facets: FacetsView,
        hits: HitsPanel,
        run: Callable[[str], object],
    ) -> None:
        self._workspace = workspace
        self._search = workspace.search
        self._bar = bar
        self._read_as = read_as
        self._facets = facets
        self._hits = hits
        self._run = run
        self._connect_facts()
        self._connect_wishes()
        self._pending_enter = PendingEnter(bar, hits, workspace.search)

    def _connect_facts(self) -> None:
        search, hits = self._search, self._hits
        search.requested.connect(self._show_request)
        search.answered.connect(self._show_answer)
        search.continued.connect(hits.append)
        search.page_failed.connect(hits.model.page_failed)
        search.hits_tagged.connect(hits.model.set_tags)
        search.suggested.connect(self._show_suggestions)
        self._workspace.overview.overviewed.connect(self._show_listed)
        self._workspace.desk.opened.connect(self._select_opened)
        self._workspace.desk.refreshed.connect(self._mark_open)

    def _connect_wishes(self) -> None:
        search, hits, bar = self._search, self._hits, self._bar
        bar.query_changed.connect(lambda query: search.search_for(query, typing=bar.typing))
        bar.typed.connect(self._keep_draft)
        self._facets.filters_changed.connect(search.narrow)
        self._facets.tag_requested.connect(self._search_with_tag)
        hits.sort_chosen.connect(search.sort)
        hits.more_requested.connect(search.more)
        hits.open_here_requested.connect(lambda key: self._open(ExcerptId(key)))
        hits.open_beside_requested.connect(lambda key: self._open(ExcerptId(key), beside=True))
        hits.import_requested.connect(lambda: self._run("import"))
        hits.tag_all_requested.connect(lambda: self._run("tag-all"))
        hits.export_requested.connect(lambda: self._run("export"))
        hits.suggestion_chosen.connect(self._take)
        self._read_as.suggestion_chosen.connect(self._take)

    # Commands

    def open_hit(self, *, beside: bool) -> None:
        """Open the current hit in the active pane, or beside what is open."""
        hit = self._hits.current_hit()
        if hit is None:
            self._workspace.notices.tell(NO_HIT)
        else:
            self._open(hit.id, beside=beside)

    # Facts

    def _show_request(self, request: SearchRequest) -> None:
        if request.query != self._bar.sent:
            self._bar.show_query(request.query)
        if request.filters != self._facets.filters:
            self._facets.choose(request.filters)

    def _show_answer(self, answer: SearchAnswer) -> None:
        listed = self._workspace.overview.listed
        is_empty = not listed.excerpts and not answer.request.query.strip()
        self._hits.show_answer(answer, archive_is_empty=is_empty)
        self._facets.show_facets(answer.facets, listed.publications)
        self._read_as.show_answer(answer)

    def _show_suggestions(self, found: Sequence[Suggestion]) -> None:
        """Below the search field, unless the list of hits is empty and offers them itself."""
        self._hits.show_suggestions(found)
        answer = self._search.answer
        self._read_as.show_suggestions(found if answer is not None and answer.hits else ())

    def _show_listed(self, listed: Listed) -> None:
        archive = self._workspace.archive
        self._bar.set_archive(archive.title, listed.excerpts, read_only=archive.read_only)
        if self._search.answer is not None:
            self._facets.show_facets(self._search.answer.facets, listed.publications)
        self._facets.set_tags(listed.tags)

    def _select_opened(self, _pane: PaneId, opened: OpenedText) -> None:
        """Make the hit that was opened the current one, unless the user goes through the list."""
        if not self._hits.view.hasFocus():
            self._hits.select(opened.reading.id)

    def _mark_open(self) -> None:
        self._hits.model.set_open(self._workspace.desk.panes.excerpts)

    # Wishes

    def _keep_draft(self) -> None:
        self._search.draft = self._bar.field.text()

    def _open(self, excerpt_id: ExcerptId, *, beside: bool = False) -> None:
        if beside:
            self._workspace.desk.open_beside(excerpt_id)
        else:
            self._workspace.desk.open_here(excerpt_id)

    def _search_with_tag(self, path: str) -> None:
        self._search.search_for(with_tag(self._bar.field.text(), path))

    def _take(self, suggestion: Suggestion) -> None:
        self._bar.show_query(suggestion.query)
        self._search.take(suggestion)
        # The button that was pressed goes away; the focus is not to go with it.
        self._hits.view.setFocus()
