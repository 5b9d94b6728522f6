"""A text of two million characters: the window never stands still over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.services.types import PassageInfo
from viewer.text.one_line import SHOWN_QUOTE, one_line
from viewer.text.spans import Span
from viewer.ui.passages.passages_model import QUOTE, PassagesModel
from viewer.ui.passages.quote_block import QuoteBlock
from viewer.ui.reading.text import text_marks
from viewer.ui.reading.text.shown_text import LONGEST_PARAGRAPH, shown_text
from viewer.ui.reading.text.text_view import ReadingTextView
from viewer.ui.theme import serif
from viewer.ui.widgets.wrapped_text import WrappedText
from viewer.workspace import placed_passages
from viewer.workspace.placed_passages import PlacedPassages, described, place_passages

_PARAGRAPH = "The Kwantung Army 😀 laid down its arms in Harbin, café (e\u0301), Манжуур.\n"
_BOOK = _PARAGRAPH * (2_000_000 // len(_PARAGRAPH))


@pytest.fixture
def view(qtbot: QtBot) -> ReadingTextView:
    """A view of the whole book, laid out as far as the screen."""
    made = ReadingTextView()
    qtbot.addWidget(made)
    made.resize(520, 420)
    made.show()
    qtbot.waitExposed(made)
    made.set_text(_BOOK)
    made.setFocus()
    return made


def _selected_by_key(view: ReadingTextView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    "select", [_selected_by_key, lambda view, _: view.selectAll()], ids=["key", "call"]
)
def test_all_is_selected_before_all_is_laid_out(
    view: ReadingTextView, qtbot: QtBot, select: Callable[[ReadingTextView, QtBot], None]
) -> None:
    whole = Span(0, len(_BOOK) - 1)  # without the last line end
    told: list[Span | None] = []
    view.words_selected.connect(told.append)
    select(view, qtbot)
    assert not view.document().lastBlock().layout().lineCount()
    assert view.selected_span() == whole
    assert told == [whole]
    with qtbot.waitSignal(view.tag_requested):
        qtbot.keyClick(view, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: view.textCursor().hasSelection(), timeout=20_000)
    assert view.selected_span() == whole
    assert told == [whole]
    assert view.top_of_view == 0


def test_a_click_elsewhere_ends_a_selection_to_come(view: ReadingTextView, qtbot: QtBot) -> None:
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selected_span() is None
    qtbot.wait(50)
    assert not view.textCursor().hasSelection()


def test_a_place_far_down_comes_into_view(view: ReadingTextView, qtbot: QtBot) -> None:
    far = Span(len(_BOOK) - 2000, len(_BOOK) - 1990)
    view.go_to(far)
    assert not view.document().lastBlock().layout().lineCount()
    start = view.marked.stretch(far)[0]
    qtbot.waitUntil(lambda: view.textCursor().position() == start, timeout=20_000)
    QApplication.processEvents()
    lines = view.lines_in_view()
    assert lines[0].start <= start < lines[-1].end


def test_the_last_place_asked_for_is_the_one_shown(view: ReadingTextView, qtbot: QtBot) -> None:
    view.go_to(Span(len(_BOOK) - 200, len(_BOOK) - 190))
    view.go_to(Span(40, 50))
    qtbot.waitUntil(lambda: view.textCursor().position() == 41, timeout=20_000)
    qtbot.wait(50)
    assert view.top_of_view == 0


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("word " * 400_000, range(240, 251)),
        ("x" * 2_000_000, range(1)),
        (_PARAGRAPH * 1000, range(1)),
        ("word " * 1000 + "\n" + "word " * 1000, range(1)),
        ("x" * 20_000 + " " + "y" * 20_000, range(1, 2)),
    ],
    ids=["one paragraph", "no spaces", "paragraphs", "two of them", "two words"],
)
def test_a_paragraph_without_end_is_shown_in_pieces(text: str, cuts: range) -> None:
    shown = shown_text(text)
    assert len(shown) == len(text)
    assert shown.count("\n") - text.count("\n") in cuts
    assert {pair for pair in zip(text, shown, strict=True) if pair[0] != pair[1]} <= {(" ", "\n")}
    if text.startswith("word"):
        assert max(map(len, shown.split("\n"))) <= LONGEST_PARAGRAPH + 5


class TestAQuotationOfTheWholeText:
    @pytest.fixture
    def passage(self, make_reading: Any, make_passage: Any) -> PassageInfo:
        return make_passage(make_reading(text=_BOOK), Span(0, len(_BOOK)), 1, "all")

    def test_is_shown_by_its_beginning(self, qtbot: QtBot, passage: PassageInfo) -> None:
        block = QuoteBlock()
        qtbot.addWidget(block)
        block.show_quote(passage.quote, "")
        for said, most in ((block.accessibleName(), 21_000), (block.toolTip(), 1300)):
            assert "The Kwantung Army 😀 laid down" in said
            assert said.endswith("…")
            assert len(said) < most
        model = PassagesModel()
        model.set_rows([passage])
        assert len(model.index(0, QUOTE).data()) <= SHOWN_QUOTE
        assert len(model.index(0, QUOTE).data(Qt.ItemDataRole.ToolTipRole)) < 1300

    def test_is_described_by_its_beginning(self, passage: PassageInfo) -> None:
        from viewer.text.offsets import Utf16Map

        [placed] = place_passages(_BOOK, Utf16Map(_BOOK), [passage])
        assert len(described(placed)) < 200

    def test_lays_out_only_the_lines_that_are_shown(self, qapp: QApplication) -> None:
        wrapped = WrappedText(_BOOK, serif(15), 200, 6)
        assert wrapped.lines == 6
        assert len(wrapped._text) <= 6 * 200


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        (" two\n words ", "two words"),
        ("a" * 12, "a" * 12),
        ("a" * 13, "a" * 11 + "…"),
        ("one two three four", "one two thr…"),
        ("\n" * 30 + "late", "…"),
    ],
)
def test_one_line(text: str, shown: str) -> None:
    assert one_line(text, 12) == shown


class TestPassagesOverPassages:
    @pytest.fixture
    def nested(self, make_reading: Any, make_passage: Any) -> PlacedPassages:
        """Two thousand passages, each within the one before."""
        text = _PARAGRAPH * 80
        reading = make_reading(text=text)
        spans = [Span(at, len(text) - at) for at in range(2000)]
        return PlacedPassages(text, [make_passage(reading, span, span.start) for span in spans])

    def test_are_placed_before_they_reach_the_view(
        self, qtbot: QtBot, nested: PlacedPassages, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        view = ReadingTextView()
        qtbot.addWidget(view)
        monkeypatch.setattr(placed_passages, "place_passages", None)
        view.set_passages(nested)
        assert view.marked.passages == nested.all

    def test_in_further_lanes_share_one_line(
        self, qapp: QApplication, nested: PlacedPassages
    ) -> None:
        painted = text_marks._told_apart(nested.touching(2600, 2660), focused=1500)
        assert [placed.id for placed in painted] == [0, 1, 2, 3, 4, 1500]

    def test_are_walked_by_their_starts(self, nested: PlacedPassages) -> None:
        assert [nested.beyond(8, forward).id for forward in (True, False)] == [9, 8 - 1]  # type: ignore[union-attr]
        assert nested.beyond(0, forward=False) is None
        assert nested.beyond(10_000_000, forward=True) is None
