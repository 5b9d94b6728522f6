"""The keyboard does what the README says, whatever has the focus."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

import viewer.workspace.notes as notes
from tests.journeys.conftest import OpenWindow
from viewer.base.errors import BusyError
from viewer.base.messages import VERBATIM
from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_passages
from viewer.text.spans import Span
from viewer.ui.tour import Driver
from viewer.workspace.executor import Lane
from viewer.workspace.notes import CLOSE_AGAIN

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
    passage = list_passages(drive.workspace.archive)[number]
    drive.workspace.go_to_passage(passage.id)
    drive.wait(lambda: drive.panels.inspector.passage_id == passage.id, "the passage in hand")
    drive.settle()
    return passage.id


def note_in_archive(drive: Driver, passage_id: int) -> str:
    (passage,) = list_passages(drive.workspace.archive, annotation_ids=[passage_id])
    return passage.note


# The two minutes of the README


def test_two_minutes_by_keyboard_alone(drive: Driver) -> None:
    drive.press(drive.focus, KEY.Key_Slash)
    type_in(drive, "manchuria")
    drive.press(drive.focus, KEY.Key_Return)
    drive.wait(lambda: drive.focus is drive.panels.hits.view, "the focus in the hits")
    assert drive.workspace.search.answer.request.query == "manchuria"
    drive.press(drive.focus, KEY.Key_Return)
    drive.wait(lambda: drive.panels.desk.panes[0].reading, "a hit here")
    drive.press(drive.focus, KEY.Key_Down)
    drive.press(drive.focus, KEY.Key_Return, CONTROL)
    drive.wait(lambda: drive.panels.desk.panes[1].reading, "a hit beside")
    drive.settle()
    drive.press(drive.focus, KEY.Key_F3)
    assert any(pane.current_match is not None for pane in drive.panels.desk.panes)
    drive.press(drive.focus, KEY.Key_F6)
    pane = drive.panels.desk.active_pane
    assert drive.focus is pane.text_view
    drive.press(drive.focus, KEY.Key_Home, CONTROL)
    drive.press(drive.focus, KEY.Key_Right, CONTROL | SHIFT, times=3)
    before = drive.workspace.overview.listed.passage_count
    drive.press(drive.focus, KEY.Key_T)
    type_in(drive, "by keyboard")
    drive.press(drive.focus, KEY.Key_Return)
    drive.wait(lambda: drive.workspace.overview.listed.passage_count == before + 1, "the passage")
    drive.settle()
    assert drive.focus is pane.text_view
    drive.press(drive.focus, KEY.Key_Escape)
    drive.press(drive.focus, KEY.Key_M, CONTROL)
    type_in(drive, "Compare this.")
    drive.press(drive.focus, KEY.Key_Escape)
    assert drive.focus is pane.text_view
    drive.wait(
        lambda: drive.workspace.overview.listed.undo.undo_what == "Write a note", "the note saved"
    )
    drive.settle()
    drive.press(drive.focus, KEY.Key_Z, CONTROL, times=2)
    drive.wait(lambda: drive.workspace.overview.listed.passage_count == before, "both undone")
    drive.press(drive.focus, KEY.Key_Z, CONTROL | SHIFT, times=2)
    drive.wait(
        lambda: drive.workspace.overview.listed.undo.undo_what == "Write a note", "both done again"
    )
    for key, modifier, page in (
        (KEY.Key_E, CONTROL, drive.panels.exporting),
        (KEY.Key_I, CONTROL, drive.panels.importing),
        (KEY.Key_J, CONTROL, drive.panels.journal),
        (KEY.Key_F1, Qt.KeyboardModifier.NoModifier, drive.panels.help),
    ):
        drive.press(drive.focus, key, modifier)
        assert drive.layout.bottom.currentWidget() is page
    drive.press(drive.focus, KEY.Key_K, CONTROL)
    assert drive.palette.isVisible()
    assert not drive.panels.status.sentence


# The slash


def test_a_slash_at_the_start_is_not_typed(drive: Driver) -> None:
    field = drive.panels.search_bar.field
    assert drive.focus is field
    drive.press(field, KEY.Key_Slash)
    type_in(drive, "manchuria")
    assert field.text() == "manchuria"


def test_a_regular_expression_can_be_typed(drive: Driver) -> None:
    field = drive.panels.search_bar.field
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
    take_in_hand(drive)
    drive.workspace.search.search_for("japan")
    drive.layout.toggle_right()
    drive.layout.show_list(drive.panels.passages)
    drive.panels.facets.menus[0].click()
    drive.settle()
    from_where: list[QWidget] = [
        drive.panels.hits.view,
        drive.panels.desk.panes[0].text_view,
        drive.panels.desk.panes[1],
        drive.panels.facets.first_newspaper(),
        drive.panels.codebook._tree,
        drive.panels.passages._table,
        drive.layout.bottom.tabBar(),
    ]
    for widget in from_where:
        widget.setFocus()
        assert drive.focus is widget
        drive.press(widget, KEY.Key_Slash)
        assert drive.focus is drive.panels.search_bar.field, widget
        assert drive.panels.search_bar.field.selectedText() == "japan"
    drive.panels.inspector.focus_note()
    drive.press(drive.focus, KEY.Key_Slash)
    assert drive.focus is drive.panels.inspector._note


# Enter


@pytest.fixture
def slow_search(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Searches wait for the event."""
    go, real = threading.Event(), drive.workspace.search._searcher.search

    def slow(request, cancel=None):
        assert go.wait(20)
        return real(request, cancel)

    monkeypatch.setattr(drive.workspace.search._searcher, "search", slow)
    yield go
    go.set()


