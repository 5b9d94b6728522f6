"""The passage in hand: what is shown, what is wished, and that no note is ever lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from viewer.services.types import AnchorState, PassageInfo, PassageTag
from viewer.ui.codebook.tag_chips import TagChip, TagChips
from viewer.ui.passages.link_row import LinkRow
from viewer.ui.passages.passage_inspector import NOTHING, PassageInspector, ShownLink

MakePassage = Callable[..., PassageInfo]
Show = Callable[..., None]

_LINKS = (
    ShownLink(1, "supports", True, 9, "Izvestia, 4 Sep 1945: “поля”"),
    ShownLink(2, "contradicts", False, 8, "The Guardian, 14 Aug 1945: “Harbin”"),
)


@pytest.fixture
def inspector(qtbot: QtBot) -> PassageInspector:
    made = PassageInspector()
    qtbot.addWidget(made)
    made.resize(272, 420)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def show(inspector: PassageInspector, make_passage: MakePassage) -> Show:
    """Show a passage: `show(id, checked=…, links=…, **of the passage)`."""

    def shown(number: int = 1, checked: bool = True, links: object = (), **changes: object) -> None:
        passage = make_passage(number, **changes)
        inspector.show_passage(passage, "Izvestia, 1945.", checked, 2, links)  # type: ignore[arg-type]

    return shown


@pytest.fixture
def note(inspector: PassageInspector) -> QPlainTextEdit:
    return inspector.findChild(QPlainTextEdit)


def _button(inspector: QWidget, name: str) -> QPushButton:
    (found,) = [
        each for each in inspector.findChildren(QPushButton) if name in each.accessibleName()
    ]
    return found


def _words(inspector: QWidget) -> str:
    labels = inspector.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible())


def test_with_nothing_in_hand_it_says_what_to_do(inspector: PassageInspector) -> None:
    assert NOTHING in _words(inspector)
    assert inspector.passage_id is None
    inspector.focus_note()
    inspector.focus_first()
    inspector.flush_note()


def test_a_passage_is_shown_with_its_citation(inspector: PassageInspector, show: Show) -> None:
    show(7)
    assert inspector.passage_id == 7
    words = _words(inspector)
    assert "Izvestia, 1945." in words
    assert "✓ quotation checked · version 2" in words
    assert "changed" not in words


@pytest.mark.parametrize("state", [each for each in AnchorState if each != AnchorState.EXACT])
def test_a_passage_that_does_not_stand_exactly_says_so(
    inspector: PassageInspector, show: Show, state: AnchorState
) -> None:
    show(state=state, checked=False)
    assert "The text has changed" in _words(inspector)
    assert "The quotation differs from the text · version 2" in _words(inspector)
    show(2)
    assert "The text has changed" not in _words(inspector)


def test_the_quotation_is_spoken_whole(inspector: PassageInspector, show: Show) -> None:
    show(quote="слово " * 300)
    (quote,) = [
        each
        for each in inspector.findChildren(QWidget)
        if each.accessibleName().startswith("Quotation:")
    ]
    assert quote.accessibleName().count("слово") == 300
    assert quote.height() < 180


def test_a_note_is_saved_when_the_focus_leaves(
    inspector: PassageInspector, show: Show, note: QPlainTextEdit, qtbot: QtBot
) -> None:
    show(3)
    inspector.focus_note()
    qtbot.keyClicks(note, "Ulanhot")
    with qtbot.waitSignal(inspector.note_edited) as edited:
        inspector.focus_first()
    assert edited.args == [3, "Ulanhot"]
    with qtbot.assertNotEmitted(inspector.note_edited):
        inspector.flush_note()


def test_a_note_is_saved_by_ctrl_enter(
    inspector: PassageInspector, show: Show, note: QPlainTextEdit, qtbot: QtBot
) -> None:
    show(3)
    qtbot.keyClicks(note, "Ulanhot")
    with qtbot.waitSignal(inspector.note_edited) as edited:
        qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edited.args == [3, "Ulanhot"]


@pytest.mark.parametrize("leave", ["another", "nothing"])
def test_a_note_is_saved_before_the_passage_changes(
    inspector: PassageInspector, show: Show, note: QPlainTextEdit, qtbot: QtBot, leave: str
) -> None:
    show(3, note="old")
    qtbot.keyClicks(note, "new ")
    with qtbot.waitSignal(inspector.note_edited) as edited:
        show(4) if leave == "another" else inspector.clear()
    assert edited.args == [3, "new old"]
    assert note.toPlainText() == ""


def test_what_is_typed_stays_when_the_archive_is_read_again(
    inspector: PassageInspector, show: Show, note: QPlainTextEdit, qtbot: QtBot
) -> None:
    show(3)
    qtbot.keyClicks(note, "half a")
    show(3, tags=())
    qtbot.keyClicks(note, " note")
    with qtbot.waitSignal(inspector.note_edited) as edited:
        inspector.flush_note()
    assert edited.args == [3, "half a note"]


def test_a_saved_note_is_not_overtaken_by_an_older_reading(
    inspector: PassageInspector, show: Show, note: QPlainTextEdit, qtbot: QtBot
) -> None:
    show(3)
    qtbot.keyClicks(note, "kept")
    inspector.flush_note()
    show(3, note="")
    assert note.toPlainText() == "kept"
    inspector.note_saved(3, "kept")
    show(3, note="kept")
    show(3, note="undone")
    assert note.toPlainText() == "undone"


def test_a_note_with_a_no_break_space_is_not_changed_by_looking(
    inspector: PassageInspector, show: Show, note: QPlainTextEdit, qtbot: QtBot
) -> None:
    show(3, note="13\u00a0August\nкафе\u0301 😀")
    with qtbot.assertNotEmitted(inspector.note_edited):
        inspector.flush_note()
    note.moveCursor(note.textCursor().MoveOperation.End)
    qtbot.keyClicks(note, "!")
    with qtbot.waitSignal(inspector.note_edited) as edited:
        inspector.flush_note()
    assert edited.args == [3, "13\u00a0August\nкафе\u0301 😀!"]


def test_a_tag_is_taken_off_by_its_cross_only(
    inspector: PassageInspector, show: Show, qtbot: QtBot
) -> None:
    show(3)
    (chip,) = inspector.findChildren(TagChip)
    left = Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(inspector.tag_removed):
        qtbot.mouseClick(chip, left, pos=QPoint(10, 10))
    with qtbot.waitSignal(inspector.tag_removed) as removed:
        qtbot.mouseClick(chip, left, pos=QPoint(chip.width() - 10, 10))
    assert removed.args == [3, 2]


def test_keys_take_a_tag_off_and_the_focus_goes_on(
    inspector: PassageInspector, show: Show, qtbot: QtBot
) -> None:
    show(3)
    inspector.focus_first()
    (chip,) = inspector.findChildren(TagChip)
    assert chip.hasFocus()
    with qtbot.waitSignal(inspector.tag_removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    show(3, tags=())
    chips = inspector.findChild(TagChips)
    assert chips.add.hasFocus()
    with qtbot.waitSignal(inspector.tag_add_requested) as wanted:
        chips.add.click()
    assert wanted.args == [3]


def test_many_tags_take_more_lines(inspector: PassageInspector, show: Show) -> None:
    tags = [
        PassageTag(each, f"a/{'слово' * 4}{each}", f"{'слово' * 4}{each}", "")
        for each in range(1, 7)
    ]  # type: ignore[arg-type]
    show(3, tags=tuple(tags))
    chips = inspector.findChild(TagChips)
    assert all(chips.rect().contains(chip.geometry()) for chip in (*chips.chips, chips.add))


def test_links_lead_to_their_other_end(
    inspector: PassageInspector, show: Show, qtbot: QtBot
) -> None:
    show(3, links=_LINKS)
    out, into = inspector.findChildren(LinkRow)
    assert out.text().startswith("supports → Izvestia, 4 Sep 1945")
    assert into.accessibleName().endswith("contradicts this passage")
    with qtbot.waitSignal(inspector.passage_requested) as wanted:
        into.click()
    assert wanted.args == [8]


def test_the_citation_is_copied(inspector: PassageInspector, show: Show, qtbot: QtBot) -> None:
    show(3)
    with qtbot.waitSignal(inspector.citation_copied) as copied:
        _button(inspector, "citation").click()
    assert copied.args == ["Izvestia, 1945."]
    assert QGuiApplication.clipboard().text() == "Izvestia, 1945."


def test_deletion_is_asked_for(inspector: PassageInspector, show: Show, qtbot: QtBot) -> None:
    show(3)
    with qtbot.waitSignal(inspector.deletion_requested) as wanted:
        _button(inspector, "Delete").click()
    assert wanted.args == [3]


def test_tab_goes_from_the_tags_to_the_note_to_the_links(
    inspector: PassageInspector, show: Show, note: QPlainTextEdit, qtbot: QtBot
) -> None:
    show(3, links=_LINKS)
    inspector.focus_first()
    names = []
    for _ in range(7):
        focus = inspector.focusWidget()
        names.append(focus.accessibleName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert names[:3] == ["Take the tag framing/liberation off", "Add a tag", "Note"]
    assert [name for name in names[3:5] if "passage" in name] == names[3:5]
    assert names[5:] == ["Copy the citation", "Delete the passage"]
