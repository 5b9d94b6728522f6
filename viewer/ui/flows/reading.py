"""Opening excerpts in panes, and keeping every pane in step with the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from viewer.base.errors import ViewerError
from viewer.base.ids import AnnotationId, ExcerptId, VersionId
from viewer.services.archive import Archive
from viewer.services.list_passages import list_links, list_passages
from viewer.services.read_excerpt import read_excerpt
from viewer.services.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, LinkInfo, PassageInfo, TextMarks
from viewer.ui.jobs import Jobs
from viewer.ui.reading.placed_passages import PlacedPassages
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.ui.reading.reading_pane import ReadingPane


@dataclass(frozen=True, slots=True)
class _Opened:
    reading: ExcerptReading
    passages: PlacedPassages
    marks: TextMarks
    searched: tuple[str, bool]


@dataclass(frozen=True, slots=True)
class _PaneState:
    """What the panes show, as the archive has it now."""

    passages: dict[VersionId, PlacedPassages]
    links: list[LinkInfo]
    gone: frozenset[int]


class ReadingFlow(QObject):
    """Signals: `opened(ExcerptId)` once a pane shows it, `refreshed()` once panes are in step."""

    opened = Signal(int)
    refreshed = Signal()

    def __init__(
        self,
        archive: Archive,
        search: ArchiveSearch,
        jobs: Jobs,
        desk: ReadingDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._search = search
        self._jobs = jobs
        self._desk = desk
        self.query = ""
        self.typing = False
        #: Counts what was asked for; the number tells which of two wishes is the newer one.
        self._wish = 0
        #: The newest wish for each pane: an older text does not come to it any more.
        self._newest: dict[ReadingPane, int] = {}
        #: The panes that a text is on its way to.
        self._awaiting: set[ReadingPane] = set()
        desk.pane_closed.connect(self.forget_pane)

    def open_here(self, excerpt_id: ExcerptId, pane: ReadingPane | None = None) -> None:
        """Show an excerpt in `pane`, or in the pane that is active now."""
        if pane is not None:
            self._desk.activate(pane)
        self._open_in(pane or self._desk.active_pane, excerpt_id, self._new_wish())

    def open_beside(self, excerpt_id: ExcerptId) -> None:
        """Show an excerpt beside what is open, and beside what is on its way to a pane."""
        self._open_beside(excerpt_id, self._new_wish())

    def go_to_passage(self, annotation_id: AnnotationId, *, coming_from: int | None = None) -> None:
        """Show a passage in its text: in a pane that has it open, else in the active one.

        An active pane that shows the passage `coming_from` is kept: the text then opens beside.
        """
        into, wish = self._desk.active_pane, self._new_wish()
        beside = coming_from is not None and into.passage(coming_from) is not None

        def job(*_: object) -> list[PassageInfo]:
            return list_passages(self._archive, annotation_ids=[annotation_id])

        def show(found: list[PassageInfo]) -> None:
            if not found:
                return
            passage = found[0]
            point_out = partial(self._point_out, passage, wish)
            pane = self._pane_with(passage)
            if pane is not None:
                point_out(pane)
            elif beside:
                self._open_beside(passage.excerpt_id, wish, point_out)
            else:
                self._open_in(into, passage.excerpt_id, wish, point_out)

        self._jobs.read(job, show, key="go to passage")

    def forget_pane(self, pane: ReadingPane) -> None:
        """`pane` was closed or emptied: what is on its way to it does not come any more."""
        self._newest[pane] = self._new_wish()
        self._awaiting.discard(pane)
        self._jobs.void(_key(pane))
        for each in set(self._newest) - set(self._desk.panes):
            del self._newest[each]

    def mark_matches(self, query: str, *, typing: bool = False) -> None:
        """Mark the matches of `query` (see `SearchRequest`) in every pane."""
        self.query, self.typing = query, typing
        open_ids = [pane.excerpt_id for pane in self._desk.panes if pane.excerpt_id is not None]

        def job(*_: object) -> dict[ExcerptId, TextMarks]:
            return {
                each: self._search.marks_in(each, query, typing=typing) for each in set(open_ids)
            }

        def show(marks: dict[ExcerptId, TextMarks]) -> None:
            for pane in self._desk.panes:
                if pane.excerpt_id in marks:
                    held = marks[pane.excerpt_id]
                    pane.set_matches(held.matches, held.headline)

        if open_ids:
            self._jobs.read(job, show, key="matches")
        else:
            # The marks of an earlier query are not to come to a text that opens now.
            self._jobs.void("matches")

    def refresh(self) -> None:
        """Read the passages and links of every open text again."""
        shown = [pane.reading for pane in self._desk.panes if pane.reading is not None]
        texts = {reading.version_id: reading.text for reading in shown}
        excerpts = {pane.excerpt_id for pane in self._desk.panes if pane.excerpt_id is not None}

        def job(*_: object) -> _PaneState:
            passages = {
                version: list_passages(self._archive, version_id=version) for version in texts
            }
            marked = [passage.id for each in passages.values() for passage in each]
            links = list_links(self._archive, marked)
            placed = {key: PlacedPassages(texts[key], each) for key, each in passages.items()}
            return _PaneState(placed, links, self._search.gone(excerpts))

        def show(standing: _PaneState) -> None:
            for pane in self._desk.panes:
                if pane.excerpt_id in standing.gone:
                    pane.clear()
            for version, passages in standing.passages.items():
                self._desk.refresh_passages(version, passages)
            self._desk.set_links(standing.links)
            self.refreshed.emit()

        self._jobs.read(job, show, key="refresh panes")

    def _new_wish(self) -> int:
        self._wish += 1
        return self._wish

    def _open_in(
        self,
        pane: ReadingPane,
        excerpt_id: ExcerptId,
        wish: int,
        then: Callable[[ReadingPane], object] | None = None,
    ) -> None:
        """Show an excerpt in `pane`, unless it was closed or something newer is to come there."""
        if pane not in self._desk.panes or self._newest.get(pane, 0) > wish:
            return
        self._newest[pane] = wish
        self._awaiting.add(pane)

        def show(opened: _Opened) -> None:
            self._awaiting.discard(pane)
            if pane in self._desk.panes:
                self._desk.open_here(opened.reading, opened.passages, opened.marks.matches, pane)
                self._shown(opened, pane, then)

        def give_up(error: ViewerError) -> None:
            self._awaiting.discard(pane)
            self._jobs.tell(error)

        self._jobs.read(self._reading_of(excerpt_id), show, give_up, key=_key(pane))

    def _open_beside(
        self,
        excerpt_id: ExcerptId,
        wish: int,
        then: Callable[[ReadingPane], object] | None = None,
    ) -> None:
        def show(opened: _Opened) -> None:
            pane = self._desk.open_beside(
                opened.reading,
                opened.passages,
                opened.marks.matches,
                avoiding=self._awaiting,
                activate=wish == self._wish,
            )
            self._newest[pane] = wish
            self._shown(opened, pane, then)

        self._jobs.read(self._reading_of(excerpt_id), show)

    def _reading_of(self, excerpt_id: ExcerptId) -> Callable[..., _Opened]:
        query, typing = self.query, self.typing

        def job(*_: object) -> _Opened:
            reading = read_excerpt(self._archive, excerpt_id)
            return _Opened(
                reading,
                PlacedPassages(
                    reading.text, list_passages(self._archive, version_id=reading.version_id)
                ),
                self._search.marks_in(excerpt_id, query, typing=typing),
                (query, typing),
            )

        return job

    def _shown(
        self, opened: _Opened, pane: ReadingPane, then: Callable[[ReadingPane], object] | None
    ) -> None:
        pane.set_matches(opened.marks.matches, opened.marks.headline)
        if then is not None:
            then(pane)
        else:
            self._desk.open_at(pane, opened.marks)
        self.opened.emit(opened.reading.id)
        self.refresh()
        if opened.searched != (self.query, self.typing):
            # Another search was answered while the text was read.
            self.mark_matches(self.query, typing=self.typing)

    def _pane_with(self, passage: PassageInfo) -> ReadingPane | None:
        """The pane that has the passage's text open, the active one before others."""
        panes = sorted(self._desk.panes, key=lambda pane: not pane.is_active)
        return next((pane for pane in panes if pane.version_id == passage.version_id), None)

    def _point_out(self, passage: PassageInfo, wish: int, pane: ReadingPane) -> None:
        """Go to the passage; the pane becomes the active one if nothing was asked for since."""
        if wish == self._wish:
            self._desk.activate(pane)
        pane.go_to(passage.span)
        pane.focus_passage(passage.id)


def _key(pane: ReadingPane) -> str:
    """What makes a later text for a pane void the one that is on its way to it."""
    return f"open in pane {id(pane)}"
