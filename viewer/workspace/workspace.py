"""The open archive as its user sees it: what can be wished for, and what has happened."""

from __future__ import annotations

from viewer.base.ids import AnnotationId, LinkId
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ArchiveChanged
from viewer.workspace.codebook import Codebook
from viewer.workspace.desk import Desk
from viewer.workspace.exchange import Exchange
from viewer.workspace.executor import Executor
from viewer.workspace.history import History
from viewer.workspace.journal_list import JournalList
from viewer.workspace.notes import Notes
from viewer.workspace.notices import Notices
from viewer.workspace.overview import Overview
from viewer.workspace.panes import PaneId
from viewer.workspace.passage import PassageInHand
from viewer.workspace.passages_list import PassagesList
from viewer.workspace.quotation import OPEN_FIRST, Quotation, quote
from viewer.workspace.search import SearchSession
from viewer.workspace.tag_choice import TagChoice
from viewer.workspace.tagging import Tagging
from viewer.workspace.watch import Watch


class Workspace:
    """The sessions on one archive, and what touches several of them.

    Each session is a part of what a user does: its methods are wishes, its signals facts. They are
    all used on the thread that owns the executor. The workspace owns the archive and the searcher
    that it is given: `close` closes them.
    """

    def __init__(
        self, archive: Archive, searcher: ArchiveSearch, executor: Executor, settings: Settings
    ) -> None:
        self.archive = archive
        self.executor = executor
        self._searcher = searcher
        self.notices = Notices()
        self.watch = Watch(archive, executor)
        self.overview = Overview(archive, executor)
        self.passages = PassagesList(archive, executor)
        self.journal = JournalList(archive, executor)
        self.search = SearchSession(searcher, executor)
        self.desk = Desk(archive, searcher, executor, self.search)
        self.passage = PassageInHand(archive, executor, self.desk)
        self.tagging = Tagging(archive, searcher, executor, self.notices, settings.recent_tags)
        self.tag_choice = TagChoice(
            self.tagging,
            self.search,
            self.overview,
            self.desk.panes,
            self.notices,
            self.may_change,
        )
        self.codebook = Codebook(archive, executor)
        self.notes = Notes(archive, executor)
        self.history = History(archive, executor, self.notices)
        self.exchange = Exchange(archive, searcher, executor)
        self.watch.changed.connect(self._follow)
        self.desk.opened.connect(self._on_opened)

    def begin(self) -> None:
        """Read what is shown at first: the lists, every excerpt, and the state of the index."""
        self.watch.begin(self._read_first)

    def close(self) -> None:
        """Wait for writes, stop reads, and close the archive. Nothing is told any more."""
        self.executor.shutdown()
        self.watch.close()
        self._searcher.close()
        self.archive.close()

    def may_change(self) -> bool:
        """Whether the archive may be changed; where it may not, the reason is told."""
        if self.archive.read_only:
            self.executor.trouble.emit(str(self.archive.read_only_reason))
        return not self.archive.read_only

    def go_to_passage(
        self, annotation_id: AnnotationId, *, coming_from: AnnotationId | None = None
    ) -> None:
        """Show a passage at its place in the text, and in hand; see `Desk.go_to_passage`."""
        self.desk.go_to_passage(annotation_id, coming_from=coming_from)
        self.passage.describe(annotation_id)

    def follow_link(self, link_id: LinkId) -> None:
        """Go to the other end of a link: from the passage in hand, else from the active pane."""
        link = self.desk.link(link_id)
        if link is None:
            return
        ends = (link.origin_id, link.target_id)
        here = next((each for each in ends if each == self.passage.wanted), None)
        if here is None:
            pane = self.desk.panes.active
            shown = (each for each in ends if self.desk.passage(pane, each) is not None)
            here = next(shown, link.origin_id)
        other = link.target_id if here == link.origin_id else link.origin_id
        self.go_to_passage(other, coming_from=here)

    def tag_selection(self) -> None:
        """Ask for a tag for what is selected in the active pane."""
        panes = self.desk.panes
        self.tag_choice.for_words(panes.active, panes.selection(panes.active))

    def delete_passage(self) -> None:
        """Delete the passage in hand; undo brings it back."""
        passage = self.passage.passage
        if passage is None:
            self.notices.tell("Click a passage first; then it can be deleted.")
        else:
            self.tagging.delete([passage.id])

    def quotation(self, pane: PaneId, annotation_id: AnnotationId | None) -> Quotation | None:
        """The words selected in `pane`, else the passage, with the citation of the pane's text.

        None where the pane is empty.
        """
        reading = self.desk.panes.reading(pane)
        if reading is None:
            self.notices.tell(OPEN_FIRST)
            return None
        passage = None if annotation_id is None else self.desk.passage(pane, annotation_id)
        return quote(reading, self.desk.panes.selection(pane), passage, self.passage.passage)

    def count_export(self) -> None:
        """Count what can be exported: the hits that are shown, the tag that is listed, all."""
        self.exchange.count_scopes(self.search.shown_request, self.passages.tag_id)

    def _read_first(self) -> None:
        self._read_lists()
        self.search.search_for("")
        self.search.refresh_index()

    def _follow(self, changed: ArchiveChanged) -> None:
        self._read_lists()
        self.desk.follow(changed)
        self.passage.follow(changed)
        self.search.follow(changed)

    def _read_lists(self) -> None:
        # Each reads what has changed since it was read last, however late that is heard of.
        self.overview.refresh()
        self.passages.refresh()
        self.journal.refresh()

    def _on_opened(self) -> None:
        # What was said before is about something else.
        self.notices.tell("")
