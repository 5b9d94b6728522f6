"""Opening excerpts in panes, and keeping every pane in step with search and archive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from psygnal import Signal

from viewer.base.errors import ViewerError
from viewer.base.ids import AnnotationId, ExcerptId, LinkId, VersionId
from viewer.services.archive.archive import Archive
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ArchiveChanged, LinkInfo, PassageInfo, SearchRequest, TextMarks
from viewer.workspace.executor import Executor
from viewer.workspace.panes import PaneId, Panes
from viewer.workspace.placed_passages import PlacedPassages
from viewer.workspace.search import SearchSession
from viewer.workspace.text_reader import OpenedText, PaneMarks, TextReader

#: Tables with something that a pane shows beside its text.
MARKED = frozenset(
    {"annotation", "tagging", "tag", "link", "excerpt", "version", "article", "publication"}
)

_Then = Callable[[PaneId], object]


class Desk:
    """The texts that are open beside each other.

    Signals: `opened(PaneId, OpenedText)` when a pane is to show a text, `text_reached(PaneId,
    TextMarks)` after it when it was opened for itself, `passage_reached(PaneId, PassageInfo)` when
    it was opened, or was open, for a passage; `passages_read(VersionId, PlacedPassages)`,
    `links_read(list of LinkInfo)` and, once all panes are in step, `refreshed()`;
    `matches_found(PaneId, TextMarks)` for another query.
    """

    opened = Signal(int, OpenedText)
    text_reached = Signal(int, TextMarks)
    passage_reached = Signal(int, PassageInfo)
    passages_read = Signal(int, PlacedPassages)
    links_read = Signal(list)
    refreshed = Signal()
    matches_found = Signal(int, TextMarks)

    def __init__(
        self,
        archive: Archive,
        searcher: ArchiveSearch,
        executor: Executor,
        search: SearchSession,
    ) -> None:
        self.panes = Panes()
        self._reader = TextReader(archive, searcher)
        self._executor = executor
        self._search = search
        self._passages: dict[VersionId, PlacedPassages] = {}
        self._links: dict[LinkId, LinkInfo] = {}
        #: Counts what was asked for; the number tells which of two wishes is the newer one.
        self._wish = 0
        #: The newest wish for each pane: an older text does not come to it any more.
        self._newest: dict[PaneId, int] = {}
        #: The panes that a text is on its way to.
        self._awaiting: set[PaneId] = set()
        self.panes.closed.connect(self._forget_pane)
        self.panes.arranged.connect(self._on_arranged)
        search.query_answered.connect(self._mark_matches)

    # Wishes

    def open_here(self, excerpt_id: ExcerptId, pane: PaneId | None = None) -> None:
        """Show an excerpt in `pane`, or in the pane that is active now."""
        if pane is not None:
            self.panes.activate(pane)
        self._open_in(self.panes.active if pane is None else pane, excerpt_id, self._new_wish())

    def open_beside(self, excerpt_id: ExcerptId) -> None:
        """Show an excerpt beside what is open, and beside what is on its way to a pane."""
        self._open_beside(excerpt_id, self._new_wish())

    def go_to_passage(
        self, annotation_id: AnnotationId, *, coming_from: AnnotationId | None = None
    ) -> None:
        """Show a passage in its text: in a pane that has it open, else in the active one.

        An active pane that shows the passage `coming_from` is kept: the text then opens beside.
        """
        into, wish = self.panes.active, self._new_wish()
        beside = coming_from is not None and self.passage(into, coming_from) is not None

        def show(passage: PassageInfo | None) -> None:
            if passage is None:
                return
            point_out = partial(self._point_out, passage, wish)
            pane = self._pane_with(passage)
            if pane is not None:
                point_out(pane)
            elif beside:
                self._open_beside(passage.excerpt_id, wish, point_out)
            else:
                self._open_in(into, passage.excerpt_id, wish, point_out)

        self._executor.submit(
            lambda *_: self._reader.passage(annotation_id), show, key="go to passage"
        )

    def refresh(self) -> None:
        """Read the passages and links of every open text again."""
        readings = list(self.panes.readings.values())
        texts = {reading.version_id: reading.text for reading in readings}
        excerpts = self.panes.excerpts

        self._executor.submit(
            lambda *_: self._reader.pane_marks(texts, excerpts),
            self._show_marks,
            key="refresh panes",
        )

    def follow(self, changed: ArchiveChanged) -> None:
        """Read again what a change of the archive may have touched in the open texts."""
        if changed.tables & MARKED and self.panes.readings:
            self.refresh()

    # What is shown

    def passage(self, pane: PaneId, annotation_id: AnnotationId) -> PassageInfo | None:
        """A passage that is marked in the text of `pane`; None where it is not."""
        reading = self.panes.reading(pane)
        placed = self._passages.get(reading.version_id) if reading is not None else None
        found = placed.passage(annotation_id) if placed is not None else None
        return found.info if found is not None else None

    def link(self, link_id: LinkId) -> LinkInfo | None:
        """A link of a passage in an open text."""
        return self._links.get(link_id)

    # Opening

    def _new_wish(self) -> int:
        self._wish += 1
        return self._wish

    def _open_in(
        self, pane: PaneId, excerpt_id: ExcerptId, wish: int, then: _Then | None = None
    ) -> None:
        """Show an excerpt in `pane`, unless it was closed or something newer is to come there."""
        if pane not in self.panes.ids or self._newest.get(pane, 0) > wish:
            return
        self._newest[pane] = wish
        self._awaiting.add(pane)

        def show(opened: OpenedText) -> None:
            self._awaiting.discard(pane)
            if pane in self.panes.ids:
                self._show(opened, pane, then)

        def give_up(error: ViewerError) -> None:
            self._awaiting.discard(pane)
            self._executor.tell(error)

        self._executor.submit(self._reading_of(excerpt_id), show, give_up, key=_key(pane))

    def _open_beside(self, excerpt_id: ExcerptId, wish: int, then: _Then | None = None) -> None:
        def show(opened: OpenedText) -> None:
            pane = self.panes.pane_beside(avoiding=self._awaiting)
            self._newest[pane] = wish
            if wish == self._wish:
                self.panes.activate(pane)
            self._show(opened, pane, then)

        self._executor.submit(self._reading_of(excerpt_id), show)

    def _reading_of(self, excerpt_id: ExcerptId) -> Callable[..., OpenedText]:
        searched = self._search.shown_request
        return lambda *_: self._reader.read(excerpt_id, searched)

    def _show(self, opened: OpenedText, pane: PaneId, then: _Then | None) -> None:
        self.panes.show(pane, opened.reading)
        self._passages[opened.reading.version_id] = opened.passages
        self.opened.emit(pane, opened)
        if then is not None:
            then(pane)
        else:
            self.text_reached.emit(pane, opened.marks)
        self.refresh()
        now = self._search.shown_request
        if (opened.searched.query, opened.searched.typing) != (now.query, now.typing):
            # Another search was answered while the text was read.
            self._mark_matches(now)

    def _pane_with(self, passage: PassageInfo) -> PaneId | None:
        """The pane that has the passage's text open, the active one before others."""
        active = self.panes.active
        readings = sorted(self.panes.readings.items(), key=lambda each: each[0] != active)
        return next(
            (pane for pane, each in readings if each.version_id == passage.version_id), None
        )

    def _point_out(self, passage: PassageInfo, wish: int, pane: PaneId) -> None:
        """Go to the passage; the pane becomes the active one if nothing was asked for since."""
        if wish == self._wish:
            self.panes.activate(pane)
        self.passage_reached.emit(pane, passage)

    # Keeping in step

    def _show_marks(self, marks: PaneMarks) -> None:
        for pane, reading in self.panes.readings.items():
            if reading.id in marks.gone:
                self.panes.empty(pane)
        self._passages = {**self._passages, **marks.passages}
        for version in set(self._passages) - self.panes.versions:
            del self._passages[version]
        for version, placed in marks.passages.items():
            self.passages_read.emit(version, placed)
        self._links = {link.id: link for link in marks.links}
        self.links_read.emit(marks.links)
        self.refreshed.emit()

    def _mark_matches(self, request: SearchRequest) -> None:
        """Mark the matches of `request` in every pane."""
        excerpts = self.panes.excerpts

        def show(marks: dict[ExcerptId, TextMarks]) -> None:
            for pane, reading in self.panes.readings.items():
                if reading.id in marks:
                    self.matches_found.emit(pane, marks[reading.id])

        if excerpts:
            self._executor.submit(
                lambda *_: self._reader.matches(excerpts, request), show, key="matches"
            )
        else:
            # The marks of an earlier query are not to come to a text that opens now.
            self._executor.void("matches")

    def _on_arranged(self, _panes: tuple[PaneId, ...]) -> None:
        self.refresh()

    def _forget_pane(self, pane: PaneId) -> None:
        """`pane` was closed or emptied: what is on its way to it does not come any more."""
        self._newest[pane] = self._new_wish()
        self._awaiting.discard(pane)
        self._executor.void(_key(pane))
        for each in set(self._newest) - set(self.panes.ids):
            del self._newest[each]


def _key(pane: PaneId) -> str:
    """What makes a later text for a pane void the one that is on its way to it."""
    return f"open in pane {pane}"
