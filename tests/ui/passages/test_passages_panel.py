"""The table of passages: counting, filtering, deleting, and what stays when it is replaced."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from viewer.services.types import PassageInfo
from viewer.ui.passages.passages_panel import (
    ALL_PASSAGES,
    NO_PASSAGES,
    NONE_FITS,
    PassagesPanel,
)

MakePassage = Callable[..., PassageInfo]

_TITLE = "Passages tagged framing/liberation"


@pytest.fixture
def passages(make_passage: MakePassage) -> list[PassageInfo]:
    return [
        make_passage(1),
        make_passage(2, publication="The Guardian", issue_date="1945-08-14", tags=()),
        make_passage(3, note="see Wangyemiao"),
    ]


@pytest.fixture
def panel(qtbot: QtBot, passages: list[PassageInfo]) -> PassagesPanel:
    made = PassagesPanel()
    qtbot.addWidget(made)
    made.set_passages(passages, _TITLE)
    made.resize(1200, 200)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def table(panel: PassagesPanel) -> QTableView:
    return panel.findChild(QTableView)


def _words(panel: QWidget) -> list[str]:
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]


def _button(panel: QWidget, name: str) -> QPushButton:
    (found,) = [each for each in panel.findChildren(QPushButton) if each.text() == name]
    return found


def test_the_title_counts(panel: PassagesPanel) -> None:
    assert f"{_TITLE} — 3" in _words(panel)
    panel.findChild(QLineEdit).setText("guardian")
    assert f"{_TITLE} — 1 of 3" in _words(panel)
    assert panel.count == 3


def test_a_filter_that_fits_nothing_says_so(panel: PassagesPanel, table: QTableView) -> None:
    panel.findChild(QLineEdit).setText("zzz")
    assert NONE_FITS in _words(panel)
    assert not table.isVisible()


def test_without_passages_it_says_what_to_do(panel: PassagesPanel, table: QTableView) -> None:
    panel.set_passages([], ALL_PASSAGES)
    assert NO_PASSAGES in _words(panel)
    assert not table.isVisible()
    assert not _button(panel, "Export…").isEnabled()
    assert not _button(panel, "All").isEnabled()
    panel.focus_first()


def test_enter_and_double_click_go_to_a_passage(
    panel: PassagesPanel, table: QTableView, qtbot: QtBot
) -> None:
    panel.focus_first()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.passage_requested) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [2]
    at = table.visualRect(table.model().index(2, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(panel.passage_requested) as wanted:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted.args == [3]


def test_going_to_another_row_is_told(
    panel: PassagesPanel, table: QTableView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.passage_selected) as selected:
        panel.focus_first()
    assert selected.args == [1]
    with qtbot.waitSignal(panel.passage_selected) as selected:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert selected.args == [2]


def test_replacing_keeps_what_is_chosen_and_tells_nothing(
    panel: PassagesPanel, table: QTableView, passages: list[PassageInfo], qtbot: QtBot
) -> None:
    table.selectRow(1)
    assert panel.selected_ids() == [2]
    with qtbot.assertNotEmitted(panel.passage_selected):
        panel.set_passages(passages[1:], _TITLE)
    assert panel.selected_ids() == [2]
    assert table.currentIndex().row() == 0


def test_replacing_keeps_filter_and_order_under_the_same_title(
    panel: PassagesPanel, table: QTableView, passages: list[PassageInfo]
) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert table.model().index(0, 0).data() == "The Guardian"
    panel.findChild(QLineEdit).setText("izvestia")
    panel.set_passages(passages, _TITLE)
    assert table.model().rowCount() == 2
    panel.set_passages(passages, ALL_PASSAGES)
    assert table.model().rowCount() == 3
    assert table.model().index(0, 0).data() == "The Guardian"


def test_delete_asks_for_all_that_is_selected(
    panel: PassagesPanel, table: QTableView, qtbot: QtBot
) -> None:
    panel.focus_first()
    table.clearSelection()
    with qtbot.assertNotEmitted(panel.deletion_requested):
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    table.selectAll()
    with qtbot.waitSignal(panel.deletion_requested) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert wanted.args == [[1, 2, 3]]


def test_the_buttons_ask(panel: PassagesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.export_requested):
        _button(panel, "Export…").click()
    with qtbot.waitSignal(panel.all_requested):
        _button(panel, "All").click()


def test_it_can_be_drawn(panel: PassagesPanel, make_passage: MakePassage) -> None:
    tag = make_passage(1).tags[0]
    panel.set_passages([make_passage(1, tags=(tag,) * 12, note="x" * 900)], _TITLE)
    panel.findChild(QTableView).selectRow(0)
    assert not panel.grab().isNull()
