"""The size of type, and the place that stays in view when the text is laid out anew."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.shown_panes import show_panes
from viewer.text.spans import Span
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.ui.reading.reading_pane import ReadingPane


@pytest.fixture
def desk(qtbot: QtBot, make_reading: Any, long_text: str) -> ReadingDesk:
    """Two panes with long texts; the first has a match far down, which is current."""
    made = ReadingDesk()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    show_panes(made, 1, 2)
    at = long_text.index("Harbin", len(long_text) // 2)
    for number, pane in enumerate(made.panes):
        pane.show_excerpt(make_reading(number, text=long_text), [], [Span(at, at + 6)])
    made.panes[0].go_to_match(Span(at, at + 6))
    return made


def wheel(pane: ReadingPane, delta: int) -> None:
    viewport = pane.text_view.viewport()
    middle = QPointF(viewport.rect().center())
    event = QWheelEvent(
        middle,
        viewport.mapToGlobal(middle),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def height_of_caret(pane: ReadingPane) -> float | None:
    """Where the line with the caret is in the view, None if it is not wholly in view."""
    view = pane.text_view
    caret = view.textCursor().position()
    for line in view.lines_in_view():
        if line.start <= caret < line.end:
            top, bottom = line.top - view.top_of_view, line.bottom - view.top_of_view
            return top if top >= 0 and bottom <= view.viewport().height() else None
    return None


def pixels(pane: ReadingPane) -> int:
    return pane.text_view.font().pixelSize()


def test_the_wheel_with_control_zooms_all_panes(desk: ReadingDesk) -> None:
    told: list[int] = []
    desk.zoom_changed.connect(told.append)
    wheel(desk.panes[1], 120)
    wheel(desk.panes[1], 240)
    assert told == [110, 150]
    assert [pixels(pane) for pane in desk.panes] == [24, 24]
    show_panes(desk, 1, 2, 3)
    assert pixels(desk.panes[2]) == 24
    wheel(desk.panes[0], -60)
    assert desk.zoom == 150, "half a notch"
    wheel(desk.panes[0], -60)
    assert desk.zoom == 125


def test_the_text_does_not_scroll_by_it(desk: ReadingDesk) -> None:
    pane = desk.panes[1]
    wheel(pane, -120)
    assert pane.text_view.top_of_view == 0


def test_zoom_has_limits(desk: ReadingDesk) -> None:
    desk.step_zoom(-99)
    assert desk.zoom == 50
    desk.step_zoom(99)
    assert desk.zoom == 300
    desk.set_zoom(-5)
    assert desk.zoom == 50
    desk.set_zoom(10**9)
    assert desk.zoom == 300


def test_steps_from_a_size_between_two(desk: ReadingDesk) -> None:
    desk.set_zoom(105)
    desk.step_zoom(1)
    assert desk.zoom == 110
    desk.set_zoom(105)
    desk.step_zoom(-1)
    assert desk.zoom == 100


@pytest.mark.parametrize("percent", [50, 80, 150, 300])
def test_the_match_stays_in_view_when_zoomed(desk: ReadingDesk, percent: int) -> None:
    pane = desk.panes[0]
    before = height_of_caret(pane)
    assert before is not None
    desk.set_zoom(percent)
    after = height_of_caret(pane)
    assert after is not None
    assert abs(after - before) <= 12
    desk.set_zoom(100)
    assert height_of_caret(pane) == pytest.approx(before, abs=4)


@pytest.mark.parametrize("size", [(700, 700), (1800, 700), (1100, 260), (640, 240)])
def test_the_match_stays_in_view_when_resized(desk: ReadingDesk, size: tuple[int, int]) -> None:
    desk.resize(*size)
    QApplication.processEvents()
    assert height_of_caret(desk.panes[0]) is not None
    desk.resize(1100, 700)
    QApplication.processEvents()
    assert height_of_caret(desk.panes[0]) is not None


def test_a_match_on_the_first_page_stays_in_view(
    desk: ReadingDesk, make_reading: Any, long_text: str
) -> None:
    pane = desk.panes[0]
    at = long_text.index("Harbin", 300)
    pane.show_excerpt(make_reading(text=long_text), [], [Span(at, at + 6)])
    pane.go_to_match(Span(at, at + 6))
    assert pane.text_view.top_of_view == 0
    desk.set_zoom(250)
    assert height_of_caret(pane) is not None


def test_the_words_at_the_top_stay_where_no_caret_is_in_view(desk: ReadingDesk) -> None:
    view = desk.panes[1].text_view
    view.verticalScrollBar().setValue(900)
    first = view.lines_in_view()[0].start
    desk.set_zoom(200)
    lines = view.lines_in_view()
    assert lines[0].start <= first < lines[3].end


def test_lines_keep_their_distance_at_every_size(desk: ReadingDesk) -> None:
    for percent in (50, 100, 300):
        desk.set_zoom(percent)
        one, other = desk.panes[1].text_view.lines_in_view()[:2]
        px = 16 * percent / 100
        assert 1.3 <= (other.baseline - one.baseline) / px <= 1.55, percent


def test_blank_lines_take_less_room_than_lines(desk: ReadingDesk, make_reading: Any) -> None:
    pane = desk.panes[0]
    pane.show_excerpt(make_reading(text="one\n\ntwo\nthree"), [], [])
    for percent in (100, 200):
        desk.set_zoom(percent)
        one, _blank, two, three = (line.baseline for line in pane.text_view.lines_in_view())
        assert (two - one) < 1.8 * (three - two), percent


def test_zoomed_headlines_end_where_the_text_begins(
    desk: ReadingDesk, make_reading: Any, long_text: str
) -> None:
    pane = desk.panes[0]
    pane.show_excerpt(make_reading(text=long_text, headline="War in Manchuria " * 4), [], [])
    for percent in (50, 300, 100):
        desk.set_zoom(percent)
        view = pane.text_view
        head = view._head
        assert head is not None
        document = view.document()
        top = document.documentLayout().blockBoundingRect(document.firstBlock()).top()
        assert head.y() + head.height() == top - view.top_of_view
