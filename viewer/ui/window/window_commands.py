"""The window's commands: what the keyboard, the menu and the palette can ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from viewer.base.ids import AnnotationId, TagId, VersionId
from viewer.services.cite_reading import cite_reading
from viewer.services.filters_in_words import hits_in_words
from viewer.services.passages_in_words import passages_in_words, why_none_matched
from viewer.services.types import SearchAnswer, SearchRequest, TagInfo, TagReport
from viewer.text.spans import Span
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.theme import THEMES
from viewer.ui.window.command_words import SYNONYMS
from viewer.ui.window.commands import Command, add_actions
from viewer.ui.window.commands_model import PaletteEntry

if TYPE_CHECKING:
    from viewer.ui.window.main_window import MainWindow

NO_LONGER_THERE = (
    "Only the citation was copied: the words of this passage no longer stand in the text as they "
    "were tagged. Select the words to quote."
)
OPEN_FIRST = "Open a text first; its words can then be copied with their citation."
NOTHING_TO_MATCH = "Type what to look for first; its matches in the hits can then all be tagged."
SEARCH_CHANGED = "The search has changed while its matches were counted. Ask once more to tag them."
SELECT_FIRST = "Select some words in a pane first, then press T to tag them."


#: A pane, the version of the text that it showed when it was asked, the words in it.
_NewPassage = tuple[ReadingPane, VersionId, Span]


class WindowCommands:
    """Commands of one window; `tags` is the codebook as it stands."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.tags: list[TagInfo] = []
        #: What the tag chooser is open for: a new passage, one that there is, or all matches.
        self._pending: tuple[ReadingPane, VersionId, Span] | AnnotationId | SearchRequest | None = (
            None
        )
        self._commands = self._make_commands()
        self._actions = add_actions(window, self._commands)

    def _make_commands(self) -> list[Command]:
        window, inside, desk = self._window, self._window.inside, self._window.desk
        panes = [
            Command(
                f"panes-{n}",
                f"{n} pane{'s' if n > 1 else ''}",
                partial(window.desk.set_pane_count, n),
                f"Alt+{n}",
            )
            for n in range(1, 5)
        ]
        themes = [
            Command(f"theme-{name}", f"Theme: {theme.title}", partial(self._set_theme, name))
            for name, theme in THEMES.items()
        ]
        return [
            Command("search", "Search", inside.focus_search, "Ctrl+F"),
            Command("search-slash", "Search from a pane", inside.focus_search, "/"),
            Command("next-match", "Next match", lambda: self._walk(True), "F3"),
            Command("previous-match", "Previous match", lambda: self._walk(False), "Shift+F3"),
            Command("open-here", "Open the hit here", lambda: self._open(False)),
            Command("open-beside", "Open the hit beside", lambda: self._open(True)),
            Command("tag", "Tag the selected words…", self.tag_selection),
            Command("tag-all", "Tag every match of the query…", self.tag_every_match),
            Command("note", "Write a note on the passage", self.note_selection, "Ctrl+M"),
            Command("cite", "Copy quotation with citation", self._copy_citation, "Ctrl+Shift+C"),
            Command("new-tag", "New tag", window.codebook.start_new_tag),
            Command("delete-passage", "Delete the passage", self.delete_passage),
            Command("all-passages", "All passages", lambda: self.show_tag(None), "Ctrl+Shift+P"),
            Command("undo", "Undo", window.tagging.undo, "Ctrl+Z"),
            Command("redo", "Redo", window.tagging.redo, "Ctrl+Shift+Z"),
            Command("journal", "Journal", self._show_journal, "Ctrl+J"),
            Command("import", "Import texts…", self.open_import, "Ctrl+I"),
            Command("export", "Export passages…", self.open_export, "Ctrl+E"),
            Command("open", "Open another archive…", self._open_archive, "Ctrl+O"),
            Command("rebuild", "Rebuild the search index", self._rebuild),
            *panes,
            Command("close-pane", "Close the pane", self._close_pane, "Ctrl+W"),
            Command("next-region", "Next region", lambda: window.inside.walk_regions(1), "F6"),
            Command(
                "last-region", "Previous region", lambda: window.inside.walk_regions(-1), "Shift+F6"
            ),
            Command("fold-hits", "Hits: show or fold", inside.toggle_hits, "F8"),
            Command("fold", "Codebook and passage: show or fold", inside.toggle_right, "F9"),
            Command("fold-lists", "Lists: open or fold", inside.toggle_lists, "F10"),
            Command("focus-mode", "Only the papers, or all", inside.toggle_focus_mode, "F11"),
            Command("zoom-in", "Larger type", lambda: desk.step_zoom(1), "Ctrl++; Ctrl+="),
            Command("zoom-out", "Smaller type", lambda: desk.step_zoom(-1), "Ctrl+-"),
            Command("zoom-usual", "Usual size of type", lambda: desk.set_zoom(100), "Ctrl+0"),
            Command("theme", "Next theme", self.next_theme, "Ctrl+Shift+L"),
            *themes,
            Command("palette", "Commands…", self.open_palette, "Ctrl+K"),
            Command("help", "Query language and keys", self._show_help, "F1"),
        ]

    def menu_groups(self) -> list[list[QAction]]:
        """The archive menu, in groups."""
        names = (("open", "import", "export"), ("journal", "rebuild"), ("palette", "help"))
        return [[self._actions[name] for name in group] for group in names]

    # Palette and themes

    def open_palette(self) -> None:
        """Offer every command."""
        commands = [
            PaletteEntry(
                command.id, command.title, _shown_key(command.key), SYNONYMS.get(command.id, "")
            )
            for command in self._commands
            if command.id not in ("palette", "search-slash")
        ]
        self._window.palette_overlay.open(commands)

    def run(self, name: str) -> None:
        """Do the command called `name`."""
        self._actions[name].trigger()

    def next_theme(self) -> None:
        """Light, sepia, dark, and round."""
        names = list(THEMES)
        self._set_theme(names[(names.index(self._window.settings.theme) + 1) % len(names)])

    def _set_theme(self, name: str) -> None:
        self._window.theme_wanted.emit(name)

    # Reading

    def _walk(self, forward: bool) -> None:
        if not self._window.desk.walk_matches(forward):
            self._window.status.tell("No match is marked in any pane.")

    def _open(self, beside: bool) -> None:
        hit = self._window.hits.current_hit()
        if hit is None:
            self._window.status.tell("There is no hit to open; search for something first.")
        elif beside:
            self._window.reading.open_beside(hit.id)
        else:
            self._window.reading.open_here(hit.id)

    def _close_pane(self) -> None:
        self._window.desk.close_pane(self._window.desk.active_pane)

    def go_to_passage(self, annotation_id: AnnotationId, *, coming_from: int | None = None) -> None:
        """Show a passage at its place in the text, and in hand; see `ReadingFlow.go_to_passage`."""
        self._window.reading.go_to_passage(annotation_id, coming_from=coming_from)
        self._window.overview.describe(annotation_id)

    def follow_link(self, link_id: int) -> None:
        """Go to the other end of a link: from the passage in hand, else from the active pane."""
        window = self._window
        link = window.desk.link(link_id)
        if link is None:
            return
        ends = (link.origin_id, link.target_id)
        here = next((each for each in ends if each == window.overview.passage_id), None)
        if here is None:
            shown = window.desk.active_pane.passage
            here = next((each for each in ends if shown(each) is not None), link.origin_id)
        other = link.target_id if here == link.origin_id else link.origin_id
        self.go_to_passage(other, coming_from=here)

    def _copy_citation(self) -> None:
        pane = self._window.desk.active_pane
        if pane.reading is None:
            self._window.status.tell(OPEN_FIRST)
        else:
            pane.ask_for_citation()

    def copy_with_citation(self, pane: ReadingPane, passage_id: int | None) -> None:
        """Copy the selected words, else the passage, with the citation of the pane's text."""
        reading, tell = pane.reading, self._window.status.tell
        if reading is None:
            return
        citation, span = cite_reading(reading), pane.selected_span()
        passage = None if passage_id is None else pane.passage(passage_id)
        quote = span.of(reading.text) if span else ""
        if not span and passage is not None and passage.span.of(reading.text) == passage.quote:
            quote = passage.quote
        QGuiApplication.clipboard().setText(f"“{quote}”\n\n{citation}" if quote else citation)
        # What a text no longer holds at all is not marked in its pane.
        in_hand = passage or self._window.inspector.passage
        if quote:
            tell("Quotation and citation copied.")
        elif in_hand is not None and in_hand.excerpt_id == reading.id:
            tell(NO_LONGER_THERE)
        else:
            tell("Citation copied. Select words or click a passage to copy a quotation with it.")

    # Tagging

    def tag_selection(self) -> None:
        """Ask for a tag for what is selected in the active pane."""
        pane = self._window.desk.active_pane
        self.ask_for_tag(pane, pane.selected_span())

    def ask_for_tag(self, pane: ReadingPane, span: Span | None) -> None:
        """Ask for a tag for `span` of the pane's text."""
        if span is None or not len(span) or pane.version_id is None:
            self._window.status.tell(SELECT_FIRST)
            return
        self._pending = (pane, pane.version_id, span)
        view = pane.text_view
        self._open_chooser(self._placed(view.viewport(), view.cursorRect()), "Tag the passage")

    def ask_for_more_tags(self, annotation_id: AnnotationId) -> None:
        """Ask for one more tag for a passage."""
        self._pending = annotation_id
        window = self._window
        near = window.inspector.rect()
        near.setHeight(near.height() // 2)
        self._open_chooser(self._placed(window.inspector, near), "Add a tag")

    def tag_every_match(self) -> None:
        """Count the matches in the hits that are listed, then ask for a tag for them all."""
        window, answer = self._window, self._window.searching.answer
        if answer is None or not answer.request.query.strip():
            window.status.tell(NOTHING_TO_MATCH)
        elif not self._refuse_read_only():
            typed = window.search_bar.field.text()
            window.tagging.count_matches(
                answer.request, lambda report: self._ask_for_every_match(answer, report, typed)
            )

    def _ask_for_every_match(self, answer: SearchAnswer, report: TagReport, typed: str) -> None:
        """Ask for the tag, saying how much gets it, unless another search was begun meanwhile."""
        window, field = self._window, self._window.search_bar.field
        if not report.tagged.passages:
            window.status.tell(why_none_matched(report))
        elif field.text() != typed or window.searching.request != answer.request:
            window.status.tell(SEARCH_CHANGED)
        else:
            self._pending = answer.request
            papers = {int(paper.id): paper for paper in window.publications}
            self._open_chooser(
                self._placed(field, field.rect()),
                "Tag every match",
                f"{passages_in_words(report.tagged)}\n{hits_in_words(answer.request, papers)}",
            )

    def tag_chosen(self, path: str) -> None:
        """The tag chooser closed with this tag."""
        pending, self._pending = self._pending, None
        tagging = self._window.tagging
        if isinstance(pending, tuple):
            pane, version_id, span = pending
            tagging.tag(version_id, span, [path])
            self._focus_pane(pane)
        elif isinstance(pending, SearchRequest):
            tagging.tag_all(pending, path)
        elif pending is not None:
            tagging.add_tag(pending, path)

    def tag_dismissed(self) -> None:
        """The tag chooser closed without a tag."""
        pending, self._pending = self._pending, None
        if isinstance(pending, tuple):
            self._focus_pane(pending[0])

    def _focus_pane(self, pane: ReadingPane) -> None:
        """Give a pane the focus, unless it was closed meanwhile."""
        if pane in self._window.desk.panes:
            pane.setFocus()

    def tag_by_key(self, pane: ReadingPane, key: str) -> None:
        """Tag what is selected with the tag that has this key."""
        span = pane.selected_span()
        tag = next((each for each in self.tags if each.shortcut == key), None)
        if span is None or pane.version_id is None:
            return
        if tag is None:
            self._window.status.tell(f"No tag has the key {key}; give it one in the codebook.")
            return
        self._window.tagging.tag(pane.version_id, span, [tag.path])

    def note_selection(self) -> None:
        """Write a note on the passage in hand, or mark what is selected to carry one."""
        window = self._window
        pane = window.desk.active_pane
        span = pane.selected_span()
        if span is not None and pane.version_id is not None:
            write_note = self._unless_moved(self.write_note)
            window.tagging.tag(pane.version_id, span, [], then=write_note)
        elif window.inspector.passage_id is not None:
            window.inside.unfold_right()
            window.inspector.focus_note()
        else:
            window.status.tell("Select some words, or click a passage, to write a note on it.")

    def delete_passage(self) -> None:
        """Delete the passage in hand; undo brings it back."""
        passage_id = self._window.inspector.passage_id
        if passage_id is None:
            self._window.status.tell("Click a passage first; then it can be deleted.")
        else:
            self._window.tagging.delete([AnnotationId(passage_id)])

    def write_note(self, annotation_id: AnnotationId) -> None:
        """Take a passage in hand with the caret in its note; 0 stands for what is selected."""
        if not annotation_id:
            self.note_selection()
            return
        self._window.inside.unfold_right()
        focus_note = self._unless_moved(self._window.inspector.focus_note)
        self._window.overview.describe(annotation_id, focus_note)

    @staticmethod
    def _unless_moved(act: Callable[..., object]) -> Callable[..., None]:
        """`act`, as long as the focus is where it is now: who went on is not moved later."""
        before = QApplication.focusWidget()

        def act_unless_moved(*given: object) -> None:
            if QApplication.focusWidget() is before:
                act(*given)

        return act_unless_moved

    def _placed(self, widget: QWidget, rect: QRect) -> QRect:
        """A rectangle of `widget` in the coordinates that the chooser is placed in."""
        return QRect(widget.mapTo(self._window.inside, rect.topLeft()), rect.size())

    def _open_chooser(self, near: QRect, title: str, note: str = "") -> None:
        recent = self._window.tagging.recent_tags
        self._window.tag_chooser.open_at(near, self.tags, recent, title, note)

    # Lists at the bottom

    def show_tag(self, tag_id: int | None) -> None:
        """List the passages of a tag, or all of them."""
        self._window.overview.show_tag(None if tag_id is None else TagId(tag_id))
        self._window.inside.show_list(self._window.passages)

    def _show_journal(self) -> None:
        self._window.inside.show_list(self._window.journal)

    def _show_help(self) -> None:
        self._window.inside.show_page(self._window.help, "Help")
        self._window.help.focus_first()

    # Exchange

    def open_import(self) -> bool:
        """Show the import page; False, with a sentence, where nothing may be changed."""
        if self._refuse_read_only():
            return False
        self._window.inside.show_page(self._window.importing, "Import")
        self._window.importing.focus_first()
        return True

    def import_files(self, paths: Sequence[Path]) -> None:
        """Show the import page with files that were dropped on the window."""
        if self.open_import():
            self._window.importing.set_paths(list(paths))

    def open_export(self) -> None:
        """Show the export page."""
        window = self._window
        window.exporting.forget_scopes()
        window.inside.show_page(window.exporting, "Export")
        self.count_export()
        window.exporting.focus_first()

    def count_export(self) -> None:
        """Count anew what the export page offers, if it is open: the hits listed, the tag, all."""
        window, answer = self._window, self._window.searching.answer
        if window.inside.bottom.indexOf(window.exporting) >= 0:
            request = window.searching.request if answer is None else answer.request
            window.exchange.count_scopes(request, window.overview.tag_id)

    def _refuse_read_only(self) -> bool:
        if self._window.archive.read_only:
            self._window.show_error(str(self._window.archive.read_only_reason))
        return self._window.archive.read_only

    def _open_archive(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            "Open an archive",
            str(self._window.archive.path.parent),
            "Archives (*.db)",
        )
        if path:
            self._window.archive_wanted.emit(path)

    def _rebuild(self) -> None:
        self._window.searching.refresh_index(rebuild=True)


def _shown_key(key: str) -> str:
    keys = QKeySequence.listFromString(key)
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
