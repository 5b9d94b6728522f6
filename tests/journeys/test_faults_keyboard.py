"""The keyboard does what the README says, whatever has the focus."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

import viewer.ui.flows.notes as notes
from tests.journeys.conftest import OpenWindow
from viewer.base.errors import BusyError
from viewer.services.archive import Archive
from viewer.services.list_passages import list_passages
from viewer.text.spans import Span
from viewer.ui.flows.notes import CLOSE_AGAIN
from viewer.ui.tour import Driver

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key

pytestmark = pytest.mark.journey


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def type_in(drive: Driver, text: str) -> None:
    drive.type(drive.focus, text)


def take_in_hand(drive: Driver, number: int = 0) -> int:
    """Have a passage in hand, its text in the first pane."""
    passage = list_passages(drive.window.archive)[number]
    drive.window.commands.go_to_passage(passage.id)
    drive.wait(lambda: drive.window.inspector.passage_id == passage.id, "the passage in hand")
    drive.settle()
    return passage.id


def note_in_archive(drive: Driver, passage_id: int) -> str:
    (passage,) = list_passages(drive.window.archive, annotation_ids=[passage_id])
    return passage.note


# The two minutes of the README


def test_two_minutes_by_keyboard_alone(drive: Driver) -> None:
    window = drive.window
    drive.press(drive.focus, KEY.Key_Slash)
    type_in(drive, "manchuria")
    drive.press(drive.focus, KEY.Key_Return)
    drive.wait(lambda: drive.focus is window.hits.view, "the focus in the hits")
    assert window.searching.answer.request.query == "manchuria"
    drive.press(drive.focus, KEY.Key_Return)
    drive.wait(lambda: window.desk.panes[0].reading, "a hit here")
    drive.press(drive.focus, KEY.Key_Down)
    drive.press(drive.focus, KEY.Key_Return, CONTROL)
    drive.wait(lambda: window.desk.panes[1].reading, "a hit beside")
    drive.settle()
    drive.press(drive.focus, KEY.Key_F3)
    assert any(pane.current_match is not None for pane in window.desk.panes)
    drive.press(drive.focus, KEY.Key_F6)
    pane = window.desk.active_pane
    assert drive.focus is pane.text_view
    drive.press(drive.focus, KEY.Key_Home, CONTROL)
    drive.press(drive.focus, KEY.Key_Right, CONTROL | SHIFT, times=3)
    before = window.passage_count
    drive.press(drive.focus, KEY.Key_T)
    type_in(drive, "by keyboard")
    drive.press(drive.focus, KEY.Key_Return)
    drive.wait(lambda: window.passage_count == before + 1, "the passage")
    drive.settle()
    assert drive.focus is pane.text_view
    drive.press(drive.focus, KEY.Key_Escape)
    drive.press(drive.focus, KEY.Key_M, CONTROL)
    type_in(drive, "Compare this.")
    drive.press(drive.focus, KEY.Key_Escape)
    assert drive.focus is pane.text_view
    drive.wait(lambda: window.undo_what == "Write a note", "the note saved")
    drive.settle()
    drive.press(drive.focus, KEY.Key_Z, CONTROL, times=2)
    drive.wait(lambda: window.passage_count == before, "both undone")
    drive.press(drive.focus, KEY.Key_Z, CONTROL | SHIFT, times=2)
    drive.wait(lambda: window.undo_what == "Write a note", "both done again")
    for key, modifier, page in (
        (KEY.Key_E, CONTROL, window.exporting),
        (KEY.Key_I, CONTROL, window.importing),
        (KEY.Key_J, CONTROL, window.journal),
        (KEY.Key_F1, Qt.KeyboardModifier.NoModifier, window.help),
    ):
        drive.press(drive.focus, key, modifier)
        assert window.inside.bottom.currentWidget() is page
    drive.press(drive.focus, KEY.Key_K, CONTROL)
    assert window.palette_overlay.isVisible()
    assert not window.status.sentence


# The slash


def test_a_slash_at_the_start_is_not_typed(drive: Driver) -> None:
    field = drive.window.search_bar.field
    assert drive.focus is field
    drive.press(field, KEY.Key_Slash)
    type_in(drive, "manchuria")
    assert field.text() == "manchuria"


def test_a_regular_expression_can_be_typed(drive: Driver) -> None:
    field = drive.window.search_bar.field
    drive.press(field, KEY.Key_Slash)
    type_in(drive, r"/19\d\d/")
    assert field.text() == r"/19\d\d/"
    drive.press(field, KEY.Key_Escape)
    drive.press(field, KEY.Key_Slash)
    assert field.text() == ""
    drive.click(field)
    type_in(drive, "/a/")
    assert field.text() == "/a/"


def test_a_slash_goes_to_the_field_from_everywhere_but_a_text_field(drive: Driver) -> None:
    window = drive.window
    take_in_hand(drive)
    window.search_bar.set_query("japan")
    window.inside.toggle_right()
    window.inside.show_list(window.passages)
    window.facets.menus[0].click()
    drive.settle()
    from_where: list[QWidget] = [
        window.hits.view,
        window.desk.panes[0].text_view,
        window.desk.panes[1],
        window.facets.first_newspaper(),
        window.codebook._tree,
        window.passages._table,
        window.inside.bottom.tabBar(),
    ]
    for widget in from_where:
        widget.setFocus()
        assert drive.focus is widget
        drive.press(widget, KEY.Key_Slash)
        assert drive.focus is window.search_bar.field, widget
        assert window.search_bar.field.selectedText() == "japan"
    window.inspector.focus_note()
    drive.press(drive.focus, KEY.Key_Slash)
    assert drive.focus is window.inspector._note


# Enter


@pytest.fixture
def slow_search(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Searches wait for the event."""
    go, real = threading.Event(), drive.window.searching._search.search

    def slow(request, cancel=None):
        assert go.wait(20)
        return real(request, cancel)

    monkeypatch.setattr(drive.window.searching._search, "search", slow)
    yield go
    go.set()


