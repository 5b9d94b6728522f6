"""The text as a reader meets it: caret, selection, keys, marks painted for what is in view."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from viewer.text.spans import Span
from viewer.ui.reading.text import text_marks, text_view
from viewer.ui.reading.text.text_geometry import ShownLine, rectangles, visible_lines
from viewer.ui.reading.text.text_page import READING_PX, TextPage
from viewer.ui.reading.text.text_view import ReadingTextView
from viewer.ui.theme import DARK, LIGHT, apply_theme

ANY_KEY = Qt.Key


@pytest.fixture
def view(qtbot: QtBot, text: str) -> ReadingTextView:
    """A view of the short text, on the screen and with the focus."""
    made = ReadingTextView()
    qtbot.addWidget(made)
    made.resize(520, 420)
    made.set_text(text)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def _select(view: ReadingTextView, start: int, end: int) -> None:
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


class TestText:
    def test_stands_in_the_document_unit_for_unit(self, view: ReadingTextView, text: str) -> None:
        assert view.document().characterCount() - 1 == len(text.encode("utf-16-le")) // 2

    @pytest.mark.parametrize(
        "awkward", ["", "\ufeffА\u2029б\u2028в", "\x00\x0c😀\ufffc", "\n\n", "a\u00a0b\tc"]
    )
    def test_of_any_kind_fits(self, view: ReadingTextView, awkward: str) -> None:
        view.set_text(awkward)
        assert view.document().characterCount() - 1 == view.marked.units.length

    def test_cannot_be_changed(self, view: ReadingTextView, qtbot: QtBot, text: str) -> None:
        before = view.document().characterCount()
        qtbot.keyClicks(view, "x y z")
        qtbot.keyClick(view, ANY_KEY.Key_Delete)
        view.paste()
        assert view.document().characterCount() == before
        assert not view.document().isUndoRedoEnabled()
        assert not view.acceptDrops()

    def test_starts_at_its_start(self, view: ReadingTextView, long_text: str) -> None:
        view.go_to(Span(3000, 3001))
        view.set_text(long_text)
        assert view.textCursor().position() == 0
        assert not view.textCursor().hasSelection()
        assert view.top_of_view == 0

    def test_that_is_long_is_laid_out_a_screenful_at_a_time(
        self, view: ReadingTextView, long_text: str
    ) -> None:
        view.set_text("\n".join([long_text] * 20))
        view.viewport().repaint()
        assert view.document().firstBlock().layout().lineCount()
        assert not view.document().lastBlock().layout().lineCount()

    def test_has_a_caret_that_keys_move_and_stretch(
        self, view: ReadingTextView, qtbot: QtBot
    ) -> None:
        for _ in range(3):
            qtbot.keyClick(view, ANY_KEY.Key_Right)
        assert view.textCursor().position() == 3
        qtbot.keyClick(view, ANY_KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert view.textCursor().hasSelection()

    def test_is_copied_as_it_is_not_as_it_is_shown(self, view: ReadingTextView, text: str) -> None:
        view.selectAll()
        view.copy()
        assert QApplication.clipboard().text() == text
        assert "\u00a0" in QApplication.clipboard().text()

    def test_is_set_in_the_reading_face_with_room_between_lines(
        self, view: ReadingTextView
    ) -> None:
        assert view.font().family() == "Source Serif Pro"
        one, other = view.lines_in_view()[:2]
        assert 1.38 <= (other.baseline - one.baseline) / READING_PX <= 1.5


class TestSelection:
    def test_is_told_in_code_points(self, view: ReadingTextView, qtbot: QtBot, text: str) -> None:
        span = Span(text.index("Kwantung"), text.index("Kwantung") + len("Kwantung Army"))
        with qtbot.waitSignal(view.words_selected) as told:
            view.select_span(span)
        assert told.args == [span]
        assert view.selected_span() == span

    def test_leaves_white_space_out(self, view: ReadingTextView, text: str) -> None:
        at = text.index("\u00a0August")
        _select(view, at, at + len(" August") + 3)
        found = view.selected_span()
        assert found is not None
        assert found.of(text) == found.of(text).strip()

    def test_of_white_space_is_none(self, view: ReadingTextView) -> None:
        view.set_text("a \u00a0\n b")
        _select(view, 1, 5)
        assert view.selected_span() is None

    def test_ends_with_escape(self, view: ReadingTextView, qtbot: QtBot) -> None:
        view.select_span(Span(0, 7))
        with qtbot.waitSignal(view.words_selected) as told:
            qtbot.keyClick(view, ANY_KEY.Key_Escape)
        assert told.args == [None]

    @given(st.data())
    @settings(max_examples=60)
    def test_comes_back_as_it_was_given(self, data: st.DataObject) -> None:
        text = data.draw(st.text(st.sampled_from("aЖ😀🚩e\u0301\u00a0 \n\u2029"), min_size=1))
        ends = st.integers(0, len(text))
        start, end = sorted((data.draw(ends), data.draw(ends)))
        view = ReadingTextView()
        view.set_text(text)
        view.select_span(Span(start, end))
        chosen = text[start:end]
        expected = None
        if chosen.strip():
            first = start + len(chosen) - len(chosen.lstrip())
            expected = Span(first, first + len(chosen.strip()))
        assert view.selected_span() == expected
        view.deleteLater()


class TestKeys:
    def test_t_asks_for_a_tag(self, view: ReadingTextView, qtbot: QtBot) -> None:
        with qtbot.waitSignal(view.tag_requested):
            qtbot.keyClick(view, ANY_KEY.Key_T)

    def test_letters_and_digits_are_told_while_words_are_selected(
        self, view: ReadingTextView, qtbot: QtBot
    ) -> None:
        pressed: list[str] = []
        view.shortcut_pressed.connect(pressed.append)
        qtbot.keyClick(view, ANY_KEY.Key_3)
        view.select_span(Span(0, 7))
        qtbot.keyClick(view, ANY_KEY.Key_3)
        qtbot.keyClick(view, ANY_KEY.Key_L)
        qtbot.keyClick(view, ANY_KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert pressed == ["3", "l"]

    def test_enter_activates_the_shortest_passage_at_the_caret(
        self, view: ReadingTextView, qtbot: QtBot, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading()
        view.set_passages(
            [
                make_passage(reading, Span(0, 60), 1, "liberation"),
                make_passage(reading, "Manchuria", 2, "figure"),
            ]
        )
        view.go_to(Span(reading.text.index("Manchuria") + 2, reading.text.index("Manchuria") + 3))
        with qtbot.waitSignal(view.passage_activated) as told:
            qtbot.keyClick(view, ANY_KEY.Key_Return)
        assert told.args == [2]

    def test_alt_down_goes_from_passage_to_passage(
        self, view: ReadingTextView, qtbot: QtBot, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading()
        view.set_passages(
            [make_passage(reading, "Harbin", 5, "a"), make_passage(reading, "Manchuria", 4, "a")]
        )
        for expected in (4, 5, 5):
            qtbot.keyClick(view, ANY_KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
            assert view.focused_passage == expected
        qtbot.keyClick(view, ANY_KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert view.focused_passage == 4


class TestPassages:
    def test_at_the_caret_are_described(
        self, view: ReadingTextView, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading()
        view.set_passages([make_passage(reading, "Harbin", 1, "liberation", "figure")])
        assert view.accessibleDescription() == ""
        view.go_to(Span(reading.text.index("Harbin") + 1, reading.text.index("Harbin") + 2))
        assert view.accessibleDescription() == "2 tags: liberation, figure"

    def test_are_activated_by_a_click_and_a_second_click_goes_on(
        self, view: ReadingTextView, qtbot: QtBot, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading()
        view.set_passages(
            [
                make_passage(reading, Span(0, 60), 1, "liberation"),
                make_passage(reading, "Manchuria", 2, "figure"),
            ]
        )
        activated: list[int] = []
        view.passage_activated.connect(activated.append)
        view.passage_activated.connect(view.focus_passage)
        place = _middle(view, "Manchuria")
        for _ in range(2):
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert activated == [2, 1]

    def test_are_not_activated_beside_the_words(
        self, view: ReadingTextView, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading()
        view.set_passages([make_passage(reading, "Harbin", 1, "liberation")])
        assert view.passages_at_point(QPointF(_middle(view, "Harbin")))
        assert not view.passages_at_point(QPointF(_middle(view, "Manchuria")))
        assert not view.passages_at_point(QPointF(5, 400))

    def test_that_are_gone_lose_the_focus(
        self, view: ReadingTextView, make_reading: Any, make_passage: Any
    ) -> None:
        view.set_passages([make_passage(make_reading(), "Harbin", 1, "liberation")])
        view.focus_passage(1)
        view.set_passages([])
        assert view.focused_passage is None


class TestPlaces:
    def test_are_brought_into_view(
        self, view: ReadingTextView, long_text: str, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading(text=long_text)
        span = Span(9000, 9040)
        view.set_text(long_text)
        view.set_passages([make_passage(reading, span, 1, "a")])
        assert view.visible_extents([1]) == {}
        view.go_to(span)
        top, bottom = view.visible_extents([1])[1]
        assert 0 <= top < bottom <= view.viewport().height()
        assert view.marked.span(view.textCursor().position(), view.textCursor().position()) == Span(
            9000, 9000
        )

    def test_stay_when_the_width_changes(
        self, view: ReadingTextView, qtbot: QtBot, long_text: str
    ) -> None:
        view.set_text(long_text)
        view.go_to(Span(9000, 9040))
        position = view.marked.stretch(Span(9000, 9040))[0]
        for width in (380, 900, 520):
            view.resize(width, 420)
            lines = view.lines_in_view()
            assert lines[0].start <= position < lines[-1].end

    def test_keep_the_view_still_when_in_view(self, view: ReadingTextView, long_text: str) -> None:
        view.set_text(long_text)
        view.go_to(Span(10, 12))
        assert view.top_of_view == 0


class TestPainting:
    def test_looks_at_what_is_in_view_only(
        self,
        view: ReadingTextView,
        long_text: str,
        make_reading: Any,
        make_passage: Any,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        reading = make_reading(text=long_text)
        view.set_text(long_text)
        view.set_passages(
            [make_passage(reading, Span(at, at + 40), at, "a") for at in range(0, 15_000, 10)]
        )
        view.set_matches([Span(at, at + 5) for at in range(0, 15_000, 50)])
        painted: list[int] = []
        matched: list[int] = []

        def paint_passages(painter: Any, lines: Any, passages: Any, *rest: Any) -> None:
            painted.append(len(passages))
            text_marks.paint_passages(painter, lines, passages, *rest)

        def paint_matches(painter: Any, lines: Any, matches: Any, *rest: Any) -> None:
            matched.append(len(matches))
            text_marks.paint_matches(painter, lines, matches, *rest)

        monkeypatch.setattr(text_view, "paint_passages", paint_passages)
        monkeypatch.setattr(text_view, "paint_matches", paint_matches)
        view.go_to(Span(9000, 9001))
        view.viewport().repaint()
        assert painted
        assert 0 < max(painted) < 150
        assert 0 < max(matched) < 40

    def test_lines_outside_the_view_are_not_asked(
        self, view: ReadingTextView, long_text: str
    ) -> None:
        view.set_text(long_text)
        lines = visible_lines(view.document(), 1000, 1100)
        assert 3 <= len(lines) <= 7
        assert all(line.bottom >= 1000 and line.top <= 1100 for line in lines)

    def test_lines_below_a_head_are_found_in_a_long_text(
        self, view: ReadingTextView, long_text: str
    ) -> None:
        head = QLabel("A head")
        head.setMinimumHeight(120)
        head.setWordWrap(True)
        view.set_head(head)
        view.set_text(long_text)
        assert view.document().rootFrame().frameFormat().topMargin() > 0
        assert view.lines_in_view()[0].start == 0

    def test_one_huge_paragraph_has_few_lines_in_view(
        self, view: ReadingTextView, text: str
    ) -> None:
        view.set_text(" ".join([text.replace("\n", " ")] * 50))
        view.go_to(Span(6000, 6001))
        assert len(view.lines_in_view()) < 30

    def test_marks_and_tags_are_seen(
        self, view: ReadingTextView, make_reading: Any, make_passage: Any
    ) -> None:
        reading = make_reading()
        start = reading.text.index("Kwantung")
        view.set_matches([Span(start, start + 8)])
        view.set_passages([make_passage(reading, "Harbin", 1, "liberation")])
        picture = view.viewport().grab().toImage()
        colours = _colours(picture)
        assert QColor(LIGHT.match).rgb() in colours
        assert len(colours) > 3

    def test_ends_before_the_white_space_of_a_line(self, view: ReadingTextView) -> None:
        for line in view.lines_in_view():
            for ground in rectangles([line], line.start, line.end):
                assert ground.right() <= line.left + line.line.naturalTextRect().right() + 0.01

    def test_follows_the_theme(self, view: ReadingTextView, qapp: QApplication) -> None:
        apply_theme(qapp, DARK)
        view.ensurePolished()
        assert view.viewport().grab().toImage().pixelColor(2, 300).name().upper() == DARK.paper

    def test_each_lane_has_its_own_stroke(self) -> None:
        strokes = {
            tuple(text_marks.lane_pen(QColor("red"), lane, 2).dashPattern()) for lane in range(4)
        }
        assert len(strokes) == 4


def _middle(view: ReadingTextView, words: str) -> QPoint:
    """The middle of `words` in the viewport."""
    start = view.marked.text.index(words)
    stretch = view.marked.stretch(Span(start, start + len(words)))
    lines: list[ShownLine] = view.lines_in_view()
    return rectangles(lines, *stretch)[0].translated(0, -view.top_of_view).center().toPoint()


def _colours(picture: QImage) -> set[int]:
    return {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }


def test_a_page_without_a_head_has_none(qtbot: QtBot) -> None:
    page = TextPage()
    qtbot.addWidget(page)
    page.fill("words")
    assert page.document().rootFrame().frameFormat().topMargin() == 0


def test_painting_outside_a_document_is_nothing(view: ReadingTextView) -> None:
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    text_marks.paint_passages(painter, [], [], LIGHT, None)
    text_marks.paint_matches(painter, [], [], LIGHT, None)
    painter.end()
