"""What the window does around the main job: regions, themes, drops, read-only archives, closing."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from tests.journeys.conftest import OpenWindow, wait_idle
from viewer.base.errors import ViewerError
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_passages
from viewer.text.spans import Span
from viewer.ui.reading.excerpt_drop import EXCERPT_MIME
from viewer.ui.tour import Driver
from viewer.workspace.tag_choice import NOTHING_TO_MATCH, SELECT_FIRST

CONTROL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.journey


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def open_current(drive: Driver) -> None:
    drive.panels.hits.focus_first()
    drive.press(drive.panels.hits.view, Qt.Key.Key_Return)
    drive.wait(lambda: drive.panels.desk.panes[0].reading, "an article in a pane")
    drive.settle()


def drop(on: QWidget, data: QMimeData) -> None:
    """Let `data` fall on the middle of a widget."""
    event = QDropEvent(
        QPointF(on.rect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    on.dropEvent(event)


def test_f6_goes_round_every_region_and_back(drive: Driver) -> None:
    window = drive.window
    regions = [
        drive.panels.search_bar,
        drive.layout.filter_line,
        drive.layout.left,
        drive.panels.desk,
        drive.layout.right,
        drive.layout.rail,
        drive.layout.bottom,
        drive.panels.status,
    ]
    drive.commands.run("fold")

    def here() -> QWidget | None:
        return next((each for each in regions if each.isAncestorOf(drive.focus)), None)

    drive.panels.search_bar.focus_field()
    seen = []
    for _ in range(2 * len(regions)):
        seen.append(here())
        drive.press(window, Qt.Key.Key_F6)
    assert seen == 2 * regions
    drive.press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert here() is drive.panels.status


def test_f6_enters_the_hits_and_the_active_pane(drive: Driver) -> None:
    window = drive.window
    drive.panels.desk.activate(drive.panels.desk.panes[1])
    drive.panels.search_bar.focus_field()
    drive.press(window, Qt.Key.Key_F6, times=2)
    assert drive.focus is drive.panels.hits.view
    drive.press(window, Qt.Key.Key_F6)
    pane = drive.panels.desk.panes[1]
    assert drive.focus is pane or pane.isAncestorOf(drive.focus)


def test_control_z_undoes_from_an_untouched_search_field(drive: Driver) -> None:
    drive.workspace.codebook.create_tag("new")
    drive.wait(
        lambda: drive.workspace.overview.listed.undo.undo_what == "Make tag “new”", "the tag made"
    )
    drive.panels.search_bar.focus_field()
    drive.press(drive.panels.search_bar.field, Qt.Key.Key_Z, CONTROL)
    drive.wait(lambda: drive.workspace.overview.listed.undo.undo_what == "", "the tag undone")
    drive.type(drive.panels.search_bar.field, "ab")
    drive.press(drive.panels.search_bar.field, Qt.Key.Key_Z, CONTROL)
    assert drive.panels.search_bar.field.text() == ""


def test_an_archive_that_is_gone_is_said(drive: Driver, sample: Path) -> None:
    for path in sample.parent.glob("sample.db*"):
        if path.is_file():
            path.rename(path.with_name("gone-" + path.name))
    drive.workspace.codebook.create_tag("x")
    drive.wait(lambda: not drive.workspace.executor.busy, "the end of the work")
    assert "gone" not in drive.workspace.overview.listed.undo.undo_what
    assert "cannot be found" in drive.panels.status.sentence


def test_slash_goes_to_the_search_field(drive: Driver) -> None:
    drive.panels.hits.focus_first()
    drive.press(drive.panels.hits.view, Qt.Key.Key_Slash)
    assert drive.focus is drive.panels.search_bar.field
    drive.type(drive.focus, "a/b")
    assert drive.panels.search_bar.field.text() == "a/b"


def test_a_hit_is_dragged_to_a_pane(drive: Driver) -> None:
    data = QMimeData()
    data.setData(EXCERPT_MIME, QByteArray(b"3"))
    drop(drive.panels.desk.panes[1], data)
    drive.wait(
        lambda: drive.panels.desk.panes[1].excerpt_id == 3, "the dropped excerpt in its pane"
    )
    assert drive.panels.desk.panes[0].reading is None


def test_files_dropped_on_the_window_go_to_the_import_page(drive: Driver, texts: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(texts))])
    drop(drive.window, data)
    assert drive.layout.bottom.currentWidget() is drive.panels.importing


def test_commands_that_lack_something_say_what(drive: Driver) -> None:
    window = drive.window
    drive.commands.run("tag")
    assert drive.panels.status.message == SELECT_FIRST
    drive.commands.run("tag-all")
    assert drive.panels.status.message == NOTHING_TO_MATCH
    drive.press(window, Qt.Key.Key_F3)
    assert "No match" in drive.panels.status.message
    drive.commands.run("undo")
    drive.settle()
    assert "nothing to undo" in drive.panels.status.sentence


def test_the_side_panel_lies_over_the_papers_in_a_narrow_window(drive: Driver) -> None:
    window = drive.window
    window.resize(1024, 700)
    drive.settle()
    width = drive.panels.desk.width()
    drive.press(window, Qt.Key.Key_F9)
    assert drive.layout.right.isVisible()
    assert drive.panels.desk.width() == width


def test_the_theme_is_asked_for(drive: Driver) -> None:
    wanted = []
    drive.window.theme_wanted.connect(wanted.append)
    drive.press(drive.window, Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert wanted == ["sepia"]


def test_every_match_is_tagged_from_the_palette(drive: Driver) -> None:
    drive.query("japan*")
    before = drive.workspace.overview.listed.passage_count
    drive.commands.run("tag-all")
    drive.wait(drive.chooser.isVisible, "the tag chooser")
    drive.type(drive.focus, "country")
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.wait(lambda: drive.workspace.overview.listed.passage_count > before, "passages tagged")
    drive.settle()
    assert drive.workspace.overview.listed.undo.undo_what.endswith("passages country")


def test_the_same_article_in_two_panes_stays_in_step(drive: Driver) -> None:
    open_current(drive)
    excerpt = drive.panels.desk.panes[0].excerpt_id
    drive.panels.desk.activate(drive.panels.desk.panes[1])
    drive.workspace.desk.open_here(excerpt)
    drive.wait(lambda: drive.panels.desk.panes[1].excerpt_id == excerpt, "the article twice")
    drive.settle()
    drive.workspace.tagging.tag(drive.panels.desk.panes[0].version_id, Span(0, 3), ["twice"])
    drive.settle()
    shown = [
        {placed.info.id for placed in pane.text_view.marked.passages}
        for pane in drive.panels.desk.panes
    ]
    assert shown[0] == shown[1] != set()


def test_an_unsaved_note_is_kept_when_the_window_closes(drive: Driver, sample: Path) -> None:
    window = drive.window
    passage = list_passages(drive.workspace.archive)[0]
    drive.workspace.go_to_passage(passage.id)
    drive.wait(lambda: drive.panels.inspector.passage_id == passage.id, "the passage in hand")
    drive.panels.inspector.focus_note()
    drive.type(drive.focus, "typed and not saved 🗒 ")
    window.close()
    with Archive.open(sample) as archive:
        (kept,) = list_passages(archive, annotation_ids=[passage.id])
    assert "typed and not saved 🗒" in kept.note


def test_an_archive_that_another_program_writes_to_is_read_only_and_says_so(
    open_window: OpenWindow, sample: Path, texts: Path
) -> None:
    other = sqlite3.connect(sample, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN IMMEDIATE")
    try:
        drive = open_window(sample)
        assert "reading only" in drive.panels.status.sentence
        drive.query("japan*")
        assert drive.workspace.search.answer.total
        drive.commands.run("import")
        drive.panels.importing.set_paths([texts])
        assert drive.layout.bottom.currentWidget() is not drive.panels.importing
        drive.panels.status.dismiss()
        drive.workspace.codebook.create_tag("x")
        drive.settle()
        assert "Nothing was changed" in drive.panels.status.sentence
    finally:
        other.close()


def test_a_second_window_on_one_archive_reads_only(qapp, sample: Path) -> None:
    from viewer.app import OTHER_WINDOW, Desktop

    first = Desktop(Settings(), save_settings=False)
    second = Desktop(Settings(), save_settings=False)
    one = first.open(sample)
    two = second.open(sample)
    try:
        shown, again = (each.workspace for each in (one.parts, two.parts))
        assert not shown.archive.read_only
        assert again.archive.read_only_reason == OTHER_WINDOW
        with pytest.raises(ViewerError, match="not an archive"):
            bad = sample.with_name("bad.db")
            bad.write_text("no")
            second.open(bad)
    finally:
        for window in (one, two):
            parts = window.parts
            wait_idle(parts.workspace.executor)
            window.close()
            window.deleteLater()


def test_the_archive_menu_offers_what_belongs_to_the_archive(drive: Driver) -> None:
    actions = [action.text() for action in drive.panels.search_bar.menu.actions()]
    assert "Import texts…" in actions
    assert "Export passages…" in actions
