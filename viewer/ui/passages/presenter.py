"""The passage in hand and the list of passages, bound to the workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from viewer.base.ids import AnnotationId, TagId
from viewer.services.types import PassageCard, PassageInfo, PassageListing
from viewer.text.dates import shown_date
from viewer.text.directions import isolated, isolated_line
from viewer.text.one_line import one_line
from viewer.ui.passages.passage_inspector import PassageInspector, ShownLink
from viewer.ui.passages.passages_panel import ALL_PASSAGES, PassagesPanel
from viewer.ui.passages.unless_moved import unless_moved
from viewer.ui.widgets.pages import Pages
from viewer.workspace.row_edits import RowEdit
from viewer.workspace.workspace import Workspace

NOTE_NOT_SAVED = "A note is not saved, but kept here as long as the window is open."
NOTHING_TO_NOTE = "Select some words, or click a passage, to write a note on it."


class PassagesPresenter:
    """Shows one passage in `inspector` and many in `passages`.

    `home` gives the widget that gets the focus when the note is left and it came from nowhere;
    `run` does the command of an id, for what is not about passages.
    """

    def __init__(
        self,
        workspace: Workspace,
        inspector: PassageInspector,
        passages: PassagesPanel,
        pages: Pages,
        home: Callable[[], QWidget],
        run: Callable[[str], object],
    ) -> None:
        self._workspace = workspace
        self._inspector = inspector
        self._passages = passages
        self._pages = pages
        self._home = home
        self._run = run
        self._connect_inspector()
        self._connect_list()

    def _connect_inspector(self) -> None:
        workspace, inspector = self._workspace, self._inspector
        workspace.passage.described.connect(self._show_card)
        workspace.passage.dropped.connect(inspector.clear)
        workspace.passage.note_asked.connect(self.write_note)
        workspace.tagging.passage_made.connect(self._take_new_in_hand)
        workspace.notes.saved.connect(inspector.note_saved)
        workspace.notes.failed.connect(self._on_note_failed)
        inspector.note_edited.connect(workspace.notes.save)
        inspector.note_left.connect(self._leave_note)
        inspector.tag_add_requested.connect(workspace.tag_choice.for_passage)
        inspector.tag_removed.connect(self._untag)
        inspector.passage_requested.connect(self._follow_link)
        inspector.deletion_requested.connect(lambda key: self._delete([key]))
        inspector.citation_copied.connect(lambda _text: workspace.notices.tell("Citation copied."))

    def _connect_list(self) -> None:
        workspace, passages = self._workspace, self._passages
        listed = workspace.passages
        listed.opened.connect(self._open_list)
        listed.edited.connect(self._edit_list)
        listed.followed.connect(self._name_list)
        listed.tag_chosen.connect(self._bring_to_front)
        passages.filter_requested.connect(listed.filter)
        passages.sort_requested.connect(
            lambda column, descending: listed.sort(column, descending=descending)
        )
        passages.more_requested.connect(listed.read_more)
        passages.deletion_of_all_requested.connect(lambda: listed.all_ids(self._delete))
        passages.passage_requested.connect(workspace.go_to_passage)
        passages.passage_selected.connect(workspace.passage.describe)
        passages.deletion_requested.connect(self._delete)
        passages.export_requested.connect(lambda: self._run("export"))
        passages.all_requested.connect(lambda: workspace.passages.show_tag(None))

    # Commands

    def note_selection(self) -> None:
        """Mark what is selected to carry a note, or write one on the passage in hand."""
        workspace, inspector = self._workspace, self._inspector
        panes = workspace.desk.panes
        reading, span = panes.reading(panes.active), panes.selection(panes.active)
        if reading is not None and span is not None:
            workspace.tagging.tag(reading.version_id, span, [], then=unless_moved(self.write_note))
        elif workspace.passage.passage is not None:
            self._pages.unfold_right()
            inspector.focus_note()
        else:
            workspace.notices.tell(NOTHING_TO_NOTE)

    def write_note(self, annotation_id: int) -> None:
        """Take a passage in hand with the caret in its note; 0 stands for what is selected."""
        if not annotation_id:
            self.note_selection()
            return
        self._pages.unfold_right()
        focus_note = unless_moved(self._inspector.focus_note)
        self._workspace.passage.describe(AnnotationId(annotation_id), focus_note)

    # Facts

    def _show_card(self, card: PassageCard) -> None:
        links = [
            ShownLink(
                link_id=each.link.id,
                kind=each.link.kind.value,
                outgoing=each.outgoing,
                other_id=each.other.id,
                other_label=_pointing_to(each.other),
            )
            for each in card.links
        ]
        self._inspector.show_passage(
            card.passage,
            card.citation,
            card.checked,
            card.version_number,
            links,
            self._workspace.notes.unsaved(card.passage.id),
        )

    def _take_new_in_hand(self, annotation_id: AnnotationId) -> None:
        """Take a new passage in hand, but not another from under a note that is written."""
        if not self._inspector.note_has_focus:
            self._workspace.passage.describe(annotation_id)

    def _on_note_failed(self, annotation_id: AnnotationId, note: str, sentence: str) -> None:
        self._inspector.note_failed(annotation_id, note, sentence)
        self._workspace.executor.trouble.emit(f"{NOTE_NOT_SAVED} {sentence}")

    def _open_list(self, listing: PassageListing) -> None:
        self._passages.set_passages(listing.passages)
        self._name_list(listing)

    def _edit_list(self, edit: RowEdit[PassageInfo]) -> None:
        if edit.is_same:
            self._passages.change_row(edit.at, edit.inserted[0])
        else:
            self._passages.replace_rows(edit.at, edit.removed, edit.inserted)

    def _name_list(self, listing: PassageListing) -> None:
        title = f"Passages tagged {listing.tag_path}" if listing.tag_path else ALL_PASSAGES
        self._passages.set_totals(listing.total, listing.unfiltered, title)
        self._pages.name_list(self._passages, f"Passages {listing.unfiltered:,}")

    def _bring_to_front(self) -> None:
        self._pages.show_list(self._passages)

    # Wishes

    def _leave_note(self) -> None:
        """Give the focus back to where the reader came from."""
        before = self._inspector.came_from or self._home()
        before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _untag(self, annotation_id: int, tag_id: int) -> None:
        self._workspace.tagging.untag(AnnotationId(annotation_id), TagId(tag_id))

    def _follow_link(self, annotation_id: int) -> None:
        passage = self._workspace.passage.passage
        self._workspace.go_to_passage(
            AnnotationId(annotation_id), coming_from=None if passage is None else passage.id
        )

    def _delete(self, annotation_ids: Sequence[int]) -> None:
        self._workspace.tagging.delete([AnnotationId(each) for each in annotation_ids])


def _pointing_to(passage: PassageInfo) -> str:
    """Newspaper, date and quotation; and what words they are, where not the newspaper's own."""
    kind = "" if passage.kind.is_own_words else passage.kind.label
    date = shown_date(passage.issue_date, short=True)
    known = isolated_line((passage.publication, date, kind), ", ")
    return f"{known}: {isolated(one_line(passage.quote))}"