def test_enter_goes_to_the_hits_of_what_was_typed(
    drive: Driver, slow_search: threading.Event
) -> None:
    type_in(drive, "japan")
    drive.press(drive.focus, KEY.Key_Return)
    assert drive.focus is drive.panels.search_bar.field
    slow_search.set()
    drive.wait(lambda: drive.focus is drive.panels.hits.view, "the focus in the hits")
    assert drive.workspace.search.answer.request.query == "japan"
    assert drive.panels.hits.current_hit() is drive.panels.hits.model.hit(0)


@pytest.mark.parametrize("then", ["types on", "goes elsewhere"])
def test_a_pending_enter_moves_nobody_who(
    drive: Driver, slow_search: threading.Event, then: str
) -> None:
    type_in(drive, "japan")
    drive.press(drive.focus, KEY.Key_Return)
    here = drive.panels.search_bar.field
    if then == "types on":
        type_in(drive, "e")
    else:
        drive.panels.desk.panes[1].setFocus()
        here = drive.panels.desk.panes[1]
    slow_search.set()
    drive.settle()
    QApplication.processEvents()
    assert drive.focus is here


def test_enter_without_hits_stays_in_the_field(drive: Driver) -> None:
    type_in(drive, "zzzyx")
    drive.press(drive.focus, KEY.Key_Return)
    drive.settle()
    assert drive.focus is drive.panels.search_bar.field


# Undo


def tag_every_match(drive: Driver) -> None:
    drive.commands.run("tag-all")
    drive.wait(drive.chooser.isVisible, "the tag chooser")
    type_in(drive, "bulk")
    drive.press(drive.focus, KEY.Key_Return)


def test_control_z_takes_back_a_bulk_action_from_the_field_it_was_asked_in(drive: Driver) -> None:
    drive.query("japan*")
    before = drive.workspace.overview.listed.passage_count
    tag_every_match(drive)
    drive.wait(lambda: drive.workspace.overview.listed.passage_count > before, "passages tagged")
    drive.settle()
    assert drive.focus is drive.panels.search_bar.field
    drive.press(drive.focus, KEY.Key_Z, CONTROL)
    drive.wait(
        lambda: drive.workspace.overview.listed.passage_count == before, "the tagging undone"
    )
    assert drive.panels.search_bar.field.text() == "japan*"


def test_control_z_takes_back_what_was_typed_since(drive: Driver) -> None:
    drive.query("japan*")
    before = drive.workspace.overview.listed.passage_count
    tag_every_match(drive)
    drive.wait(lambda: drive.workspace.overview.listed.passage_count > before, "passages tagged")
    drive.settle()
    tagged = drive.workspace.overview.listed.passage_count
    type_in(drive, "x")
    drive.press(drive.focus, KEY.Key_Z, CONTROL)
    drive.settle()
    assert drive.panels.search_bar.field.text() != "japan*x"
    assert drive.workspace.overview.listed.passage_count == tagged


