"""What the window does around the main job: regions, themes, drops, read-only archives, closing."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from tests.journeys.conftest import OpenWindow
from viewer.base.errors import ViewerError
from viewer.base.settings import Settings
from viewer.services.archive import Archive
from viewer.services.list_passages import list_passages
from viewer.text.spans import Span
from viewer.ui.reading.reading_pane import EXCERPT_MIME
from viewer.ui.tour import Driver
from viewer.ui.window.window_commands import NOTHING_TO_MATCH, SELECT_FIRST

CONTROL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.journey


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def open_current(drive: Driver) -> None:
    drive.window.hits.focus_first()
    drive.press(drive.window.hits.view, Qt.Key.Key_Return)
    drive.wait(lambda: drive.window.desk.panes[0].reading, "an article in a pane")
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
        window.search_bar,
        window.inside.filter_line,
        window.inside.left,
        window.desk,
        window.inside.right,
        window.inside.rail,
        window.inside.bottom,
        window.status,
    ]
    window.commands.run("fold")

    def here() -> QWidget | None:
        return next((each for each in regions if each.isAncestorOf(drive.focus)), None)

    window.search_bar.focus_field()
    seen = []
    for _ in range(2 * len(regions)):
        seen.append(here())
        drive.press(window, Qt.Key.Key_F6)
    assert seen == 2 * regions
    drive.press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert here() is window.status


def test_f6_enters_the_hits_and_the_active_pane(drive: Driver) -> None:
    window = drive.window
    window.desk.activate(window.desk.panes[1])
    window.search_bar.focus_field()
    drive.press(window, Qt.Key.Key_F6, times=2)
    assert drive.focus is window.hits.view
    drive.press(window, Qt.Key.Key_F6)
    pane = window.desk.panes[1]
    assert drive.focus is pane or pane.isAncestorOf(drive.focus)


def test_control_z_undoes_from_an_untouched_search_field(drive: Driver) -> None:
    window = drive.window
    window.tagging.create_tag("new")
    drive.wait(lambda: window.undo_what == "Make tag “new”", "the tag made")
    window.search_bar.focus_field()
    drive.press(window.search_bar.field, Qt.Key.Key_Z, CONTROL)
    drive.wait(lambda: window.undo_what == "", "the tag undone")
    drive.type(window.search_bar.field, "ab")
    drive.press(window.search_bar.field, Qt.Key.Key_Z, CONTROL)
    assert window.search_bar.field.text() == ""


def test_an_archive_that_is_gone_is_said(drive: Driver, sample: Path) -> None:
    for path in sample.parent.glob("sample.db*"):
        if path.is_file():
            path.rename(path.with_name("gone-" + path.name))
    drive.window.tagging.create_tag("x")
    drive.wait(lambda: not drive.window.jobs.busy, "the end of the work")
    assert "gone" not in drive.window.undo_what
    assert "cannot be found" in drive.window.status.sentence


def test_slash_goes_to_the_search_field(drive: Driver) -> None:
    window = drive.window
    window.hits.focus_first()
    drive.press(window.hits.view, Qt.Key.Key_Slash)
    assert drive.focus is window.search_bar.field
    drive.type(drive.focus, "a/b")
    assert window.search_bar.field.text() == "a/b"


def test_a_hit_is_dragged_to_a_pane(drive: Driver) -> None:
    window = drive.window
    data = QMimeData()
    data.setData(EXCERPT_MIME, QByteArray(b"3"))
    drop(window.desk.panes[1], data)
    drive.wait(lambda: window.desk.panes[1].excerpt_id == 3, "the dropped excerpt in its pane")
    assert window.desk.panes[0].reading is None


def test_files_dropped_on_the_window_go_to_the_import_page(drive: Driver, texts: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(texts))])
    drop(drive.window, data)
    assert drive.window.inside.bottom.currentWidget() is drive.window.importing


def test_commands_that_lack_something_say_what(drive: Driver) -> None:
    window = drive.window
    window.commands.run("tag")
    assert window.status.message == SELECT_FIRST
    window.commands.run("tag-all")
    assert window.status.message == NOTHING_TO_MATCH
    drive.press(window, Qt.Key.Key_F3)
    assert "No match" in window.status.message
    window.commands.run("undo")
    drive.settle()
    assert "nothing to undo" in window.status.sentence


def test_the_side_panel_lies_over_the_papers_in_a_narrow_window(drive: Driver) -> None:
    window = drive.window
    window.resize(1024, 700)
    drive.settle()
    width = window.desk.width()
    drive.press(window, Qt.Key.Key_F9)
    assert window.inside.right.isVisible()
    assert window.desk.width() == width


def test_the_theme_is_asked_for(drive: Driver) -> None:
    wanted = []
    drive.window.theme_wanted.connect(wanted.append)
    drive.press(drive.window, Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert wanted == ["sepia"]


def test_every_match_is_tagged_from_the_palette(drive: Driver) -> None:
    window = drive.window
    drive.query("japan*")
    before = window.passage_count
    window.commands.run("tag-all")
    drive.wait(window.tag_chooser.isVisible, "the tag chooser")
    drive.type(drive.focus, "country")
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.wait(lambda: window.passage_count > before, "passages tagged")
    drive.settle()
    assert window.undo_what.endswith("passages country")


def test_the_same_article_in_two_panes_stays_in_step(drive: Driver) -> None:
    window = drive.window
    open_current(drive)
    excerpt = window.desk.panes[0].excerpt_id
    window.desk.activate(window.desk.panes[1])
    window.reading.open_here(excerpt)
    drive.wait(lambda: window.desk.panes[1].excerpt_id == excerpt, "the article twice")
    drive.settle()
    window.tagging.tag(window.desk.panes[0].version_id, Span(0, 3), ["twice"])
    drive.settle()
    shown = [
        {placed.info.id for placed in pane.text_view.marked.passages} for pane in window.desk.panes
    ]
    assert shown[0] == shown[1] != set()


def test_an_unsaved_note_is_kept_when_the_window_closes(drive: Driver, sample: Path) -> None:
    window = drive.window
    passage = list_passages(window.archive)[0]
    window.commands.go_to_passage(passage.id)
    drive.wait(lambda: window.inspector.passage_id == passage.id, "the passage in hand")
    window.inspector.focus_note()
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
        window = drive.window
        assert "reading only" in window.status.sentence
        drive.query("japan*")
        assert window.searching.answer.total
        window.commands.import_files([texts])
        assert window.inside.bottom.currentWidget() is not window.importing
        window.status.dismiss()
        window.tagging.create_tag("x")
        drive.settle()
        assert "Nothing was changed" in window.status.sentence
    finally:
        other.close()


def test_a_second_window_on_one_archive_reads_only(qapp, sample: Path) -> None:
    from viewer.app import OTHER_WINDOW, Desktop

    first = Desktop(Settings(), save_settings=False)
    second = Desktop(Settings(), save_settings=False)
    one = first.open(sample)
    two = second.open(sample)
    try:
        assert not one.archive.read_only
        assert two.archive.read_only_reason == OTHER_WINDOW
        with pytest.raises(ViewerError, match="not an archive"):
            bad = sample.with_name("bad.db")
            bad.write_text("no")
            second.open(bad)
    finally:
        for window in (one, two):
            window.jobs.wait_idle()
            window.close()
            window.deleteLater()


def test_the_archive_menu_offers_what_belongs_to_the_archive(drive: Driver) -> None:
    actions = [action.text() for action in drive.window.search_bar.menu.actions()]
    assert "Import texts…" in actions
    assert "Export passages…" in actions
