"""The desk: panes come, go and are walked through; links are drawn between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.shown_panes import show_panes
from viewer.services.types import (
    ExcerptReading,
    LinkKind,
    PassageInfo,
    SearchRequest,
    TextMarks,
)
from viewer.text.spans import Span
from viewer.ui.reading import ReadingDesk
from viewer.ui.reading.links.link_pill import LinkPill
from viewer.ui.theme import LIGHT
from viewer.workspace.panes import FIRST_PANE, PaneId
from viewer.workspace.placed_passages import PlacedPassages
from viewer.workspace.text_reader import OpenedText


@pytest.fixture
def desk(qtbot: QtBot) -> ReadingDesk:
    """A desk on the screen, with one empty pane."""
    made = ReadingDesk()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def fill(
    desk: ReadingDesk,
    at: int,
    reading: ExcerptReading,
    passages: Sequence[PassageInfo] = (),
    matches: Sequence[Span] = (),
) -> None:
    """Show an excerpt in the pane at this place from the left, made where there is none."""
    if at == len(desk.panes):
        show_panes(desk, *range(1, at + 2))
    desk.panes[at].show_excerpt(reading, passages, matches)


@pytest.fixture
def linked_desk(
    desk: ReadingDesk, make_reading: Any, make_passage: Any, make_link: Any
) -> ReadingDesk:
    """Two panes with different articles, and a link between a passage of each."""
    one, other = make_reading(1), make_reading(2)
    fill(desk, 0, one, [make_passage(one, "Manchuria", 1, "advance")])
    fill(desk, 1, other, [make_passage(other, "Harbin", 2, "liberation")])
    desk.set_links([make_link(1, 2, LinkKind.CONTRADICTS)])
    return desk


class TestPanes:
    def test_there_is_one_at_first(self, desk: ReadingDesk) -> None:
        assert len(desk.panes) == 1
        assert desk.active_pane is desk.panes[0]
        assert desk.active_pane.is_active

    def test_are_those_of_the_workspace(self, desk: ReadingDesk, make_reading: Any) -> None:
        show_panes(desk, 1, 2, 3)
        first, second, third = desk.panes
        third.show_excerpt(make_reading(3), [], [])
        show_panes(desk, 1, 3, active=3)
        assert desk.panes == (first, third)
        assert desk.active_pane is third
        assert third.excerpt_id == 3
        show_panes(desk, 1, 3, 4, active=3)
        assert desk.panes[:2] == (first, third)
        assert desk.pane(PaneId(4)) is desk.panes[2]
        assert desk.id_of(third) == 3
        with pytest.raises(KeyError):
            desk.pane(PaneId(2))
        with pytest.raises(ValueError, match="not in"):
            desk.id_of(second)

    def test_new_ones_share_the_width(self, desk: ReadingDesk) -> None:
        show_panes(desk, 1, 2, 3)
        widths = [pane.width() for pane in desk.panes]
        assert max(widths) - min(widths) <= 2

    def test_one_is_active_and_outlined(self, desk: ReadingDesk, qtbot: QtBot) -> None:
        show_panes(desk, 1, 2)
        with qtbot.waitSignal(desk.pane_activated) as told:
            desk.panes[1].setFocus()
        assert told.args == [2]
        assert [pane.is_active for pane in desk.panes] == [False, True]
        edge = (
            desk.grab()
            .toImage()
            .pixelColor(desk.panes[1].mapTo(desk, desk.panes[1].rect().center()).x(), 7)
        )
        assert edge.name().upper() == LIGHT.accent

    def test_what_the_workspace_made_active_is_not_told_back(
        self, desk: ReadingDesk, qtbot: QtBot
    ) -> None:
        show_panes(desk, 1, 2)
        with qtbot.assertNotEmitted(desk.pane_activated):
            desk.show_active(PaneId(2))
        assert desk.active_pane is desk.panes[1]

    def test_closing_one_gives_its_place_to_the_others(
        self, linked_desk: ReadingDesk, qtbot: QtBot
    ) -> None:
        first, second = linked_desk.panes
        second.setFocus()
        with qtbot.assertNotEmitted(linked_desk.pane_activated):
            show_panes(linked_desk, 1)
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


class TestTexts:
    def test_are_shown_with_their_passages_and_matches(
        self, desk: ReadingDesk, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading()
        marks = TextMarks(matches=(Span(0, 3),), headline=(Span(0, 2),))
        passages = PlacedPassages(reading.text, [make_passage(reading, "Harbin", 3, "advance")])
        desk.show_text(FIRST_PANE, OpenedText(reading, passages, marks, SearchRequest("a")))
        (pane,) = desk.panes
        assert pane.reading is reading
        assert pane.passage(3)
        assert (pane.match_count, list(pane.headline_matches)) == (1, [Span(0, 2)])
        desk.show_matches(FIRST_PANE, TextMarks(matches=(Span(0, 3), Span(9, 12))))
        assert (pane.match_count, list(pane.headline_matches)) == (2, [])

    def test_the_same_article_twice_stays_in_step(
        self, desk: ReadingDesk, make_reading: Any, make_passage: Any
    ) -> None:
        reading, other = make_reading(1), make_reading(2)
        for number, each in enumerate((reading, other, reading)):
            fill(desk, number, each)
        desk.refresh_passages(reading.version_id, [make_passage(reading, "Harbin", 3, "advance")])
        assert [pane.passage(3) is not None for pane in desk.panes] == [True, False, True]


class TestMatches:
    @pytest.fixture
    def walked(self, desk: ReadingDesk, make_reading: Any) -> ReadingDesk:
        """Three panes with two, no and one matches; the first is active."""
        for number, matches in ((1, [Span(0, 3), Span(30, 35)]), (2, []), (3, [Span(10, 12)])):
            fill(desk, number - 1, make_reading(number), [], matches)
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
        fill(desk, 0, make_reading(), [], [Span(0, 3), Span(9, 12)])
        assert [self._step(desk, True) for _ in range(3)] == [(0, 0), (0, 1), (0, 0)]

    def test_that_are_none_are_no_walk(self, desk: ReadingDesk, make_reading: Any) -> None:
        fill(desk, 0, make_reading())
        assert not desk.walk_matches(True)
        assert not desk.walk_matches(False)

    @staticmethod
    def _step(desk: ReadingDesk, forward: bool) -> tuple[int, int | None]:
        assert desk.walk_matches(forward)
        return desk.panes.index(desk.active_pane), desk.active_pane.current_match


class TestSignals:
    def test_a_new_pane_is_told(self, desk: ReadingDesk) -> None:
        added = []
        desk.pane_added.connect(lambda pane_id, pane: added.append((pane_id, pane)))
        show_panes(desk, 1, 2)
        assert added == [(2, desk.panes[1])]

    def test_an_activated_passage_is_emphasised_wherever_it_stands(
        self, desk: ReadingDesk, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading()
        passages = [make_passage(reading, "Harbin", 1, "advance")]
        fill(desk, 0, reading, passages)
        fill(desk, 1, reading, passages)
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
