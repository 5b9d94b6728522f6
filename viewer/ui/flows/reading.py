"""Opening excerpts in panes, and keeping every pane in step with the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from viewer.base.ids import AnnotationId, ExcerptId, VersionId
from viewer.services.archive import Archive
from viewer.services.list_passages import list_links, list_passages
from viewer.services.read_excerpt import read_excerpt
from viewer.services.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, LinkInfo, PassageInfo
from viewer.text.spans import Span
from viewer.ui.jobs import Jobs
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.ui.reading.reading_pane import ReadingPane


@dataclass(frozen=True, slots=True)
class _Opened:
    reading: ExcerptReading
    passages: list[PassageInfo]
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the panes show, as the archive has it now."""

    passages: dict[VersionId, list[PassageInfo]]
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

    def open_here(self, excerpt_id: ExcerptId, pane: ReadingPane | None = None) -> None:
        """Show an excerpt in `pane`, or the active one."""

        def show(opened: _Opened) -> None:
            if pane is not None:
                self._desk.activate(pane)
            self._desk.open_here(opened.reading, opened.passages, opened.matches)
            self._shown(opened)

        self._read(excerpt_id, show)

    def open_beside(self, excerpt_id: ExcerptId) -> None:
        """Show an excerpt beside what is open."""

        def show(opened: _Opened) -> None:
            self._desk.open_beside(opened.reading, opened.passages, opened.matches)
            self._shown(opened)

        self._read(excerpt_id, show)

    def go_to_passage(self, annotation_id: AnnotationId) -> None:
        """Show a passage where it stands: in a pane that has its text open, else in the active."""

        def job(*_: object) -> list[PassageInfo]:
            return list_passages(self._archive, annotation_ids=[annotation_id])

        def show(found: list[PassageInfo]) -> None:
            if not found:
                return
            passage = found[0]
            for pane in self._desk.panes:
                if pane.version_id == passage.version_id:
                    self._point_out(pane, passage)
                    return
            self._read(passage.excerpt_id, lambda opened: self._open_at(opened, passage))

        self._jobs.read(job, show, key="go to passage")

    def mark_matches(self, query: str) -> None:
        """Mark the matches of `query` in every pane."""
        self.query = query
        open_ids = [pane.excerpt_id for pane in self._desk.panes if pane.excerpt_id is not None]

        def job(*_: object) -> dict[ExcerptId, tuple[Span, ...]]:
            return {each: self._search.matches_in(each, query) for each in set(open_ids)}

        def show(matches: dict[ExcerptId, tuple[Span, ...]]) -> None:
            for pane in self._desk.panes:
                if pane.excerpt_id in matches:
                    pane.set_matches(matches[pane.excerpt_id])

        if open_ids:
            self._jobs.read(job, show, key="matches")

    def refresh(self) -> None:
        """Read the passages and links of every open text again."""
        versions = {pane.version_id for pane in self._desk.panes if pane.version_id is not None}
        excerpts = {pane.excerpt_id for pane in self._desk.panes if pane.excerpt_id is not None}

        def job(*_: object) -> _Standing:
            passages = {
                version: list_passages(self._archive, version_id=version) for version in versions
            }
            shown = [passage.id for each in passages.values() for passage in each]
            links = list_links(self._archive, shown)
            return _Standing(passages, links, self._search.gone(excerpts))

        def show(standing: _Standing) -> None:
            for pane in self._desk.panes:
                if pane.excerpt_id in standing.gone:
                    pane.clear()
            for version, passages in standing.passages.items():
                self._desk.refresh_passages(version, passages)
            self._desk.set_links(standing.links)
            self.refreshed.emit()

        self._jobs.read(job, show, key="refresh panes")

    def _read(self, excerpt_id: ExcerptId, show: Callable[[_Opened], None]) -> None:
        query = self.query

        def job(*_: object) -> _Opened:
            reading = read_excerpt(self._archive, excerpt_id)
            return _Opened(
                reading,
                list_passages(self._archive, version_id=reading.version_id),
                self._search.matches_in(excerpt_id, query),
            )

        self._jobs.read(job, show)

    def _shown(self, opened: _Opened) -> None:
        self.opened.emit(opened.reading.id)
        self.refresh()

    def _open_at(self, opened: _Opened, passage: PassageInfo) -> None:
        pane = self._desk.open_here(opened.reading, opened.passages, opened.matches)
        self._point_out(pane, passage)
        self._shown(opened)

    def _point_out(self, pane: ReadingPane, passage: PassageInfo) -> None:
        self._desk.activate(pane)
        pane.go_to(passage.span)
        pane.focus_passage(passage.id)
