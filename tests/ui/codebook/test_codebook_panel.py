"""The codebook panel: what is wished for a tag, and what stays when the codebook is read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from viewer.annotation.codebook import PALETTE
from viewer.services.types import TagInfo
from viewer.ui.codebook.codebook_model import CodebookModel
from viewer.ui.codebook.codebook_panel import NO_TAGS, CodebookPanel
from viewer.ui.codebook.tag_menu import COLOUR_NAMES, TagMenu


@pytest.fixture
def tree(panel: CodebookPanel) -> QTreeView:
    return panel.findChild(QTreeView)


@pytest.fixture
def choose(panel: CodebookPanel, tree: QTreeView) -> Callable[[int], None]:
    """Make a tag current."""
    model = tree.model()
    assert isinstance(model, CodebookModel)
    return lambda number: tree.setCurrentIndex(model.index_of(number))


@pytest.fixture
def menu(panel: CodebookPanel, tree: QTreeView, qtbot: QtBot) -> Callable[[int], TagMenu]:
    """Open the menu of a tag."""
    model = tree.model()
    assert isinstance(model, CodebookModel)

    def opened(number: int) -> TagMenu:
        at = tree.visualRect(model.index_of(number)).center()
        tree.customContextMenuRequested.emit(at)
        (made,) = [each for each in panel.findChildren(TagMenu) if each.isVisible()]
        made.hide()
        return made

    return opened


def _field(panel: QWidget) -> QLineEdit:
    (field,) = [each for each in panel.findChildren(QLineEdit) if each.isVisible()]
    return field


def test_every_tag_is_shown_open(tree: QTreeView) -> None:
    model = tree.model()
    assert tree.isExpanded(model.index(0, 0))
    assert model.rowCount(model.index(0, 0)) == 2


def test_without_tags_it_says_what_to_do(panel: CodebookPanel, tree: QTreeView) -> None:
    panel.set_tags([])
    assert not tree.isVisible()
    assert NO_TAGS in [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]
    panel.focus_first()
    assert panel.focusWidget() is panel.findChild(QPushButton)


def test_a_click_and_enter_choose(
    panel: CodebookPanel, tree: QTreeView, choose: Callable[[int], None], qtbot: QtBot
) -> None:
    choose(2)
    panel.focus_first()
    with qtbot.waitSignal(panel.tag_chosen) as chosen:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert chosen.args == [2]
    at = tree.visualRect(tree.model().index(1, 0)).center()
    with qtbot.waitSignal(panel.tag_chosen) as chosen:
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [4]


def test_a_name_is_typed_over_in_place(
    panel: CodebookPanel, tree: QTreeView, choose: Callable[[int], None], qtbot: QtBot
) -> None:
    choose(2)
    panel.focus_first()
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    editor = tree.findChild(QLineEdit)
    assert "liberation" in editor.accessibleName()
    editor.setText("freeing")
    with (
        qtbot.assertNotEmitted(panel.tag_chosen),
        qtbot.waitSignal(panel.tag_renamed) as renamed,
    ):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args == [2, "freeing"]


def test_what_is_folded_and_current_stays(
    panel: CodebookPanel,
    tree: QTreeView,
    choose: Callable[[int], None],
    tags: list[TagInfo],
) -> None:
    model = tree.model()
    choose(5)
    tree.collapse(model.index(0, 0))
    panel.set_tags([*tags, replace(tags[3], id=9, name="new", path="new")])  # type: ignore[arg-type]
    assert not tree.isExpanded(model.index(0, 0))
    assert tree.isExpanded(model.index(1, 0))
    assert tree.currentIndex().data() == "surrender"


def test_a_new_tag_is_asked_for_in_the_panel(panel: CodebookPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.findChild(QPushButton), Qt.MouseButton.LeftButton)
    field = _field(panel)
    assert field.hasFocus()
    qtbot.keyClicks(field, "actors/army")
    with qtbot.waitSignal(panel.tag_created) as created:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert created.args == ["actors/army"]
    assert not field.isVisible()


@pytest.mark.parametrize("typed", ["", " / "])
def test_no_name_makes_no_tag(panel: CodebookPanel, qtbot: QtBot, typed: str) -> None:
    qtbot.mouseClick(panel.findChild(QPushButton), Qt.MouseButton.LeftButton)
    field = _field(panel)
    field.setText(typed)
    with qtbot.assertNotEmitted(panel.tag_created):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_escape_leaves_everything_as_it_was(
    panel: CodebookPanel, menu: Callable[[int], TagMenu], qtbot: QtBot
) -> None:
    menu(2).definition.trigger()
    field = panel.findChild(QPlainTextEdit)
    qtbot.keyClicks(field, "never mind")
    with qtbot.assertNotEmitted(panel.tag_defined):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()


def test_the_menu_asks_for_a_tag_below(
    panel: CodebookPanel, menu: Callable[[int], TagMenu], qtbot: QtBot
) -> None:
    menu(2).new_below.trigger()
    field = _field(panel)
    qtbot.keyClicks(field, "north")
    with qtbot.waitSignal(panel.tag_created) as created:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert created.args == ["framing/liberation/north"]


def test_a_definition_is_kept_when_the_focus_leaves(
    panel: CodebookPanel, tree: QTreeView, menu: Callable[[int], TagMenu], qtbot: QtBot
) -> None:
    menu(2).definition.trigger()
    field = panel.findChild(QPlainTextEdit)
    qtbot.keyClicks(field, "When freed")
    with qtbot.waitSignal(panel.tag_defined) as defined:
        tree.setFocus()
    assert defined.args == [2, "When freed"]


def test_a_key_is_taken_as_soon_as_it_is_typed(
    panel: CodebookPanel, menu: Callable[[int], TagMenu], qtbot: QtBot
) -> None:
    menu(3).shortcut.trigger()
    qtbot.keyClicks(_field(panel), "-")
    with qtbot.waitSignal(panel.shortcut_changed) as changed:
        qtbot.keyClicks(_field(panel), "7")
    assert changed.args == [3, "7"]


def test_an_emptied_key_is_taken_away(
    panel: CodebookPanel, menu: Callable[[int], TagMenu], qtbot: QtBot
) -> None:
    menu(2).shortcut.trigger()
    field = _field(panel)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(panel.shortcut_changed) as changed:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert changed.args == [2, ""]


def test_the_menu_shows_colours_and_deletes(
    panel: CodebookPanel, menu: Callable[[int], TagMenu], qtbot: QtBot
) -> None:
    made = menu(2)
    with qtbot.waitSignal(panel.tag_chosen):
        made.passages.trigger()
    menu(2).delete_tag.trigger()
    (yes,) = [each for each in panel.findChildren(QPushButton) if each.text() == "Delete"]
    with qtbot.waitSignal(panel.tag_deleted) as deleted:
        yes.click()
    assert deleted.args == [2]
    (colours,) = menu(2).findChildren(type(made).__bases__[0])
    teal = [action for action in colours.actions() if action.text() == "Teal"]
    with qtbot.waitSignal(panel.tag_recoloured) as recoloured:
        teal[0].trigger()
    assert recoloured.args == [2, PALETTE[-1]]


def test_every_colour_has_a_name() -> None:
    assert len(set(COLOUR_NAMES)) == len(PALETTE)


def test_no_menu_without_a_tag(panel: CodebookPanel, tree: QTreeView) -> None:
    panel.set_tags([])
    tree.customContextMenuRequested.emit(QPoint(5, 5))
    assert not panel.findChildren(TagMenu)
