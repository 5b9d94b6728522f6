"""The steps of the tour. Each does one thing, checks that it happened, takes a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from viewer.services.list_passages import list_links, list_passages
from viewer.services.types import LinkInfo
from viewer.ui.arrangement import NARROW
from viewer.ui.tour.driver import Driver, TourError
from viewer.ui.tour.texts import write_texts

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

QUERY = "manchuria OR harbin OR japan*"


def run_steps(driver: Driver, work: Path, size: tuple[int, int]) -> None:
    """Go through every step; `work` is a folder for files on the way. Raises `TourError`."""
    driver.show(*size)
    steps: list[Callable[[Driver], None]] = [
        open_window,
        search,
        find_a_name_in_another_script,
        take_a_suggestion,
        narrow,
        read_beside,
        walk_matches,
        tag_a_passage,
        write_a_note,
        undo_and_redo,
        look_over_a_tag,
        follow_a_link,
        use_the_palette,
        lambda drive: import_a_folder(drive, work),
        export_three_formats,
        three_panes,
        show_help,
    ]
    for step in steps:
        step(driver)
        driver.settle()


def open_window(drive: Driver) -> None:
    """The whole archive lies open."""
    drive.check(drive.window.hits.model.rowCount(), "hits for the whole archive")
    drive.check(drive.window.commands.tags, "a codebook")
    drive.picture("open")


def search(drive: Driver) -> None:
    """A query gives ranked hits with marks."""
    drive.query(QUERY)
    answer = drive.window.searching.answer
    drive.check(answer and answer.total > 1, "hits for a query")
    drive.check(answer and any(hit.marks for hit in answer.hits), "marks in the snippets")
    drive.picture("search")


def find_a_name_in_another_script(drive: Driver) -> None:
    """A Russian name finds English texts, and the hit says why."""
    drive.query("Харбин")
    answer = drive.window.searching.answer
    drive.check(answer and answer.hits and answer.hits[0].why, "a hit that says why")
    drive.picture("name")


def take_a_suggestion(drive: Driver) -> None:
    """Nothing is found for a slip of the fingers; the word that was meant is one press away."""
    window = drive.window
    drive.query("mongolai")
    drive.wait(lambda: window.hits.suggestions.buttons, "suggestions where nothing was found")
    drive.picture("suggestions")
    drive.press(window.hits.suggestions.buttons[0], Qt.Key.Key_Space)
    drive.wait(lambda: window.searching.request.query == "mongolia", "the suggestion searched for")
    drive.settle()
    drive.check(_total(drive), "hits for the suggestion")
    drive.picture("suggested")
    drive.query(QUERY)


def narrow(drive: Driver) -> None:
    """One newspaper only, and back."""
    window = drive.window
    row = window.facets.first_newspaper()
    everything = _total(drive)
    drive.click(row)
    drive.wait(lambda: window.searching.request.filters.publications, "a newspaper chosen")
    drive.settle()
    drive.check(0 < _total(drive) < everything, "fewer hits with one newspaper")
    drive.picture("narrow")
    _ask_for_every_match(drive)
    drive.click(row)
    drive.wait(lambda: not window.searching.request.filters.publications, "all newspapers again")
    drive.settle()
    drive.check(_total(drive) == everything, "all hits again")


def _ask_for_every_match(drive: Driver) -> None:
    """What tagging every match of the narrowed hits would do, and leave it."""
    chooser = drive.window.tag_chooser
    drive.window.commands.run("tag-all")
    drive.wait(chooser.isVisible, "the tag chooser for every match")
    drive.picture("tag-every-match")
    drive.press(drive.focus, Qt.Key.Key_Escape)
    drive.wait(lambda: not chooser.isVisible(), "the tag chooser closed")


def read_beside(drive: Driver) -> None:
    """Enter opens a hit here, Ctrl+Enter another paper's beside it."""
    window = drive.window
    view = window.hits.view
    drive.press(window.search_bar.field, Qt.Key.Key_Return)
    drive.settle()
    window.hits.focus_first()
    window.hits.select_row(_row_of(drive, "Guardian"))
    drive.press(view, Qt.Key.Key_Return)
    drive.wait(lambda: window.desk.panes[0].reading, "an article in a pane")
    drive.settle()
    window.hits.focus_first()
    window.hits.select_row(_row_of(drive, "Izvestia"))
    drive.press(view, Qt.Key.Key_Return, CONTROL)
    drive.wait(lambda: _read_panes(drive) == 2, "two articles beside each other")
    drive.picture("side-by-side")


