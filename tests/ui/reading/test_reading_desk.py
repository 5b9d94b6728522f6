"""The desk: panes come, go and are walked through; links are drawn between them."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.services.types import LinkKind
from viewer.text.spans import Span
from viewer.ui.reading import ReadingDesk
from viewer.ui.reading.link_pill import LinkPill
from viewer.ui.theme import LIGHT


@pytest.fixture
def desk(qtbot: QtBot) -> ReadingDesk:
    """A desk on the screen, with one empty pane."""
    made = ReadingDesk()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def linked_desk(
    desk: ReadingDesk, make_reading: Any, make_passage: Any, make_link: Any
) -> ReadingDesk:
    """Two panes with different articles, and a link between a passage of each."""
    one, other = make_reading(1), make_reading(2)
    desk.open_here(one, [make_passage(one, "Manchuria", 1, "advance")], [])
    desk.open_beside(other, [make_passage(other, "Harbin", 2, "liberation")], [])
    desk.set_links([make_link(1, 2, LinkKind.CONTRADICTS)])
    return desk


class TestPanes:
    def test_there_is_always_one_and_at_most_four(self, desk: ReadingDesk) -> None:
        assert len(desk.panes) == 1
        assert desk.active_pane is desk.panes[0]
        desk.set_pane_count(9)
        assert len(desk.panes) == 4
        desk.set_pane_count(0)
        assert len(desk.panes) == 1

    def test_their_number_is_told(self, desk: ReadingDesk, qtbot: QtBot) -> None:
        with qtbot.waitSignal(desk.pane_count_changed) as told:
            desk.set_pane_count(3)
        assert told.args == [3]
        with qtbot.assertNotEmitted(desk.pane_count_changed):
            desk.set_pane_count(3)

    def test_the_ones_in_use_stay(self, desk: ReadingDesk, make_reading: Any) -> None:
        desk.set_pane_count(4)
        for number, pane in enumerate(desk.panes):
            pane.show_excerpt(make_reading(number + 1), [], [])
        one, two, three, four = desk.panes
        for pane in (four, two, three, one):
            desk.activate(pane)
        desk.set_pane_count(2)
        assert desk.panes == (one, three)
        assert desk.active_pane is one

    def test_empty_ones_go_first(self, desk: ReadingDesk, make_reading: Any) -> None:
        desk.set_pane_count(3)
        first, second, third = desk.panes
        first.show_excerpt(make_reading(), [], [])
        desk.activate(second)
        desk.activate(third)
        third.show_excerpt(make_reading(2), [], [])
        desk.set_pane_count(2)
        assert desk.panes == (first, third)

    def test_one_is_active_and_outlined(self, desk: ReadingDesk, qtbot: QtBot) -> None:
        desk.set_pane_count(2)
        with qtbot.waitSignal(desk.pane_activated) as told:
            desk.panes[1].setFocus()
        assert told.args == [desk.panes[1]]
        assert [pane.is_active for pane in desk.panes] == [False, True]
        edge = (
            desk.grab()
            .toImage()
            .pixelColor(desk.panes[1].mapTo(desk, desk.panes[1].rect().center()).x(), 7)
        )
        assert edge.name().upper() == LIGHT.accent

    def test_closing_the_last_one_empties_it(self, desk: ReadingDesk, make_reading: Any) -> None:
        pane = desk.open_here(make_reading(), [], [])
        desk.close_pane(pane)
        assert desk.panes == (pane,)
        assert pane.reading is None

    def test_closing_one_gives_its_place_to_the_others(
        self, linked_desk: ReadingDesk, qtbot: QtBot
    ) -> None:
        first, second = linked_desk.panes
        second.setFocus()
        linked_desk.close_pane(second)
        assert linked_desk.panes == (first,)
        assert first.is_active
        assert linked_desk.ribbon_layer.ribbons == []
        assert QApplication.focusWidget() is first.text_view

    def test_the_focus_follows_the_active_one_inside_the_desk_only(
        self, linked_desk: ReadingDesk
    ) -> None:
        first, second = linked_desk.panes
        second.setFocus()
        linked_desk.activate(first)
        assert QApplication.focusWidget() is first.text_view
        first.text_view.clearFocus()
        linked_desk.activate(second)
        assert QApplication.focusWidget() is None


class TestOpening:
    def test_here_is_the_active_pane(self, desk: ReadingDesk, make_reading: Any) -> None:
        desk.set_pane_count(2)
        desk.activate(desk.panes[1])
        assert desk.open_here(make_reading(), [], []) is desk.panes[1]
        assert desk.panes[0].reading is None

    def test_beside_takes_an_empty_pane_then_a_new_one_then_the_longest_unused(
        self, desk: ReadingDesk, make_reading: Any
    ) -> None:
        for number in range(1, 5):
            pane = desk.open_beside(make_reading(number), [], [])
            assert len(desk.panes) == number
            assert desk.active_pane is pane
        desk.activate(desk.panes[0])
        assert desk.open_beside(make_reading(5), [], []) is desk.panes[1]
        assert [pane.excerpt_id for pane in desk.panes] == [1, 5, 3, 4]

    def test_the_same_article_twice_stays_in_step(
        self, desk: ReadingDesk, make_reading: Any, make_passage: Any
    ) -> None:
        reading, other = make_reading(1), make_reading(2)
        for each in (reading, other, reading):
            desk.open_beside(each, [], [])
        desk.refresh_passages(reading.version_id, [make_passage(reading, "Harbin", 3, "advance")])
        assert [pane.passage(3) is not None for pane in desk.panes] == [True, False, True]


class TestMatches:
    @pytest.fixture
    def walked(self, desk: ReadingDesk, make_reading: Any) -> ReadingDesk:
        """Three panes with two, no and one matches; the first is active."""
        for number, matches in ((1, [Span(0, 3), Span(30, 35)]), (2, []), (3, [Span(10, 12)])):
            desk.open_beside(make_reading(number), [], matches)
        desk.activate(desk.panes[0])
        return desk

    def test_are_walked_across_panes_and_round(self, walked: ReadingDesk) -> None:
        assert [self._step(walked, True) for _ in range(5)] == [
            (0, 0),
            (0, 1),
            (2, 0),
            (0, 0),
            (0, 1),
        ]

    def test_are_walked_backward(self, walked: ReadingDesk) -> None:
        assert [self._step(walked, False) for _ in range(4)] == [(2, 0), (0, 1), (0, 0), (2, 0)]

    def test_only_one_is_current(self, walked: ReadingDesk) -> None:
        for _ in range(4):
            walked.walk_matches(True)
            current = [pane for pane in walked.panes if pane.current_match is not None]
            assert current == [walked.active_pane]

    def test_of_a_single_pane_go_round(self, desk: ReadingDesk, make_reading: Any) -> None:
        desk.open_here(make_reading(), [], [Span(0, 3), Span(9, 12)])
        assert [self._step(desk, True) for _ in range(3)] == [(0, 0), (0, 1), (0, 0)]

    def test_that_are_none_are_no_walk(self, desk: ReadingDesk, make_reading: Any) -> None:
        desk.open_here(make_reading(), [], [])
        assert not desk.walk_matches(True)
        assert not desk.walk_matches(False)

    @staticmethod
    def _step(desk: ReadingDesk, forward: bool) -> tuple[int, int | None]:
        assert desk.walk_matches(forward)
        return desk.panes.index(desk.active_pane), desk.active_pane.current_match


class TestSignals:
    def test_of_a_pane_are_told_with_the_pane(self, linked_desk: ReadingDesk, qtbot: QtBot) -> None:
        pane = linked_desk.panes[0]
        for inner, outer, args in (
            (pane.tag_requested, linked_desk.tag_requested, [Span(1, 2)]),
            (pane.selection_changed, linked_desk.selection_changed, [None]),
            (pane.note_requested, linked_desk.note_requested, [1]),
            (pane.passage_activated, linked_desk.passage_activated, [1]),
            (pane.excerpt_dropped, linked_desk.excerpt_dropped, [5]),
            (pane.shortcut_pressed, linked_desk.shortcut_pressed, ["3"]),
            (pane.close_requested, linked_desk.close_requested, []),
            (pane.citation_requested, linked_desk.citation_requested, [2]),
            (pane.scrolled, linked_desk.scrolled, []),
        ):
            with qtbot.waitSignal(outer) as told:
                inner.emit(*args)
            assert told.args == [pane, *args]

    def test_an_activated_passage_is_emphasised_wherever_it_stands(
        self, desk: ReadingDesk, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading()
        passages = [make_passage(reading, "Harbin", 1, "advance")]
        desk.open_beside(reading, passages, [])
        desk.open_beside(reading, passages, [])
        desk.panes[0].passage_activated.emit(1)
        assert [pane.text_view.focused_passage for pane in desk.panes] == [1, 1]


class TestLinks:
    def test_are_drawn_between_passages_in_view(self, linked_desk: ReadingDesk) -> None:
        [ribbon] = linked_desk.ribbon_layer.ribbons
        assert (ribbon.left.pane, ribbon.right.pane) == (0, 1)
        first, second = linked_desk.panes
        box = ribbon.path().boundingRect()
        assert box.left() == first.mapTo(linked_desk, first.rect().topRight()).x() + 1
        assert box.right() == second.mapTo(linked_desk, second.rect().topLeft()).x()

    def test_carry_their_kind(self, linked_desk: ReadingDesk, qtbot: QtBot) -> None:
        [pill] = [each for each in linked_desk.findChildren(LinkPill) if each.isVisible()]
        assert pill.text() == "contradicts →"
        assert pill.accessibleName() == "Link: contradicts →"
        with qtbot.waitSignal(linked_desk.link_activated) as told:
            qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
        assert told.args == [102]

    def test_go_when_a_passage_leaves_the_view(
        self, linked_desk: ReadingDesk, make_reading: Any, make_passage: Any, long_text: str
    ) -> None:
        reading = make_reading(2, text=long_text)
        pane = linked_desk.panes[1]
        pane.show_excerpt(reading, [make_passage(reading, "Harbin", 2, "liberation")], [])
        assert len(linked_desk.ribbon_layer.ribbons) == 1
        bar = pane.text_view.verticalScrollBar()
        bar.setValue(bar.maximum())
        assert linked_desk.ribbon_layer.ribbons == []
        assert not [each for each in linked_desk.findChildren(LinkPill) if each.isVisible()]

    def test_are_painted_in_the_gutter(self, linked_desk: ReadingDesk) -> None:
        first = linked_desk.panes[0]
        [ribbon] = linked_desk.ribbon_layer.ribbons
        x = first.mapTo(linked_desk, first.rect().topRight()).x() + 3
        y = round(ribbon.height_at(x))
        picture = linked_desk.grab().toImage()
        assert picture.pixelColor(x, y).name().upper() != LIGHT.desk
        assert picture.pixelColor(x, 560).name().upper() == LIGHT.desk

    def test_narrow_gutters_have_upright_labels(
        self, linked_desk: ReadingDesk, make_reading: Any
    ) -> None:
        linked_desk.resize(520, 600)
        [pill] = [each for each in linked_desk.findChildren(LinkPill) if each.isVisible()]
        assert pill.height() > pill.width()
        assert not pill.grab().isNull()

    def test_let_the_mouse_through(self, linked_desk: ReadingDesk) -> None:
        layer = linked_desk.ribbon_layer
        assert layer.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        assert layer.geometry() == linked_desk.rect()
