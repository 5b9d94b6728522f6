"""A pane: what it shows, tells and asks for, and what may be dropped on it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from viewer.text.spans import Span
from viewer.ui.reading import EXCERPT_MIME, ReadingPane
from viewer.ui.reading.empty_state import HINT
from viewer.ui.reading.margin.lane_area import LaneArea
from viewer.ui.reading.text.headline import Headline
from viewer.ui.theme import DARK, apply_theme

#: A headline of many lines in a narrow pane.
_LONG = "The Russian Advances 😀 in Manchuria, «Маньчжурия», cafe\u0301 " * 4


@pytest.fixture
def pane(qtbot: QtBot) -> ReadingPane:
    """An empty pane on the screen."""
    made = ReadingPane()
    qtbot.addWidget(made)
    made.resize(480, 560)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def reading(make_reading: Any) -> Any:
    return make_reading()


@pytest.fixture
def open_pane(pane: ReadingPane, reading: Any, make_passage: Any) -> ReadingPane:
    """A pane that shows the short text with two passages and two matches."""
    army = reading.text.index("Kwantung Army")
    pane.show_excerpt(
        reading,
        [
            make_passage(reading, "in Manchuria: the Kwantung Army", 1, "liberation"),
            make_passage(reading, "Kwantung", 2, "figure", note="how many?"),
        ],
        [Span(army, army + 13), Span(reading.text.rindex("Kwantung Army"), len(reading.text) - 15)],
    )
    return pane


class TestShowing:
    def test_nothing_says_what_to_do(self, pane: ReadingPane) -> None:
        assert pane.reading is None
        assert pane.excerpt_id is None
        assert pane.version_id is None
        assert pane.match_count == 0
        assert HINT in [label.text() for label in _visible(pane, QLabel)]

    def test_an_excerpt(self, open_pane: ReadingPane, reading: Any) -> None:
        assert open_pane.reading is reading
        assert (open_pane.excerpt_id, open_pane.version_id) == (1, 10)
        assert open_pane.match_count == 2
        shown = [label.text() for label in _visible(open_pane, QLabel)]
        assert "The Russian Advances" in shown
        assert "with a map of Japan" in shown

    def test_nothing_again(self, open_pane: ReadingPane) -> None:
        open_pane.clear()
        assert open_pane.reading is None
        assert open_pane.passage(1) is None
        assert open_pane.visible_passage_rects([1]) == {}
        assert open_pane.selected_span() is None

    @pytest.mark.parametrize(
        ("byline", "italic"), [("Henry R. Lieberman", True), ("И. В. Сталин", False)]
    )
    def test_a_byline_in_italics_only_if_it_is_latin(
        self, pane: ReadingPane, make_reading: Any, byline: str, italic: bool
    ) -> None:
        pane.show_excerpt(make_reading(byline=byline), [], [])
        [label] = [each for each in pane.findChildren(QLabel) if each.text() == byline]
        assert label.font().italic() is italic

    def test_a_headline_as_plain_text(self, pane: ReadingPane, make_reading: Any) -> None:
        pane.show_excerpt(make_reading(headline="<b>War</b>"), [], [])
        assert "<b>War</b>" in [label.text() for label in _visible(pane, QLabel)]
        [label] = [each for each in pane.findChildren(QLabel) if each.text() == "<b>War</b>"]
        assert label.textFormat() is Qt.TextFormat.PlainText

    @pytest.mark.parametrize("scrolled", [False, True], ids=["from the top", "scrolled down"])
    @pytest.mark.parametrize("bylines", [("", ""), ("by И. В. Сталин", ""), ("", "by TASS")])
    @pytest.mark.parametrize("headlines", [(_LONG, "War"), ("War", _LONG)], ids=["short", "long"])
    def test_another_headline_right_above_its_text(
        self,
        pane: ReadingPane,
        make_reading: Any,
        long_text: str,
        headlines: tuple[str, str],
        bylines: tuple[str, str],
        scrolled: bool,
    ) -> None:
        pane.resize(330, 560)
        one, other = (
            make_reading(number, text=long_text, headline=headline, byline=byline)
            for number, headline, byline in zip((1, 2), headlines, bylines, strict=True)
        )
        pane.show_excerpt(one, [], [])
        _assert_headline_ends_where_text_begins(pane)
        if scrolled:
            pane.text_view.verticalScrollBar().setValue(400)
            assert pane.text_view.top_of_view == 400
            _assert_headline_ends_where_text_begins(pane)
        pane.show_excerpt(other, [], [])
        assert pane.text_view.top_of_view == 0
        _assert_headline_ends_where_text_begins(pane)
        for width in (600, 220, 330):
            pane.resize(width, 560)
            _assert_headline_ends_where_text_begins(pane)

    @pytest.mark.parametrize("width", [150, 220, 330, 480, 1200])
    def test_any_width(self, open_pane: ReadingPane, width: int) -> None:
        open_pane.resize(width, 500)
        view = open_pane.text_view
        assert view.document().textWidth() <= view.viewport().width() + 0.5
        assert not open_pane.grab().isNull()

    def test_the_theme_of_the_day(self, open_pane: ReadingPane, qapp: QApplication) -> None:
        apply_theme(qapp, DARK)
        picture = open_pane.grab().toImage()
        assert picture.pixelColor(10, 10).name().upper() == DARK.paper
        assert picture.pixelColor(60, 540).name().upper() == DARK.paper

    def test_passages_that_changed_without_losing_the_place(
        self, open_pane: ReadingPane, reading: Any, make_passage: Any
    ) -> None:
        open_pane.select_span(Span(10, 20))
        open_pane.set_passages([make_passage(reading, "Harbin", 9, "advance")])
        assert open_pane.passage(1) is None
        assert open_pane.passage(9) is not None
        assert open_pane.selected_span() is not None

    def test_everything_has_a_name(self, open_pane: ReadingPane) -> None:
        named = [open_pane, open_pane.text_view, *open_pane.findChildren(QToolButton)]
        named += open_pane.findChildren(LaneArea)
        assert all(widget.accessibleName() for widget in named)
        assert "Izvestia" in open_pane.accessibleName()


class TestTelling:
    def test_of_the_focus(self, open_pane: ReadingPane, qtbot: QtBot) -> None:
        with qtbot.waitSignal(open_pane.activated):
            open_pane.text_view.setFocus()

    def test_of_a_click_in_an_empty_pane(self, pane: ReadingPane, qtbot: QtBot) -> None:
        with qtbot.waitSignal(pane.activated):
            qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))

    def test_of_selected_words(self, open_pane: ReadingPane, qtbot: QtBot) -> None:
        with qtbot.waitSignal(open_pane.selection_changed) as told:
            open_pane.select_span(Span(4, 7))
        assert told.args == [Span(4, 7)]

    def test_of_a_bracket_clicked(self, open_pane: ReadingPane, qtbot: QtBot) -> None:
        [lanes] = open_pane.findChildren(LaneArea)
        lanes.repaint()
        bracket = next(each for each in lanes.lane_layout.brackets if each.placed.id == 1)
        at = QPoint(round(bracket.x + 3), round(bracket.bottom) - 2)
        with qtbot.waitSignal(open_pane.passage_activated) as told:
            qtbot.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=at)
        assert told.args == [1]
        assert open_pane.text_view.focused_passage == 1

    def test_of_names_in_the_margin(self, open_pane: ReadingPane) -> None:
        [lanes] = open_pane.findChildren(LaneArea)
        lanes.repaint()
        assert [label.words for label in lanes.lane_layout.labels] == ["liberation", "figure"]

    def test_of_scrolling(self, open_pane: ReadingPane, qtbot: QtBot, make_reading: Any) -> None:
        open_pane.show_excerpt(make_reading(text="word\n" * 400), [], [])
        with qtbot.waitSignal(open_pane.scrolled):
            open_pane.text_view.verticalScrollBar().setValue(300)

    def test_where_a_passage_stands(self, open_pane: ReadingPane) -> None:
        bands = open_pane.visible_passage_rects([1, 77])
        assert list(bands) == [1]
        band = bands[1]
        assert (band.x(), band.width()) == (0, open_pane.width())
        assert open_pane.rect().contains(band)


class TestAsking:
    def test_for_a_tag_on_the_selection(self, open_pane: ReadingPane, qtbot: QtBot) -> None:
        open_pane.select_span(Span(4, 7))
        with qtbot.waitSignal(open_pane.tag_requested) as told:
            qtbot.keyClick(open_pane.text_view, Qt.Key.Key_T)
        assert told.args == [Span(4, 7)]

    def test_for_a_tag_on_the_passage_at_the_caret(
        self, open_pane: ReadingPane, qtbot: QtBot, reading: Any
    ) -> None:
        open_pane.go_to(Span(reading.text.index("Manchuria"), len(reading.text)))
        with qtbot.waitSignal(open_pane.tag_requested) as told:
            qtbot.keyClick(open_pane.text_view, Qt.Key.Key_T)
        passage = open_pane.passage(1)
        assert passage is not None
        assert told.args == [passage.span]

    def test_for_a_tag_on_nothing(self, open_pane: ReadingPane, qtbot: QtBot) -> None:
        with qtbot.waitSignal(open_pane.tag_requested) as told:
            qtbot.keyClick(open_pane.text_view, Qt.Key.Key_T)
        assert told.args == [None]

    def test_through_the_masthead(self, open_pane: ReadingPane, qtbot: QtBot) -> None:
        for name, signal in (
            ("Copy quotation with citation", open_pane.citation_requested),
            ("Close pane", open_pane.close_requested),
        ):
            [button] = [
                each
                for each in open_pane.findChildren(QToolButton)
                if each.accessibleName() == name
            ]
            with qtbot.waitSignal(signal):
                button.click()

    def test_through_the_menu(self, open_pane: ReadingPane, qtbot: QtBot) -> None:
        placed = open_pane.text_view.marked.passage(2)
        menu = open_pane.make_menu(placed)
        for words, signal, args in (
            ("Tag…", open_pane.tag_requested, [placed.info.span]),
            ("Note…", open_pane.note_requested, [2]),
            ("Copy quotation with citation", open_pane.citation_requested, [2]),
            ("Close pane", open_pane.close_requested, []),
        ):
            with qtbot.waitSignal(signal) as told:
                _action(menu, words).trigger()
            assert told.args == args
        assert not _action(menu, "Copy\t").isEnabled()

    def test_only_for_what_can_be_done(self, open_pane: ReadingPane) -> None:
        menu = open_pane.make_menu(None)
        assert not _action(menu, "Tag…").isEnabled()
        assert not _action(menu, "Note…").isEnabled()
        open_pane.select_span(Span(4, 7))
        menu = open_pane.make_menu(None)
        assert _action(menu, "Tag…").isEnabled()
        assert _action(menu, "Copy\t").isEnabled()

    def test_by_a_right_click_on_the_words(self, open_pane: ReadingPane) -> None:
        viewport = open_pane.text_view.viewport()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, QPoint(9, 9), viewport.mapToGlobal(QPoint(9, 9))
        )
        QApplication.sendEvent(viewport, event)
        [menu] = open_pane.findChildren(QMenu)
        assert menu.isVisible()
        menu.close()


class TestMatches:
    def test_are_walked_to_the_end(self, open_pane: ReadingPane) -> None:
        assert [open_pane.next_match() for _ in range(3)] == [True, True, False]
        assert open_pane.current_match is None
        assert open_pane.enter_matches(False)
        assert open_pane.current_match == 1
        assert open_pane.previous_match()
        assert not open_pane.previous_match()

    def test_of_another_query_start_anew(self, open_pane: ReadingPane) -> None:
        open_pane.next_match()
        open_pane.set_matches([Span(0, 3)])
        assert open_pane.match_count == 1
        assert open_pane.current_match is None


class TestDropping:
    @pytest.mark.parametrize("digits", [b"42", b"7"])
    def test_an_excerpt_is_told(self, pane: ReadingPane, qtbot: QtBot, digits: bytes) -> None:
        carried = QMimeData()
        carried.setData(EXCERPT_MIME, digits)
        assert _enter(pane, carried)
        with qtbot.waitSignal(pane.excerpt_dropped) as told:
            QApplication.sendEvent(pane, _drop(carried))
        assert told.args == [int(digits)]

    def test_anything_else_is_refused(self, pane: ReadingPane) -> None:
        words, nonsense = QMimeData(), QMimeData()
        words.setText("42")
        nonsense.setData(EXCERPT_MIME, b"4 2; drop")
        assert not _enter(pane, words)
        assert not _enter(pane, nonsense)


def _enter(pane: ReadingPane, carried: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(pane, event)
    return event.isAccepted()


def _drop(carried: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def _action(menu: QMenu, words: str) -> QAction:
    return next(each for each in menu.actions() if each.text().startswith(words))


def _visible(pane: QWidget, kind: type[QLabel]) -> list[QLabel]:
    return [each for each in pane.findChildren(kind) if each.isVisible()]


def _assert_headline_ends_where_text_begins(pane: ReadingPane) -> None:
    QApplication.processEvents()
    view = pane.text_view
    [head] = pane.findChildren(Headline)
    document = view.document()
    block = document.documentLayout().blockBoundingRect(document.firstBlock())
    # the whole of it above the text, and no gap between them
    assert head.y() + head.height() == block.top() - view.top_of_view
    labels = [each for each in head.findChildren(QLabel) if each.isVisible()]
    assert all(head.rect().contains(each.geometry()) for each in labels)
    assert all(each.height() == each.heightForWidth(each.width()) for each in labels)


@pytest.mark.parametrize(("letters", "is_large"), [(60, True), (618, False)])
def test_a_headline_as_long_as_a_text_is_set_smaller(
    qtbot: QtBot, make_reading: Any, letters: int, is_large: bool
) -> None:
    headline = Headline()
    qtbot.addWidget(headline)
    headline.show_reading(make_reading(headline="a headline " * (letters // 11), byline=""))
    headline.heightForWidth(600)
    (label, *_) = headline.findChildren(QLabel)
    assert (label.font().pixelSize() > 20) is is_large
