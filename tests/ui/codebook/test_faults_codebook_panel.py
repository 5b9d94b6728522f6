"""Deleting a tag says what goes and what stays before it is done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from viewer.services.types import TagInfo
from viewer.ui.codebook.codebook_model import CodebookModel
from viewer.ui.codebook.codebook_panel import CodebookPanel, deletion_question

QUESTION = "Delete framing and the 2 tags below it? 5 passages lose a tag; no passage is deleted."


@pytest.fixture
def tree(panel: CodebookPanel) -> QTreeView:
    found = panel.findChild(QTreeView)
    model = found.model()
    assert isinstance(model, CodebookModel)
    found.setFocus()
    found.setCurrentIndex(model.index_of(1))
    return found


def _button(panel: CodebookPanel, words: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text() == words)


def _asked(panel: CodebookPanel) -> list[str]:
    return [
        each.text()
        for each in panel.findChildren(QLabel)
        if each.isVisible() and each.text().startswith("Delete ")
    ]


def test_delete_asks_before_it_acts(panel: CodebookPanel, tree: QTreeView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.tag_deleted):
        qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert _asked(panel) == [QUESTION]
    yes = _button(panel, "Delete")
    assert yes.hasFocus()
    assert QUESTION in yes.accessibleName()
    with qtbot.waitSignal(panel.tag_deleted) as deleted:
        qtbot.keyClick(yes, Qt.Key.Key_Return)
    assert deleted.args == [1]
    assert not _asked(panel)
    assert tree.hasFocus()


@pytest.mark.parametrize("way", ["escape", "keep", "elsewhere"])
def test_it_can_be_called_off(
    panel: CodebookPanel, tree: QTreeView, qtbot: QtBot, way: str
) -> None:
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(panel.tag_deleted):
        if way == "escape":
            qtbot.keyClick(_button(panel, "Delete"), Qt.Key.Key_Escape)
        elif way == "keep":
            qtbot.keyClick(_button(panel, "Delete"), Qt.Key.Key_Tab)
            assert _button(panel, "Keep").hasFocus()
            qtbot.wait(20)  # for what a loss of the focus would set off
            assert _asked(panel)
            qtbot.keyClick(_button(panel, "Keep"), Qt.Key.Key_Return)
        else:
            tree.setFocus()
            qtbot.waitUntil(lambda: not _asked(panel))
    assert not _asked(panel)
    assert tree.hasFocus()


@pytest.mark.parametrize(
    ("passages", "below", "question"),
    [
        (0, 0, "Delete war? No passage carries it."),
        (0, 2, "Delete war and the 2 tags below it? No passage carries any of them."),
        (1, 0, "Delete war? 1 passage loses a tag; no passage is deleted."),
        (
            1200,
            1,
            "Delete war and the tag below it? 1,200 passages lose a tag; no passage is deleted.",
        ),
    ],
)
def test_numbers_are_right(tags: list[TagInfo], passages: int, below: int, question: str) -> None:
    tag = replace(tags[0], name="war", passages=passages)
    assert deletion_question(tag, below) == question
