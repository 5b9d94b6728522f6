"""The table of passages: counting, filtering, deleting, and what stays when it is replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from viewer.services.types import PassageColumn, PassageInfo
from viewer.ui.passages.passages_panel import (
    ALL_PASSAGES,
    NO_PASSAGES,
    NONE_FITS,
    PassagesPanel,
)

MakePassage = Callable[..., PassageInfo]

_TITLE = "Passages tagged framing/liberation"


def show(
    panel: PassagesPanel,
    passages: Sequence[PassageInfo],
    title: str = _TITLE,
    *,
    total: int | None = None,
    unfiltered: int | None = None,
) -> None:
    """A list of which these passages are all, or the first of `total`."""
    there = len(passages) if total is None else total
    panel.set_passages(passages)
    panel.set_totals(there, there if unfiltered is None else unfiltered, title)


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
    show(made, passages)
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


def test_the_title_counts(panel: PassagesPanel, passages: list[PassageInfo]) -> None:
    assert f"{_TITLE} — 3" in _words(panel)
    show(panel, passages[1:2], unfiltered=3)
    assert f"{_TITLE} — 1 of 3" in _words(panel)
    assert panel.count == 3
    show(panel, passages, total=100_000)
    assert f"{_TITLE} — 100,000" in _words(panel)


def test_a_filter_is_asked_for_when_the_typing_rests(panel: PassagesPanel, qtbot: QtBot) -> None:
    asked: list[str] = []
    panel.filter_requested.connect(asked.append)
    with qtbot.waitSignal(panel.filter_requested):
        qtbot.keyClicks(panel.findChild(QLineEdit), "guardian")
    assert asked == ["guardian"]


def test_a_header_asks_for_its_order(panel: PassagesPanel, table: QTableView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.sort_requested) as asked:
        table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert asked.args == [PassageColumn.DATE, True]


def test_the_end_of_the_rows_asks_for_more(
    panel: PassagesPanel, table: QTableView, make_passage: MakePassage, qtbot: QtBot
) -> None:
    show(panel, [make_passage(each) for each in range(1, 60)], total=90)
    with qtbot.waitSignal(panel.more_requested):
        table.scrollToBottom()


def test_a_filter_that_fits_nothing_says_so(panel: PassagesPanel, table: QTableView) -> None:
    show(panel, [], unfiltered=3)
    assert NONE_FITS in _words(panel)
    assert not table.isVisible()
    assert _button(panel, "Export…").isEnabled()


def test_without_passages_it_says_what_to_do(panel: PassagesPanel, table: QTableView) -> None:
    show(panel, [], ALL_PASSAGES)
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
        show(panel, passages[1:])
    assert panel.selected_ids() == [2]
    assert table.currentIndex().row() == 0


def test_edits_keep_what_is_chosen_and_where_the_view_is(
    panel: PassagesPanel, table: QTableView, make_passage: MakePassage, qtbot: QtBot
) -> None:
    show(panel, [make_passage(each) for each in range(1, 60)])
    table.selectRow(30)
    table.scrollTo(table.model().index(40, 0))
    top = table.rowAt(0)
    with qtbot.assertNotEmitted(panel.passage_selected):
        panel.replace_rows(2, 1, ())
        panel.replace_rows(0, 0, (make_passage(90), make_passage(91)))
        panel.change_row(5, make_passage(5, note="other"))
        # The chosen one moves: it goes and comes back further up.
        panel.replace_rows(29, 3, (make_passage(31), make_passage(29), make_passage(30)))
    assert panel.selected_ids() == [31]
    assert table.currentIndex().row() == 29
    assert abs(table.rowAt(0) - top) <= 1


def test_the_filter_stays_under_the_same_title(
    panel: PassagesPanel, passages: list[PassageInfo], qtbot: QtBot
) -> None:
    field = panel.findChild(QLineEdit)
    with qtbot.waitSignal(panel.filter_requested):
        field.setText("izvestia")
    show(panel, passages[::2], unfiltered=3)
    assert field.text() == "izvestia"
    with qtbot.assertNotEmitted(panel.filter_requested, wait=300):
        show(panel, passages, ALL_PASSAGES)
    assert field.text() == ""


def test_deleting_all_of_a_long_list_asks_for_all_of_it(
    panel: PassagesPanel, table: QTableView, make_passage: MakePassage, qtbot: QtBot
) -> None:
    show(panel, [make_passage(each) for each in range(1, 4)], total=1000)
    panel.focus_first()
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert f"{_TITLE} — 1,000, all selected" in _words(panel)
    panel.replace_rows(3, 0, (make_passage(4),))
    assert panel.selected_ids() == [1, 2, 3, 4]
    with qtbot.waitSignal(panel.deletion_of_all_requested):
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    table.selectRow(1)
    assert f"{_TITLE} — 1,000" in _words(panel)
    with qtbot.waitSignal(panel.deletion_requested) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert wanted.args == [[2]]


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
    show(panel, [make_passage(1, tags=(tag,) * 12, note="x" * 900)])
    panel.findChild(QTableView).selectRow(0)
    assert not panel.grab().isNull()
