"""The list of hits: opening, counting, keeping its place, empty states."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from viewer.base.ids import ExcerptId
from viewer.services.types import SearchRequest, SortOrder
from viewer.ui.panels.hits_panel import NO_HITS, NOTHING_YET, HitsPanel, counted

from tests.ui.models.test_hits_model import HIT, answer


@pytest.fixture
def panel(qtbot) -> HitsPanel:
    panel = HitsPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    return panel


def hits(count: int):
    return [replace(HIT, id=ExcerptId(n)) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("total", "some", "words"),
    [
        (0, 0, "No hits"),
        (1, 0, "1 hit"),
        (1204, 0, "1,204 hits"),
        (31, 12, "31 hits · 12 with some of the words"),
        (0, 3, "No hits · 3 with some of the words"),
    ],
)
def test_counts_are_said_in_words(total: int, some: int, words: str) -> None:
    assert counted(total, some) == words


def test_enter_opens_here_and_control_enter_beside(panel: HitsPanel) -> None:
    here, beside = [], []
    panel.open_here_requested.connect(here.append)
    panel.open_beside_requested.connect(beside.append)
    panel.show_answer(answer(*hits(3)))
    panel.focus_first()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    QTest.keyClick(panel.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (here, beside) == ([2], [2])


def test_the_same_search_once_more_keeps_the_current_hit(panel: HitsPanel) -> None:
    panel.show_answer(answer(*hits(5)))
    panel.select_row(3)
    panel.show_answer(answer(*hits(5)))
    assert panel.current_hit().id == 4
    other = replace(answer(*hits(5)), request=SearchRequest("other"))
    panel.show_answer(other)
    assert panel.current_hit().id == 1


def test_empty_states_say_what_to_do(panel: HitsPanel) -> None:
    panel.show_answer(answer())
    assert panel._empty.isVisible()
    assert panel._empty.text() == NO_HITS
    panel.show_answer(answer(), archive_is_empty=True)
    assert panel._empty.text() == NOTHING_YET
    panel.show_answer(answer(HIT))
    assert panel.view.isVisible()


def test_the_order_can_be_chosen(panel: HitsPanel) -> None:
    chosen = []
    panel.sort_chosen.connect(chosen.append)
    panel._sort.activated.emit(1)
    assert chosen == [SortOrder.DATE]


def test_rows_paint_at_any_width(panel: HitsPanel) -> None:
    long = replace(HIT, headline="Очень длинный заголовок 🚩 " * 12, snippet="слово " * 60, tags=())
    panel.show_answer(answer(long, replace(HIT, id=ExcerptId(9), tier=2), total=1, some=1))
    for width in (180, 300, 640):
        panel.resize(width, 400)
        assert not panel.grab().isNull()
