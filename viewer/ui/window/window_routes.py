"""Which wish of which panel goes to which flow, and which fact comes back to which panel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from viewer.base.ids import AnnotationId, ExcerptId
from viewer.services.describe_passage import PassageCard
from viewer.services.types import (
    ExportReport,
    ImportOptions,
    ImportReport,
    PassageInfo,
    SearchAnswer,
    Suggestion,
)
from viewer.text.dates import shown_date
from viewer.text.directions import isolated, isolated_line
from viewer.text.one_line import one_line
from viewer.ui.exchange.import_outcome import summary
from viewer.ui.flows.open_texts import OpenTexts
from viewer.ui.flows.overview import Overview
from viewer.ui.passages.passage_inspector import ShownLink
from viewer.ui.search.pending_enter import PendingEnter
from viewer.ui.search.tag_in_query import with_tag

if TYPE_CHECKING:
    from viewer.ui.window.main_window import MainWindow

NOTE_NOT_SAVED = "A note is not saved, but kept here as long as the window is open."


def connect_routes(window: MainWindow) -> None:
    """Connect every panel of the window with its flows."""
    window.overview.overviewed.connect(lambda overview: _show_overview(window, overview))
    _connect_search(window)
    _connect_desk(window)
    _connect_codebook(window)
    _connect_passages(window)
    _connect_exchange(window)
    _connect_status(window)


def _show_overview(window: MainWindow, overview: Overview) -> None:
    window.publications = overview.publications
    window.excerpts = overview.excerpts
    window.passage_count = overview.passage_count
    window.undo_what = overview.undo.undo_what
    window.commands.tags = overview.tags
    archive = window.archive
    window.search_bar.set_archive(archive.title, overview.excerpts, read_only=archive.read_only)
    window.codebook.set_tags(overview.tags)
    window.facets.set_tags(overview.tags)
    window.passages.set_passages(overview.passages, overview.title)
    at = window.inside.bottom.indexOf(window.passages)
    window.inside.bottom.setTabText(at, f"Passages {len(overview.passages):,}")
    window.journal.set_steps(overview.steps)
    window.journal.set_undo_state(overview.undo)
    window.status.show_undo(overview.undo)
    window.importing.set_publications([each.title for each in overview.publications])
    if window.searching.answer is not None:
        window.facets.show_facets(window.searching.answer.facets, overview.publications)
    window.refreshed.emit()


def _connect_search(window: MainWindow) -> None:
    bar, hits, searching = window.search_bar, window.hits, window.searching
    bar.query_changed.connect(lambda query: searching.search_for(query, typing=bar.typing))
    PendingEnter(bar, hits, searching, window)
    bar.pane_count_requested.connect(window.desk.set_pane_count)
    bar.palette_requested.connect(window.commands.open_palette)
    bar.theme_requested.connect(window.commands.next_theme)
    window.palette_overlay.command_chosen.connect(window.commands.run)
    bar.set_menu(window.commands.menu_groups())
    window.facets.filters_changed.connect(searching.narrow)
    hits.sort_chosen.connect(searching.sort)
    hits.more_requested.connect(searching.more)
    hits.import_requested.connect(window.commands.open_import)
    hits.tag_all_requested.connect(window.commands.tag_every_match)
    hits.export_requested.connect(window.commands.open_export)
    window.facets.tag_requested.connect(
        lambda path: bar.set_query(with_tag(bar.field.text(), path))
    )
    searching.page_failed.connect(hits.model.page_failed)
    hits.open_here_requested.connect(window.reading.open_here)
    hits.open_beside_requested.connect(window.reading.open_beside)
    searching.continued.connect(hits.append)
    searching.answered.connect(lambda answer: _mark_if_new(window, answer))
    searching.suggested.connect(hits.show_suggestions)
    searching.suggested.connect(lambda found: _offer_beside_hits(window, found))
    hits.suggestion_chosen.connect(lambda chosen: _search_for(window, chosen))
    window.read_as.suggestion_chosen.connect(lambda chosen: _search_for(window, chosen))


def _offer_beside_hits(window: MainWindow, found: Sequence[Suggestion]) -> None:
    """Below the search field, unless the list of hits is empty and offers them itself."""
    answer = window.searching.answer
    window.read_as.show_suggestions(found if answer is not None and answer.hits else ())


def _search_for(window: MainWindow, suggestion: Suggestion) -> None:
    if suggestion.filters != window.searching.request.filters:
        window.facets.choose(suggestion.filters)
        window.searching.narrow(suggestion.filters)
    window.search_bar.set_query(suggestion.query)
    # The button that was pressed goes away; the focus is not to go with it.
    window.hits.view.setFocus()


def _mark_if_new(window: MainWindow, answer: SearchAnswer) -> None:
    asked = answer.request
    if (window.reading.query, window.reading.typing) != (asked.query, asked.typing):
        window.reading.mark_matches(asked.query, typing=asked.typing)


def _connect_desk(window: MainWindow) -> None:
    desk, commands = window.desk, window.commands
    desk.tag_requested.connect(commands.ask_for_tag)
    desk.note_requested.connect(lambda _pane, key: commands.write_note(key))
    desk.passage_activated.connect(lambda _pane, key: _take_in_hand(window, key))
    desk.close_requested.connect(desk.close_pane)
    desk.excerpt_dropped.connect(lambda pane, key: window.reading.open_here(key, pane))
    desk.citation_requested.connect(commands.copy_with_citation)
    desk.link_activated.connect(commands.follow_link)
    desk.shortcut_pressed.connect(commands.tag_by_key)
    desk.pane_count_changed.connect(window.search_bar.set_pane_count)
    desk.pane_count_changed.connect(lambda _count: window.reading.refresh())
    desk.pane_count_changed.connect(
        lambda count: window.status.show_panes("1 pane" if count == 1 else f"{count} panes")
    )
    window.reading.opened.connect(lambda excerpt: _mark_opened(window, excerpt))
    window.reading.opened.connect(lambda _excerpt: window.status.tell(""))
    window.reading.refreshed.connect(lambda: _mark_open(window))
    window.tagging.passage_made.connect(lambda key: _take_new_in_hand(window, key))
    open_texts = OpenTexts(desk, window.inspector, window.overview)
    for told in (window.reading.opened, window.reading.refreshed, desk.pane_closed):
        told.connect(lambda *_: open_texts.look())


def _mark_open(window: MainWindow) -> None:
    opened = (pane.excerpt_id for pane in window.desk.panes)
    window.hits.model.set_open(frozenset(each for each in opened if each is not None))


def _mark_opened(window: MainWindow, excerpt_id: int) -> None:
    """Make the hit that was opened the current one, unless the user is going through the list."""
    if not window.hits.view.hasFocus():
        window.hits.select(ExcerptId(excerpt_id))


def _take_new_in_hand(window: MainWindow, annotation_id: int) -> None:
    """Take a passage that was made in hand, but not another from under a note that is written."""
    if not window.inspector.note_has_focus:
        window.overview.describe(AnnotationId(annotation_id))


def _take_in_hand(window: MainWindow, annotation_id: int) -> None:
    window.desk.focus_passage(annotation_id)
    window.overview.describe(AnnotationId(annotation_id))


def _connect_codebook(window: MainWindow) -> None:
    codebook, tagging = window.codebook, window.tagging
    codebook.tag_chosen.connect(window.commands.show_tag)
    codebook.tag_created.connect(tagging.create_tag)
    codebook.tag_renamed.connect(tagging.rename_tag)
    codebook.tag_recoloured.connect(tagging.recolour_tag)
    codebook.tag_defined.connect(tagging.define_tag)
    codebook.shortcut_changed.connect(tagging.set_shortcut)
    codebook.tag_deleted.connect(tagging.delete_tag)
    window.tag_chooser.tag_chosen.connect(window.commands.tag_chosen)
    window.tag_chooser.dismissed.connect(window.commands.tag_dismissed)


def _connect_passages(window: MainWindow) -> None:
    inspector, passages, overview = window.inspector, window.passages, window.overview
    overview.described.connect(lambda card: _show_card(window, card))
    overview.passage_lost.connect(inspector.clear)
    inspector.note_edited.connect(window.notes.save)
    inspector.note_left.connect(lambda: _leave_note(window))
    window.notes.saved.connect(inspector.note_saved)
    window.notes.failed.connect(inspector.note_failed)
    window.notes.failed.connect(
        lambda _key, _note, sentence: window.show_error(f"{NOTE_NOT_SAVED} {sentence}")
    )
    inspector.tag_add_requested.connect(window.commands.ask_for_more_tags)
    inspector.tag_removed.connect(window.tagging.untag)
    inspector.passage_requested.connect(
        lambda key: window.commands.go_to_passage(key, coming_from=inspector.passage_id)
    )
    inspector.deletion_requested.connect(lambda key: window.tagging.delete([key]))
    inspector.citation_copied.connect(lambda _text: window.status.tell("Citation copied."))
    passages.passage_requested.connect(window.commands.go_to_passage)
    passages.passage_selected.connect(overview.describe)
    passages.deletion_requested.connect(window.tagging.delete)
    passages.export_requested.connect(window.commands.open_export)
    passages.all_requested.connect(lambda: window.commands.show_tag(None))
    window.journal.undo_requested.connect(window.tagging.undo)
    window.journal.redo_requested.connect(window.tagging.redo)


def _leave_note(window: MainWindow) -> None:
    """Give the focus back to where the reader came from."""
    before = window.inspector.came_from or window.desk.active_pane
    before.setFocus(Qt.FocusReason.OtherFocusReason)


def _show_card(window: MainWindow, card: PassageCard) -> None:
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
    window.inspector.show_passage(
        card.passage,
        card.citation,
        card.checked,
        card.version_number,
        links,
        window.notes.unsaved(card.passage.id),
    )
    window.desk.focus_passage(card.passage.id)


def _pointing_to(passage: PassageInfo) -> str:
    """Newspaper, date and quotation; and what words they are, where not the newspaper's own."""
    kind = "" if passage.kind.is_own_words else passage.kind.label
    date = shown_date(passage.issue_date, short=True)
    known = isolated_line((passage.publication, date, kind), ", ")
    return f"{known}: {isolated(one_line(passage.quote))}"