def test_enter_goes_to_the_hits_of_what_was_typed(
    drive: Driver, slow_search: threading.Event
) -> None:
    window = drive.window
    type_in(drive, "japan")
    drive.press(drive.focus, KEY.Key_Return)
    assert drive.focus is window.search_bar.field
    slow_search.set()
    drive.wait(lambda: drive.focus is window.hits.view, "the focus in the hits")
    assert window.searching.answer.request.query == "japan"
    assert window.hits.current_hit() is window.hits.model.hit(0)


@pytest.mark.parametrize("then", ["types on", "goes elsewhere"])
def test_a_pending_enter_moves_nobody_who(
    drive: Driver, slow_search: threading.Event, then: str
) -> None:
    window = drive.window
    type_in(drive, "japan")
    drive.press(drive.focus, KEY.Key_Return)
    here = window.search_bar.field
    if then == "types on":
        type_in(drive, "e")
    else:
        window.desk.panes[1].setFocus()
        here = window.desk.panes[1]
    slow_search.set()
    drive.settle()
    QApplication.processEvents()
    assert drive.focus is here


def test_enter_without_hits_stays_in_the_field(drive: Driver) -> None:
    type_in(drive, "zzzyx")
    drive.press(drive.focus, KEY.Key_Return)
    drive.settle()
    assert drive.focus is drive.window.search_bar.field


# Undo


def tag_every_match(drive: Driver) -> None:
    drive.window.commands.run("tag-all")
    drive.wait(drive.window.tag_chooser.isVisible, "the tag chooser")
    type_in(drive, "bulk")
    drive.press(drive.focus, KEY.Key_Return)


def test_control_z_takes_back_a_bulk_action_from_the_field_it_was_asked_in(drive: Driver) -> None:
    window = drive.window
    drive.query("japan*")
    before = window.passage_count
    tag_every_match(drive)
    drive.wait(lambda: window.passage_count > before, "passages tagged")
    drive.settle()
    assert drive.focus is window.search_bar.field
    drive.press(drive.focus, KEY.Key_Z, CONTROL)
    drive.wait(lambda: window.passage_count == before, "the tagging undone")
    assert window.search_bar.field.text() == "japan*"


