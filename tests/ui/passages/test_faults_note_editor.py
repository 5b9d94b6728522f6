"""The note saves itself when typing rests, says so, and never loses or resets what is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from viewer.ui.passages.note_editor import REST, NoteEditor


@pytest.fixture
def editor(qtbot: QtBot) -> NoteEditor:
    editor = NoteEditor()
    qtbot.addWidget(editor)
    editor.show()
    editor.load("old")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    return editor


@pytest.fixture
def kept(editor: NoteEditor) -> list[str]:
    kept: list[str] = []
    editor.edited.connect(kept.append)
    return kept


def test_it_is_saved_a_second_after_the_last_key(
    editor: NoteEditor, kept: list[str], qtbot: QtBot
) -> None:
    assert REST == 1000
    qtbot.keyClicks(editor, " and", delay=30)
    assert editor.state == "Saving…"
    assert kept == []
    qtbot.waitUntil(lambda: kept == ["old and"], timeout=3000)
    editor.saved("old and")
    assert editor.state == "Saved"
    qtbot.wait(REST + 200)
    assert kept == ["old and"]


def test_loading_another_note_is_no_typing(
    editor: NoteEditor, kept: list[str], qtbot: QtBot
) -> None:
    editor.load("another")
    assert editor.state == ""
    qtbot.keyClicks(editor, "x")
    editor.flush()
    editor.load("third")
    qtbot.wait(REST + 200)
    assert kept == ["xanother"]


def test_saving_while_one_types_on_resets_nothing(
    editor: NoteEditor, kept: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(editor, " one")
    editor.flush()
    qtbot.keyClicks(editor, " two")
    at = editor.textCursor().position()
    editor.saved("old one")
    editor.refresh("old one")
    assert editor.note == "old one two"
    assert editor.textCursor().position() == at
    assert editor.state == "Saving…"
    editor.flush()
    assert kept == ["old one", "old one two"]


def test_a_failure_keeps_the_text_and_says_so(
    editor: NoteEditor, kept: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(editor, "!")
    editor.flush()
    editor.failed("old!", "The disk is full.")
    assert editor.state == "Not saved. The disk is full."
    editor.refresh("old")
    assert editor.note == "old!"
    editor.flush()
    assert kept == ["old!", "old!"]
    assert editor.state == "Saving…"
    editor.saved("old!")
    editor.refresh("undone")
    assert editor.note == "undone"
    assert editor.state == ""


def test_what_was_not_saved_comes_back_and_is_tried_again(
    editor: NoteEditor, kept: list[str], qtbot: QtBot
) -> None:
    editor.load("old", unsaved="typed before")
    assert editor.note == "typed before"
    qtbot.waitUntil(lambda: kept == ["typed before"], timeout=3000)


def test_typing_back_to_what_is_saved_saves_nothing(
    editor: NoteEditor, kept: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.state == ""
    qtbot.wait(REST + 200)
    assert kept == []


def test_escape_saves_and_leaves(editor: NoteEditor, kept: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(editor, "!")
    with qtbot.waitSignal(editor.left):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert kept == ["old!"]


def test_after_saving_undo_is_the_archives(editor: NoteEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor, "!")
    assert editor.document().isUndoAvailable()
    editor.flush()
    editor.saved("old!")
    assert not editor.document().isUndoAvailable()


def test_a_field_made_wider_gives_back_the_lines_it_does_not_need(qtbot: QtBot) -> None:
    editor = NoteEditor()
    qtbot.addWidget(editor)
    editor.show()
    editor.resize(400, 60)
    editor.load("Compare with the New York Times of 18 October, which has it otherwise.")
    low = editor.height()
    editor.resize(90, low)
    qtbot.waitUntil(lambda: editor.height() > low)
    editor.resize(400, editor.height())
    qtbot.waitUntil(lambda: editor.height() == low)