def _connect_exchange(window: MainWindow) -> None:
    importing, exporting, exchange = window.importing, window.exporting, window.exchange
    importing.import_requested.connect(lambda paths, options: _import(window, paths, options))
    importing.cancel_requested.connect(lambda: window.jobs.cancel("Importing"))
    importing.closed.connect(lambda: window.inside.close_page(importing))
    importing.check_requested.connect(exchange.check_encodings)
    exchange.encodings_checked.connect(importing.show_encodings)
    exchange.imported.connect(lambda report: _imported(window, report))
    exchange.import_failed.connect(importing.show_trouble)
    exchange.import_cancelled.connect(importing.show_cancelled)
    exporting.export_requested.connect(
        lambda name, path, request, tag: exchange.export(
            name, Path(path).expanduser(), request=request, tags=[tag] if tag else []
        )
    )
    exchange.scopes_counted.connect(exporting.set_scopes)
    window.searching.answered.connect(lambda _answer: window.commands.count_export())
    window.overview.overviewed.connect(lambda _overview: window.commands.count_export())
    exporting.closed.connect(lambda: window.inside.close_page(exporting))
    exchange.exported.connect(lambda report: _exported(window, report))
    exchange.export_failed.connect(exporting.show_trouble)
    exchange.export_cancelled.connect(exporting.show_cancelled)
    window.help.closed.connect(lambda: window.inside.close_page(window.help))
    window.help.query_chosen.connect(window.search_bar.set_query)


def _import(window: MainWindow, paths: list[Path], options: ImportOptions) -> None:
    window.importing.set_running(True)
    window.exchange.import_paths(paths, options)


def _imported(window: MainWindow, report: ImportReport) -> None:
    window.importing.show_report(report)
    window.status.tell(summary(report))


def _exported(window: MainWindow, report: ExportReport) -> None:
    window.exporting.show_report(report)
    window.status.tell(f"{report.what} exported to {report.path}")


def _connect_status(window: MainWindow) -> None:
    status, jobs = window.status, window.jobs
    status.undo_requested.connect(window.tagging.undo)
    status.cancel_requested.connect(jobs.cancel)
    window.tagging.told.connect(status.tell)
    jobs.progressed.connect(status.show_progress)
    jobs.progressed.connect(
        lambda label, done, total: (
            window.importing.show_progress(done, total) if label == "Importing" else None
        )
    )
    jobs.label_ended.connect(status.end_progress)