def test_control_z_takes_back_what_was_typed_since(drive: Driver) -> None:
    window = drive.window
    drive.query("japan*")
    before = window.passage_count
    tag_every_match(drive)
    drive.wait(lambda: window.passage_count > before, "passages tagged")
    drive.settle()
    tagged = window.passage_count
    type_in(drive, "x")
    drive.press(drive.focus, KEY.Key_Z, CONTROL)
    drive.settle()
    assert window.search_bar.field.text() != "japan*x"
    assert window.passage_count == tagged


def test_every_text_field_gives_the_key_to_the_archive(drive: Driver) -> None:
    window = drive.window
    take_in_hand(drive)
    window.commands.open_import()
    window.commands.open_export()
    window.inside.show_page(window.importing, "Import")
    fields: list[QLineEdit | QPlainTextEdit] = [
        window.search_bar.field,
        window.inspector._note,
        drive.field(window.importing, "Date"),
        window.passages._filter,
    ]
    for number, field in enumerate(fields):
        if field is window.passages._filter:
            window.inside.bottom.setCurrentWidget(window.passages)
        field.setFocus()
        drive.type(field, "abc")
        drive.settle()
        window.tagging.create_tag(f"tag {number}")
        drive.wait(lambda n=number: window.undo_what == f"Make tag “tag {n}”", "the tag made")
        drive.settle()
        field.setFocus()
        drive.press(field, KEY.Key_Z, CONTROL)
        drive.wait(lambda n=number: "tag" not in window.undo_what.casefold(), "the tag undone")
        drive.settle()
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        assert "abc" in text, field.accessibleName()
        if field is window.inspector._note:
            field.parentWidget().setFocus()
            drive.press(window, KEY.Key_Z, CONTROL)
            drive.settle()


