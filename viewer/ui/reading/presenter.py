"""The desk's panes, bound to the workspace's desk."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from viewer.base.ids import AnnotationId, ExcerptId, LinkId
from viewer.services.types import PassageCard, PassageInfo
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.ui.reading.reading_pane import ReadingPane
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
        view = self._view
        view.pane_activated.connect(self._workspace.desk.panes.activate)
        view.link_activated.connect(self._follow_link)
        view.pane_added.connect(self._connect_pane)
        for pane in view.panes:
            self._connect_pane(view.id_of(pane), pane)

    def _connect_pane(self, key: PaneId, pane: ReadingPane) -> None:
        workspace = self._workspace
        desk, choice = workspace.desk, workspace.tag_choice
        pane.selection_changed.connect(lambda span: desk.panes.select(key, span))
        pane.close_requested.connect(lambda: desk.panes.close(key))
        pane.excerpt_dropped.connect(lambda each: desk.open_here(ExcerptId(each), key))
        pane.tag_requested.connect(lambda span: choice.for_words(key, span))
        pane.shortcut_pressed.connect(
            lambda typed: choice.tag_by_key(key, desk.panes.selection(key), typed)
        )
        pane.note_requested.connect(workspace.passage.ask_for_note)
        pane.passage_activated.connect(workspace.passage.describe)
        pane.citation_requested.connect(lambda passage: self._copy(key, passage))

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
        passage = pane.passage_at_hand() if pane.reading else None
        self._copy(self._view.id_of(pane), None if passage is None else AnnotationId(passage))

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

    def _copy(self, pane_id: PaneId, annotation_id: AnnotationId | None) -> None:
        quotation = self._workspace.quotation(pane_id, annotation_id)
        if quotation is not None:
            QGuiApplication.clipboard().setText(quotation.text)
            self._workspace.notices.tell(quotation.told)

    def _follow_link(self, link_id: int) -> None:
        self._workspace.follow_link(LinkId(link_id))