def test_every_text_field_gives_the_key_to_the_archive(drive: Driver) -> None:
    window = drive.window
    take_in_hand(drive)
    drive.commands.run("import")
    drive.commands.run("export")
    drive.layout.show_page(drive.panels.importing, "Import")
    fields: list[QLineEdit | QPlainTextEdit] = [
        drive.panels.search_bar.field,
        drive.panels.inspector._note,
        drive.field(drive.panels.importing, "Date"),
        drive.panels.passages._filter,
    ]
    for number, field in enumerate(fields):
        if field is drive.panels.passages._filter:
            drive.layout.bottom.setCurrentWidget(drive.panels.passages)
        field.setFocus()
        drive.type(field, "abc")
        drive.settle()
        drive.workspace.codebook.create_tag(f"tag {number}")
        drive.wait(
            lambda n=number: (
                drive.workspace.overview.listed.undo.undo_what == f"Make tag “tag {n}”"
            ),
            "the tag made",
        )
        drive.settle()
        field.setFocus()
        drive.press(field, KEY.Key_Z, CONTROL)
        drive.wait(
            lambda n=number: "tag" not in drive.workspace.overview.listed.undo.undo_what.casefold(),
            "the tag undone",
        )
        drive.settle()
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        assert "abc" in text, field.accessibleName()
        if field is drive.panels.inspector._note:
            field.parentWidget().setFocus()
            drive.press(window, KEY.Key_Z, CONTROL)
            drive.settle()


