"""The list of hits: opening, counting, keeping its place, empty states."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from tests.ui.search.test_hits_model import HIT, answer
from viewer.base.ids import ExcerptId
from viewer.services.types import Filters, SearchRequest, SortOrder
from viewer.ui.search import hit_delegate
from viewer.ui.search.hits_panel import (
    NO_HITS,
    NOTHING_YET,
    WAY_OUT,
    WAY_OUT_NARROWED,
    HitsPanel,
    counted,
)
from viewer.ui.theme import sans


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
    panel._sort.menu().actions()[1].trigger()
    assert chosen == [SortOrder.DATE]


def test_rows_paint_at_any_width(panel: HitsPanel) -> None:
    long = replace(HIT, headline="Очень длинный заголовок 🚩 " * 12, snippet="слово " * 60, tags=())
    panel.show_answer(answer(long, replace(HIT, id=ExcerptId(9), tier=2), total=1, some=1))
    for width in (180, 300, 640):
        panel.resize(width, 400)
        assert not panel.grab().isNull()


def test_a_narrow_panel_says_how_many_hold_all_the_words(panel: HitsPanel) -> None:
    panel.show_answer(answer(*hits(3), total=123_456, some=7_890))
    assert panel.minimumSizeHint().width() <= 250
    panel.resize(250, 400)
    assert panel.width() == 250
    assert panel._title.shown_text == "123,456"
    assert panel._title.toolTip() == counted(123_456, 7_890, brief=True)
    panel.resize(900, 400)
    assert panel._title.shown_text == counted(123_456, 7_890, brief=True)
    assert panel._title.toolTip() == ""


def test_the_title_has_room_for_both_counts(panel: HitsPanel) -> None:
    panel.resize(300, 400)
    panel.show_answer(answer(*hits(3), total=2, some=9))
    assert panel._title.shown_text == "2 hits · 9 in part"


def test_only_what_narrows_is_said_to_be_cleared(panel: HitsPanel) -> None:
    panel.show_answer(answer())
    assert panel._way_out.text() == WAY_OUT
    filters = Filters(languages=frozenset({"ru"}))
    panel.show_answer(replace(answer(), request=SearchRequest(query="x", filters=filters)))
    assert panel._way_out.text() == WAY_OUT_NARROWED


def test_an_empty_archive_offers_to_import(panel: HitsPanel, qtbot) -> None:
    panel.show_answer(answer())
    assert not panel._import.isVisible()
    panel.show_answer(answer(), archive_is_empty=True)
    with qtbot.waitSignal(panel.import_requested):
        panel._import.click()


def test_heights_of_rows_are_measured_once_for_a_hit_and_a_width(
    panel: HitsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = []
    real = hit_delegate._measured
    monkeypatch.setattr(
        hit_delegate, "_measured", lambda hit, width: measured.append(width) or real(hit, width)
    )
    monkeypatch.setattr(hit_delegate, "_REMEMBERED", 2)
    delegate, long = hit_delegate.HitDelegate(), replace(HIT, snippet="слово 🚩 " * 60)
    first = delegate._height(HIT, 280.0)
    assert delegate._height(HIT, 280.0) == first
    assert measured == [280.0]
    assert delegate._height(long, 280.0) > first
    assert len(measured) == 2
    for width in (300.0, 320.0):
        delegate._height(long, width)
    assert len(delegate._heights) == 2
    delegate._height(long, 280.0)
    assert len(measured) == 5


def test_an_open_hit_is_painted_differently(panel: HitsPanel) -> None:
    panel.show_answer(answer(*hits(2)))
    before = panel.view.grab().toImage()
    panel.model.set_open(frozenset({2}))
    assert panel.view.grab().toImage() != before


def test_a_row_is_low_enough_for_three_in_the_list(panel: HitsPanel) -> None:
    long = replace(HIT, headline="A headline 🚩", snippet="слово " * 60)
    panel.show_answer(answer(long))
    assert panel.view.sizeHintForRow(0) <= 96


def test_the_newspaper_gives_way_before_the_date(qapp) -> None:
    metrics = QFontMetricsF(sans(12))
    long = replace(HIT, publication="Известия Советов 🚩 депутатов трудящихся")
    assert hit_delegate._facts(long, metrics, 180.0).endswith("… · 9 Aug 1945 · p. 1")
    assert hit_delegate._facts(long, metrics, 100.0) == "9 Aug 1945 · p. 1"
    assert hit_delegate._facts(HIT, metrics, 400.0) == "Izvestia · 9 Aug 1945 · p. 1"