def walk_matches(drive: Driver) -> None:
    """F3 goes from match to match."""
    window = drive.window
    drive.check(any(pane.match_count for pane in window.desk.panes), "matches in the panes")
    window.desk.activate(window.desk.panes[0])
    drive.press(window, Qt.Key.Key_F3, times=2)
    walked = [pane.current_match for pane in window.desk.panes]
    drive.check(any(match is not None for match in walked), "a match walked to")
    drive.picture("walk-matches")


def tag_a_passage(drive: Driver) -> None:
    """Words selected by keyboard, T, a few letters, Enter."""
    window = drive.window
    pane = window.desk.panes[0]
    window.desk.activate(pane)
    before = window.passage_count
    drive.select_words(pane, 14, 7)
    drive.press(pane.text_view, Qt.Key.Key_T)
    drive.wait(window.tag_chooser.isVisible, "the tag chooser")
    drive.type(drive.focus, "adv")
    drive.picture("tag-chooser")
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.wait(lambda: window.passage_count == before + 1, "one passage more")
    drive.wait(lambda: window.inspector.passage_id, "the passage in hand")
    drive.picture("tagged")


def write_a_note(drive: Driver) -> None:
    """A note on the passage in hand is kept when the field is left."""
    window = drive.window
    window.right.show()
    window.inspector.focus_note()
    words = "Compare with the New York Times of 18 October."
    drive.type(drive.focus, words)
    drive.press(drive.focus, Qt.Key.Key_Return, CONTROL)
    drive.wait(lambda: _undoable(drive).startswith("Write a note"), "the note kept")
    drive.picture("note")
    if window.width() < NARROW:
        drive.press(window, Qt.Key.Key_F9)


def undo_and_redo(drive: Driver) -> None:
    """Ctrl+Z takes back, Ctrl+Shift+Z does again."""
    window = drive.window
    window.desk.active_pane.text_view.setFocus()
    count = window.passage_count
    drive.press(window, Qt.Key.Key_Z, CONTROL, times=2)
    drive.wait(lambda: window.passage_count == count - 1, "the passage undone")
    drive.settle()
    drive.picture("undone")
    drive.press(window, Qt.Key.Key_Z, CONTROL | SHIFT, times=2)
    drive.wait(lambda: window.passage_count == count, "the passage done again")
    drive.wait(lambda: _undoable(drive).startswith("Write a note"), "the note done again")


def look_over_a_tag(drive: Driver) -> None:
    """A tag's passages are listed; one leads to its place in the text."""
    window = drive.window
    tag = max(window.commands.tags, key=lambda each: each.passages)
    window.codebook.tag_chosen.emit(tag.id)
    drive.settle()
    drive.check(window.passages.count >= tag.passages, "the passages of a tag")
    window.passages.focus_first()
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.settle()
    drive.check(window.inspector.passage_id, "the passage in hand")
    drive.picture("passages-of-a-tag")


def follow_a_link(drive: Driver) -> None:
    """A passage's link leads to the other paper's passage, beside it; a ribbon joins the two."""
    window = drive.window
    link = _link_between_newspapers(drive)
    window.desk.activate(window.desk.panes[0])
    window.commands.go_to_passage(link.origin_id)
    drive.wait(lambda: window.inspector.passage_id == link.origin_id, "the link's first passage")
    drive.settle()
    window.right.show()
    window.desk.activate(window.desk.panes[1])
    drive.click(window.inspector.link_to(link.target_id))
    drive.wait(lambda: window.inspector.passage_id == link.target_id, "the link's other passage")
    drive.settle()
    if window.width() < NARROW:
        window.right.hide()
    drive.check(window.desk.ribbon_layer.ribbons, "a ribbon between the two passages")
    drive.picture("linked")


def use_the_palette(drive: Driver) -> None:
    """Ctrl+K offers every command."""
    window = drive.window
    drive.press(window, Qt.Key.Key_K, CONTROL)
    drive.wait(window.palette_overlay.isVisible, "the command palette")
    drive.type(drive.focus, "jour")
    drive.picture("palette")
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.wait(lambda: window.bottom.currentWidget() is window.journal, "the journal")
    drive.picture("journal")


