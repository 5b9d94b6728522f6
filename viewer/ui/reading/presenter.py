"""The desk's panes, bound to the workspace's desk."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from viewer.base.ids import AnnotationId, ExcerptId, LinkId
from viewer.services.types import PassageCard, PassageInfo
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.workspace.panes import PaneId
from viewer.workspace.workspace import Workspace

NO_MATCH = "No match is marked in any pane."
NOTHING_TO_FIND_IN = "Open a text first; then words can be found in it."


class ReadingPresenter:
    """Shows in `view` what the workspace has open, and wishes there for what the user does."""

    def __init__(self, workspace: Workspace, view: ReadingDesk) -> None:
        self._workspace = workspace
        self._view = view
        self._connect_facts()
        self._connect_wishes()

    def _connect_facts(self) -> None:
        view, desk, panes = self._view, self._workspace.desk, self._workspace.desk.panes
        panes.arranged.connect(self._show_panes)
        panes.activated.connect(view.show_active)
        panes.emptied.connect(self._empty)
        desk.opened.connect(view.show_text)
        desk.text_reached.connect(view.open_at)
        desk.passage_reached.connect(self._go_to)
        desk.passages_read.connect(view.refresh_passages)
        desk.links_read.connect(view.set_links)
        desk.matches_found.connect(view.show_matches)
        self._workspace.passage.described.connect(self._emphasise)

    def _connect_wishes(self) -> None:
        view, workspace = self._view, self._workspace
        panes = workspace.desk.panes
        view.pane_activated.connect(panes.activate)
        view.selection_changed.connect(panes.select)
        view.close_requested.connect(panes.close)
        view.excerpt_dropped.connect(self._open_dropped)
        view.tag_requested.connect(workspace.tag_choice.for_words)
        view.shortcut_pressed.connect(self._tag_by_key)
        view.note_requested.connect(workspace.passage.ask_for_note)
        view.passage_activated.connect(workspace.passage.describe)
        view.citation_requested.connect(self._copy)
        view.link_activated.connect(self._follow_link)

    # Commands

    def walk(self, *, forward: bool) -> None:
        """Go to the next match or the one before, on through the panes."""
        if not self._view.walk_matches(forward):
            self._workspace.notices.tell(NO_MATCH)

    def find_words(self) -> None:
        """Open the find bar of the active pane, where it shows a text."""
        pane = self._view.active_pane
        if pane.reading is None:
            self._workspace.notices.tell(NOTHING_TO_FIND_IN)
        else:
            pane.finder.open()

    def step_zoom(self, steps: int) -> None:
        """Set the texts in larger (positive) or smaller type."""
        self._view.step_zoom(steps)

    def usual_zoom(self) -> None:
        """Set the texts in the usual size of type."""
        self._view.set_zoom(100)

    def copy_quotation(self) -> None:
        """Copy what is selected in the active pane, else the passage there, with its citation."""
        pane = self._view.active_pane
        self._copy(self._view.id_of(pane), pane.passage_at_hand() if pane.reading else None)

    # Facts

    def _show_panes(self, pane_ids: tuple[PaneId, ...]) -> None:
        self._view.show_panes(pane_ids, self._workspace.desk.panes.active)

    def _empty(self, pane_id: PaneId) -> None:
        self._view.pane(pane_id).clear()

    def _go_to(self, pane_id: PaneId, passage: PassageInfo) -> None:
        pane = self._view.pane(pane_id)
        pane.go_to(passage.span)
        pane.focus_passage(passage.id)

    def _emphasise(self, card: PassageCard) -> None:
        self._view.focus_passage(card.passage.id)

    # Wishes

    def _open_dropped(self, pane_id: int, excerpt_id: int) -> None:
        self._workspace.desk.open_here(ExcerptId(excerpt_id), PaneId(pane_id))

    def _tag_by_key(self, pane_id: int, key: str) -> None:
        pane = PaneId(pane_id)
        selected = self._workspace.desk.panes.selection(pane)
        self._workspace.tag_choice.tag_by_key(pane, selected, key)

    def _copy(self, pane_id: int, annotation_id: int | None) -> None:
        passage = None if annotation_id is None else AnnotationId(annotation_id)
        quotation = self._workspace.quotation(PaneId(pane_id), passage)
        if quotation is not None:
            QGuiApplication.clipboard().setText(quotation.text)
            self._workspace.notices.tell(quotation.told)

    def _follow_link(self, link_id: int) -> None:
        self._workspace.follow_link(LinkId(link_id))
