"""Steps of the tour: tags and notes, undone and done again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeView

from viewer.ui.tour.driver import Driver
from viewer.ui.tour.window_state import undoable

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def tag_a_passage(drive: Driver) -> None:
    """Words selected by keyboard, T, a few letters, Enter."""
    pane = drive.panels.desk.panes[0]
    drive.panels.desk.activate(pane)
    before = drive.workspace.overview.listed.passage_count
    drive.select_words(pane, 14, 7)
    drive.press(pane.text_view, Qt.Key.Key_T)
    drive.wait(drive.chooser.isVisible, "the tag chooser")
    drive.type(drive.focus, "adv")
    drive.picture("tag-chooser")
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.wait(
        lambda: drive.workspace.overview.listed.passage_count == before + 1, "one passage more"
    )
    drive.wait(lambda: drive.panels.inspector.passage_id, "the passage in hand")
    drive.picture("tagged")


def write_a_note(drive: Driver) -> None:
    """A note on the passage in hand is kept when the field is left."""
    window = drive.window
    drive.layout.show_part("passage")
    drive.panels.inspector.focus_note()
    words = "Compare with the New York Times of 18 October."
    drive.type(drive.focus, words)
    drive.press(drive.focus, Qt.Key.Key_Return, _CONTROL)
    drive.wait(lambda: undoable(drive).startswith("Write a note"), "the note kept")
    drive.picture("note")
    drive.press(window, Qt.Key.Key_F9)


def undo_and_redo(drive: Driver) -> None:
    """Ctrl+Z takes back, Ctrl+Shift+Z does again."""
    window = drive.window
    drive.panels.desk.active_pane.text_view.setFocus()
    count = drive.workspace.overview.listed.passage_count
    drive.press(window, Qt.Key.Key_Z, _CONTROL, times=2)
    drive.wait(
        lambda: drive.workspace.overview.listed.passage_count == count - 1, "the passage undone"
    )
    drive.settle()
    drive.picture("undone")
    drive.press(window, Qt.Key.Key_Z, _CONTROL | _SHIFT, times=2)
    drive.wait(
        lambda: drive.workspace.overview.listed.passage_count == count, "the passage done again"
    )
    drive.wait(lambda: undoable(drive).startswith("Write a note"), "the note done again")


def look_over_a_tag(drive: Driver) -> None:
    """A tag's passages are listed; one leads to its place in the text."""
    tag = max(drive.workspace.overview.listed.tags, key=lambda each: each.passages)
    drive.panels.codebook.tag_chosen.emit(tag.id)
    drive.settle()
    drive.check(drive.panels.passages.count >= tag.passages, "the passages of a tag")
    drive.panels.passages.focus_first()
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.settle()
    drive.check(drive.panels.inspector.passage_id, "the passage in hand")
    drive.picture("passages-of-a-tag")


def think_better_of_deleting_a_tag(drive: Driver) -> None:
    """Delete in the codebook asks, and says what would be lost; Esc keeps the tag."""
    drive.layout.show_part("codebook")
    before = len(drive.workspace.overview.listed.tags)
    (codebook,) = drive.panels.codebook.findChildren(QTreeView)
    codebook.setFocus()
    codebook.setCurrentIndex(codebook.model().index(0, 0))
    drive.press(codebook, Qt.Key.Key_Delete)
    drive.picture("delete-tag")
    drive.press(drive.focus, Qt.Key.Key_Escape)
    drive.settle()
    drive.check(len(drive.workspace.overview.listed.tags) == before, "every tag kept")
    drive.layout.toggle_right()