def import_a_folder(drive: Driver, work: Path) -> None:
    """A folder comes in with a report, and search finds its texts at once."""
    window = drive.window
    window.commands.import_files([write_texts(work)])
    drive.type(drive.field(window.importing, "Newspaper"), "Izvestia")
    before = window.excerpts
    drive.picture("import-encodings")
    drive.click(drive.button(window.importing, "Import"))
    drive.wait(lambda: window.excerpts == before + 3, "three excerpts more")
    drive.picture("import-report")
    window.importing.closed.emit()
    drive.query("khural")
    drive.check(_total(drive) == 1, "the imported text found")
    drive.query("монгольские войска")
    drive.check(_total(drive) == 1, "the imported Russian text found by another form")
    drive.picture("imported-found")


def export_three_formats(drive: Driver) -> None:
    """All passages as CSV, Markdown and W3C Web Annotation."""
    window = drive.window
    drive.query(QUERY)
    exports = drive.to / "exports"
    exports.mkdir(exist_ok=True)
    window.commands.open_export()
    drive.settle()
    for name, suffix in (("Table", ".csv"), ("Markdown", ".md"), ("W3C", ".jsonld")):
        path = exports / f"passages{suffix}"
        path.unlink(missing_ok=True)
        drive.click(drive.button(window.exporting, name))
        target = drive.field(window.exporting, "File to write")
        target.setFocus()
        target.selectAll()
        drive.type(target, str(path))
        drive.click(drive.button(window.exporting, "Export"))
        drive.wait(path.exists, f"the export {path.name}")
        drive.settle()
    drive.picture("export")
    window.exporting.closed.emit()
    page = json.loads((exports / "passages.jsonld").read_text(encoding="utf-8"))
    links = [item for item in page["items"] if item["motivation"] == "linking"]
    passages = len(page["items"]) - len(links)
    drive.check(passages == window.passage_count, "every passage in the export")
    drive.check(links, "the links in the export")


def three_panes(drive: Driver) -> None:
    """A third paper beside the two."""
    window = drive.window
    window.hits.focus_first()
    window.hits.select_row(_row_of(drive, "New York Times"))
    drive.press(window.hits.view, Qt.Key.Key_Return, CONTROL)
    drive.wait(lambda: _read_panes(drive) == 3, "three articles")
    drive.picture("three-panes")


def show_help(drive: Driver) -> None:
    """F1 shows what a query can say."""
    drive.press(drive.window, Qt.Key.Key_F1)
    drive.wait(lambda: drive.window.bottom.currentWidget() is drive.window.help, "the help")
    drive.picture("help")
    drive.check(QApplication.activeModalWidget() is None, "nothing modal")


def _link_between_newspapers(drive: Driver) -> LinkInfo:
    """A link that joins the texts of two newspapers."""
    archive = drive.window.archive
    passages = {passage.id: passage for passage in list_passages(archive)}
    for link in list_links(archive, list(passages)):
        origin, target = passages[link.origin_id], passages[link.target_id]
        papers = {info.title: info.kind for info in drive.window.publications}
        both = origin.publication, target.publication
        if both[0] != both[1] and all(papers.get(each) == "newspaper" for each in both):
            return link
    raise TourError("The tour needs an archive with a link between two newspapers.")


def _total(drive: Driver) -> int:
    answer = drive.window.searching.answer
    return answer.total if answer else 0


def _undoable(drive: Driver) -> str:
    return drive.window.undo_what


def _read_panes(drive: Driver) -> int:
    return sum(pane.reading is not None for pane in drive.window.desk.panes)


def _row_of(drive: Driver, newspaper: str) -> int:
    """The first hit of a newspaper, or any hit that is not open yet."""
    model = drive.window.hits.model
    hits = {row: hit for row in range(model.rowCount()) if (hit := model.hit(row))}
    opened = {pane.excerpt_id for pane in drive.window.desk.panes}
    wanted = [row for row, hit in hits.items() if newspaper in hit.publication]
    # The paper's own words before what is only retold.
    wanted.sort(key=lambda row: (hits[row].kind == "abstract", -len(hits[row].tags)))
    others = [row for row, hit in hits.items() if hit.id not in opened]
    if not wanted and not others:
        raise TourError("The tour needs three articles that match its query.")
    return (wanted or others)[0]