def test_a_step_that_failed_gives_the_key_back(
    drive: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = drive.window
    field = window.search_bar.field
    type_in(drive, "harbin")
    drive.settle()

    def busy(*_):
        raise BusyError("Another program is writing.")

    monkeypatch.setattr("viewer.services.change_codebook.create_tag", busy)
    window.tagging.create_tag("x")
    drive.settle()
    drive.press(field, KEY.Key_Z, CONTROL)
    assert field.text() == ""


# The note


def test_a_note_is_saved_while_one_types_and_stays_where_one_is(drive: Driver) -> None:
    window = drive.window
    passage_id = take_in_hand(drive)
    drive.press(window, KEY.Key_M, CONTROL)
    note = window.inspector._note
    note.clear()
    type_in(drive, "first")
    drive.wait(lambda: window.inspector._note_state.text() == "Saved", "the note saved")
    assert note_in_archive(drive, passage_id) == "first"
    drive.settle()
    assert drive.focus is note
    type_in(drive, " second")
    assert window.inspector._note_state.text() == "Saving…"
    drive.wait(lambda: window.inspector._note_state.text() == "Saved", "the note saved again")
    drive.settle()
    assert (note.note, note.textCursor().position()) == ("first second", 12)
    assert note_in_archive(drive, passage_id) == "first second"
    drive.press(note, KEY.Key_Z, CONTROL)
    drive.wait(lambda: note.note == "first", "one pause taken back")
    assert note_in_archive(drive, passage_id) == "first"


def test_escape_goes_back_to_where_one_came_from(drive: Driver) -> None:
    window = drive.window
    take_in_hand(drive)
    window.inside.show_list(window.passages)
    for before in (window.desk.panes[0].text_view, window.hits.view, window.passages._table):
        before.setFocus()
        drive.press(window, KEY.Key_M, CONTROL)
        assert drive.focus is window.inspector._note
        drive.press(drive.focus, KEY.Key_Escape)
        assert drive.focus is before


def test_a_note_goes_to_the_passage_that_it_was_typed_on(drive: Driver) -> None:
    window = drive.window
    one = take_in_hand(drive)
    window.inspector.focus_note()
    type_in(drive, "of the first ")
    other = take_in_hand(drive, 1)
    drive.settle()
    assert "of the first" in note_in_archive(drive, one)
    assert "of the first" not in note_in_archive(drive, other)


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Empty this list to let notes be saved again."""
    real, locked = notes.write_note, [True]

    def write(*args):
        if locked:
            raise BusyError("Another program is writing.")
        return real(*args)

    monkeypatch.setattr(notes, "write_note", write)
    return locked


def test_a_note_that_cannot_be_saved_is_kept_across_passages(
    drive: Driver, locked: list[bool]
) -> None:
    window = drive.window
    one = take_in_hand(drive)
    window.inspector.focus_note()
    window.inspector._note.clear()
    type_in(drive, "do not lose me")
    window.search_bar.focus_field()
    drive.settle()
    assert window.inspector._note_state.text().startswith("Not saved.")
    assert "kept here" in window.status.sentence
    take_in_hand(drive, 1)
    assert "lose" not in window.inspector._note.note
    take_in_hand(drive, 0)
    assert window.inspector._note.note == "do not lose me"
    locked.clear()
    drive.wait(lambda: window.inspector._note_state.text() == "Saved", "the note saved at last")
    assert note_in_archive(drive, one) == "do not lose me"


def test_closing_with_a_note_that_cannot_be_saved_is_refused_once(
    drive: Driver, locked: list[bool]
) -> None:
    window = drive.window
    take_in_hand(drive)
    window.inspector.focus_note()
    type_in(drive, "do not lose me")
    assert not window.close()
    assert window.isVisible()
    assert window.status.sentence == CLOSE_AGAIN
    assert window.close()


def test_a_note_typed_a_moment_before_closing_is_saved(
    drive: Driver, sample: Path, locked: list[bool]
) -> None:
    window = drive.window
    passage_id = take_in_hand(drive)
    window.inspector.focus_note()
    type_in(drive, "do not lose me")
    window.search_bar.focus_field()
    drive.settle()
    locked.clear()
    assert window.close()
    with Archive.open(sample) as archive:
        (kept,) = list_passages(archive, annotation_ids=[passage_id])
    assert "do not lose me" in kept.note


def test_a_key_that_the_text_takes_is_not_the_windows(drive: Driver) -> None:
    """Ctrl+Z in a pane, which is read-only, is the archive's."""
    window = drive.window
    window.reading.open_here(1)
    drive.settle()
    window.tagging.tag(window.desk.panes[0].version_id, Span(0, 5), ["x"])
    drive.settle()
    window.desk.panes[0].text_view.setFocus()
    drive.press(drive.focus, KEY.Key_Z, CONTROL)
    drive.wait(lambda: not window.undo_what, "the tag undone")


@pytest.fixture
def held_write(drive: Driver) -> Iterator[threading.Event]:
    """A write that lasts until the event is set; others wait for it."""
    go = threading.Event()
    drive.window.jobs.write(lambda *_: go.wait(20), lambda _: None)
    yield go
    go.set()


def test_a_slow_tagging_takes_nobody_from_where_they_went(
    drive: Driver, held_write: threading.Event
) -> None:
    window = drive.window
    passage_id = take_in_hand_while_writing(drive)
    pane = window.desk.panes[0]
    pane.text_view.setFocus()
    pane.select_span(Span(0, 6))
    before = window.passage_count
    drive.press(drive.focus, KEY.Key_M, CONTROL)
    window.search_bar.focus_field()
    window.tagging.tag(pane.version_id, Span(8, 12), ["x"])
    window.inspector.focus_note()
    held_write.set()
    drive.wait(lambda: window.passage_count == before + 2, "both passages")
    drive.settle()
    assert drive.focus is window.inspector._note
    assert window.inspector.passage_id == passage_id


def take_in_hand_while_writing(drive: Driver) -> int:
    """As `take_in_hand`, without waiting for the end of all work."""
    window = drive.window
    passage = list_passages(window.archive)[0]
    window.commands.go_to_passage(passage.id)
    drive.wait(lambda: window.inspector.passage_id == passage.id, "the passage in hand")
    drive.wait(lambda: window.desk.panes[0].reading, "its text")
    return passage.id


def test_the_note_is_unfolded_to_be_written(drive: Driver) -> None:
    window = drive.window
    take_in_hand(drive)
    assert not window.inside.right.isVisible()
    drive.press(window, KEY.Key_M, CONTROL)
    assert drive.focus is window.inspector._note
