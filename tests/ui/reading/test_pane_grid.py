"""Panes in a row, or two by two where a row is too narrow to read."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.shown_panes import show_panes
from viewer.services.types import LinkKind
from viewer.ui.reading.links.link_pill import LinkPill
from viewer.ui.reading.pane_grid import arrangement
from viewer.ui.reading.reading_desk import ReadingDesk

ROW_OF_4 = ((0,), (1,), (2,), (3,))


@pytest.mark.parametrize(
    ("count", "width", "height", "character", "expected"),
    [
        (1, 600, 760, 7.0, ((0,),)),
        (2, 400, 760, 7.0, ((0,), (1,))),
        (4, 1130, 760, 7.0, ((0, 2), (1, 3))),
        (4, 1130, 400, 7.0, ROW_OF_4),
        (4, 2100, 1300, 7.0, ROW_OF_4),
        (4, 2100, 1300, 14.0, ((0, 2), (1, 3))),
        (3, 760, 560, 7.0, ((0,), (1, 2))),
        (3, 1130, 760, 7.0, ((0,), (1,), (2,))),
    ],
)
def test_rows_and_columns(
    count: int, width: int, height: int, character: float, expected: object
) -> None:
    assert arrangement(count, width, height, 36, character) == expected


@pytest.fixture
def desk(qtbot: QtBot, make_reading: Any, long_text: str) -> ReadingDesk:
    """Four panes with texts, in the room of a window of 1440×900."""
    made = ReadingDesk()
    qtbot.addWidget(made)
    made.resize(1140, 770)
    made.show()
    show_panes(made, 1, 2, 3, 4)
    for number, pane in enumerate(made.panes):
        pane.show_excerpt(make_reading(number, text=long_text), [], [])
    return made


def _places(desk: ReadingDesk) -> list[QRect]:
    QApplication.processEvents()
    return [QRect(pane.mapTo(desk, QPoint()), pane.size()) for pane in desk.panes]


def test_four_panes_go_two_by_two_in_reading_order(desk: ReadingDesk) -> None:
    one, two, three, four = _places(desk)
    assert one.left() == three.left() < two.left() == four.left()
    assert one.top() == two.top() < three.top() == four.top()
    desk.resize(2300, 770)
    assert len({place.top() for place in _places(desk)}) == 1


def test_the_focus_and_the_place_stay_when_panes_move(desk: ReadingDesk) -> None:
    pane = desk.panes[2]
    pane.text_view.setFocus()
    pane.text_view.verticalScrollBar().setValue(300)
    first = pane.text_view.lines_in_view()[0].start
    desk.resize(2300, 770)
    QApplication.processEvents()
    assert desk.focusWidget() is pane.text_view
    assert desk.active_pane is pane
    lines = pane.text_view.lines_in_view()
    assert lines[0].start <= first <= lines[4].end


def test_closing_a_pane_leaves_no_hole(desk: ReadingDesk) -> None:
    show_panes(desk, 1, 3, 4)
    places = _places(desk)
    assert len({place.top() for place in places}) == 1
    show_panes(desk, 1)
    [only] = _places(desk)
    assert only.width() > 1100
    assert only.height() > 740


def test_widths_that_were_drawn_stay_while_the_arrangement_does(desk: ReadingDesk) -> None:
    show_panes(desk, 1, 2)
    desk._grid.moveSplitter(700, 1)
    width = _places(desk)[0].width()
    assert width > 650
    desk.resize(1141, 770)
    assert abs(_places(desk)[0].width() - width) < 3


@pytest.mark.parametrize(
    ("origin", "target", "words"),
    [
        (0, 1, "copies →"),
        (3, 0, "← copies"),
        (0, 2, "copies ↓"),
        (3, 1, "copies ↑"),
    ],
)
def test_links_go_through_the_gutter_between_the_columns(
    desk: ReadingDesk, make_passage: Any, make_link: Any, origin: int, target: int, words: str
) -> None:
    for at in (origin, target):
        pane = desk.panes[at]
        assert pane.reading is not None
        pane.set_passages([make_passage(pane.reading, "Red Army", at + 1, "x")])
    desk.set_links([make_link(origin + 1, target + 1, LinkKind.COPIES)])
    QApplication.processEvents()
    [ribbon] = desk.ribbon_layer.ribbons
    assert ribbon.words == words
    left, right = _places(desk)[0].right(), _places(desk)[1].left()
    box = ribbon.path().boundingRect()
    assert left <= box.left() + 1
    assert box.right() <= right + 1
    assert box.width() > 20
    [pill] = [each for each in desk.findChildren(LinkPill) if each.isVisible()]
    assert left - 4 <= pill.x()
    assert pill.geometry().right() <= right + 4