def test_a_step_that_failed_gives_the_key_back(
    drive: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = drive.panels.search_bar.field
    type_in(drive, "harbin")
    drive.settle()

    def busy(*_):
        raise BusyError(VERBATIM, words="Another program is writing.")

    monkeypatch.setattr("viewer.services.codebook.change_codebook.create_tag", busy)
    drive.workspace.codebook.create_tag("x")
    drive.settle()
    drive.press(field, KEY.Key_Z, CONTROL)
    assert field.text() == ""


# The note


def test_a_note_is_saved_while_one_types_and_stays_where_one_is(drive: Driver) -> None:
    window = drive.window
    passage_id = take_in_hand(drive)
    drive.press(window, KEY.Key_M, CONTROL)
    note = drive.panels.inspector._note
    note.clear()
    type_in(drive, "first")
    drive.wait(lambda: drive.panels.inspector._note_state.text() == "Saved", "the note saved")
    assert note_in_archive(drive, passage_id) == "first"
    drive.settle()
    assert drive.focus is note
    type_in(drive, " second")
    assert drive.panels.inspector._note_state.text() == "Saving…"
    drive.wait(lambda: drive.panels.inspector._note_state.text() == "Saved", "the note saved again")
    drive.settle()
    assert (note.note, note.textCursor().position()) == ("first second", 12)
    assert note_in_archive(drive, passage_id) == "first second"
    drive.press(note, KEY.Key_Z, CONTROL)
    drive.wait(lambda: note.note == "first", "one pause taken back")
    assert note_in_archive(drive, passage_id) == "first"


def test_escape_goes_back_to_where_one_came_from(drive: Driver) -> None:
    window = drive.window
    take_in_hand(drive)
    drive.layout.show_list(drive.panels.passages)
    for before in (
        drive.panels.desk.panes[0].text_view,
        drive.panels.hits.view,
        drive.panels.passages._table,
    ):
        before.setFocus()
        drive.press(window, KEY.Key_M, CONTROL)
        assert drive.focus is drive.panels.inspector._note
        drive.press(drive.focus, KEY.Key_Escape)
        assert drive.focus is before


def test_a_note_goes_to_the_passage_that_it_was_typed_on(drive: Driver) -> None:
    one = take_in_hand(drive)
    drive.panels.inspector.focus_note()
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
            raise BusyError(VERBATIM, words="Another program is writing.")
        return real(*args)

    monkeypatch.setattr(notes, "write_note", write)
    return locked


def test_a_note_that_cannot_be_saved_is_kept_across_passages(
    drive: Driver, locked: list[bool]
) -> None:
    one = take_in_hand(drive)
    drive.panels.inspector.focus_note()
    drive.panels.inspector._note.clear()
    type_in(drive, "do not lose me")
    drive.panels.search_bar.focus_field()
    drive.settle()
    assert drive.panels.inspector._note_state.text().startswith("Not saved.")
    assert "kept here" in drive.panels.status.sentence
    take_in_hand(drive, 1)
    assert "lose" not in drive.panels.inspector._note.note
    take_in_hand(drive, 0)
    assert drive.panels.inspector._note.note == "do not lose me"
    locked.clear()
    drive.wait(
        lambda: drive.panels.inspector._note_state.text() == "Saved", "the note saved at last"
    )
    assert note_in_archive(drive, one) == "do not lose me"


def test_closing_with_a_note_that_cannot_be_saved_is_refused_once(
    drive: Driver, locked: list[bool]
) -> None:
    window = drive.window
    take_in_hand(drive)
    drive.panels.inspector.focus_note()
    type_in(drive, "do not lose me")
    assert not window.close()
    assert window.isVisible()
    assert drive.panels.status.sentence == CLOSE_AGAIN
    assert window.close()


def test_a_note_typed_a_moment_before_closing_is_saved(
    drive: Driver, sample: Path, locked: list[bool]
) -> None:
    window = drive.window
    passage_id = take_in_hand(drive)
    drive.panels.inspector.focus_note()
    type_in(drive, "do not lose me")
    drive.panels.search_bar.focus_field()
    drive.settle()
    locked.clear()
    assert window.close()
    with Archive.open(sample) as archive:
        (kept,) = list_passages(archive, annotation_ids=[passage_id])
    assert "do not lose me" in kept.note


def test_a_key_that_the_text_takes_is_not_the_windows(drive: Driver) -> None:
    """Ctrl+Z in a pane, which is read-only, is the archive's."""
    drive.workspace.desk.open_here(1)
    drive.settle()
    drive.workspace.tagging.tag(drive.panels.desk.panes[0].version_id, Span(0, 5), ["x"])
    drive.settle()
    drive.panels.desk.panes[0].text_view.setFocus()
    drive.press(drive.focus, KEY.Key_Z, CONTROL)
    drive.wait(lambda: not drive.workspace.overview.listed.undo.undo_what, "the tag undone")


@pytest.fixture
def held_write(drive: Driver) -> Iterator[threading.Event]:
    """A write that lasts until the event is set; others wait for it."""
    go = threading.Event()
    drive.workspace.executor.submit(lambda *_: go.wait(20), lambda _: None, lane=Lane.WRITE)
    yield go
    go.set()


def test_a_slow_tagging_takes_nobody_from_where_they_went(
    drive: Driver, held_write: threading.Event
) -> None:
    passage_id = take_in_hand_while_writing(drive)
    pane = drive.panels.desk.panes[0]
    pane.text_view.setFocus()
    pane.select_span(Span(0, 6))
    before = drive.workspace.overview.listed.passage_count
    drive.press(drive.focus, KEY.Key_M, CONTROL)
    drive.panels.search_bar.focus_field()
    drive.workspace.tagging.tag(pane.version_id, Span(8, 12), ["x"])
    drive.panels.inspector.focus_note()
    held_write.set()
    drive.wait(lambda: drive.workspace.overview.listed.passage_count == before + 2, "both passages")
    drive.settle()
    assert drive.focus is drive.panels.inspector._note
    assert drive.panels.inspector.passage_id == passage_id


def take_in_hand_while_writing(drive: Driver) -> int:
    """As `take_in_hand`, without waiting for the end of all work."""
    passage = list_passages(drive.workspace.archive)[0]
    drive.workspace.go_to_passage(passage.id)
    drive.wait(lambda: drive.panels.inspector.passage_id == passage.id, "the passage in hand")
    drive.wait(lambda: drive.panels.desk.panes[0].reading, "its text")
    return passage.id


def test_the_note_is_unfolded_to_be_written(drive: Driver) -> None:
    window = drive.window
    take_in_hand(drive)
    assert not drive.layout.right.isVisible()
    drive.press(window, KEY.Key_M, CONTROL)
    assert drive.focus is drive.panels.inspector._note
