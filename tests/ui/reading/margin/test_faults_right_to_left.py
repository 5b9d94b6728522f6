"""Marks lie on their words in right-to-left text too.

What is compared is the ink: the words of a stretch are painted red, and red must stand on the
stretch's ground and nowhere else. So it does not matter which fonts there are.
"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from viewer.text.spans import Span
from viewer.ui.reading.text.text_geometry import rectangles
from viewer.ui.reading.text.text_view import ReadingTextView

_HEBREW = (
    "ב־9 באוגוסט 1945 פלש הצבא האדום (Red Army) למנצ'וריה, כך דיווח Izvestia בעמוד 3 של הגיליון."
)
_ARABIC = (
    "في 9 أغسطس 1945 دخل الجيش الأحمر Manchuria كما نشرت صحيفة Известия 😀 في الصفحة 3 من العدد."
)
_MIXED = "The paper דבר wrote: הצבא 850,000 איש, on 13 August 1945."
_STRETCHES = [
    (_HEBREW, "1945"),
    (_HEBREW, "האדום"),
    (_HEBREW, "Red Army"),
    (_HEBREW, "Izvestia בעמוד 3"),
    (_HEBREW, "9 באוגוסט"),
    (_ARABIC, "1945"),
    (_ARABIC, "الجيش"),
    (_ARABIC, "الأحمر Manchuria كما"),
    (_ARABIC, "Известия"),
    (_MIXED, "850,000"),
    (_MIXED, "paper דב"),
    (_MIXED, "wrote: הצבא"),
]
#: Pixels by which ink may reach past its own advance.
_OVERHANG = 2


def _view(qtbot: QtBot, text: str, width: int) -> ReadingTextView:
    made = ReadingTextView()
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.set_text(text)
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    return made


@pytest.mark.parametrize("width", [300, 420, 900])
@pytest.mark.parametrize("which", range(len(_STRETCHES)))
def test_the_ground_of_words_lies_under_their_ink(qtbot: QtBot, which: int, width: int) -> None:
    text, words = _STRETCHES[which]
    view = _view(qtbot, text, width)
    start = text.index(words)
    stretch = view.marked.stretch(Span(start, start + len(words)))
    grounds = [
        each.translated(0, -view.top_of_view) for each in rectangles(view.lines_in_view(), *stretch)
    ]
    red, black = _ink(view, stretch)
    assert red
    assert black
    astray = [point for point in red if not _is_on(point, grounds, _OVERHANG)]
    foreign = [point for point in black if _is_on(point, grounds, -_OVERHANG)]
    assert len(astray) < 0.02 * len(red)
    assert len(foreign) < 0.02 * len(black)


@pytest.mark.parametrize("word", ["1945", "Red Army", "האדום", "Izvestia בעמוד 3"])
def test_a_passage_is_clicked_where_its_words_are(
    qtbot: QtBot, make_reading: Any, make_passage: Any, word: str
) -> None:
    view = _view(qtbot, _HEBREW, 420)
    start = _HEBREW.index(word)
    view.set_passages([make_passage(make_reading(text=_HEBREW), word, 1, "a")])
    for line in view.lines_in_view():
        for at in range(line.start, line.end):
            for ground in line.grounds(at, at + 1):
                held = view.passages_at_point(ground.center() - QPointF(0, view.top_of_view))
                assert bool(held) is (start <= at < start + len(word)), _HEBREW[at]


def test_words_that_part_where_directions_meet_have_two_grounds(qtbot: QtBot) -> None:
    view = _view(qtbot, _MIXED, 900)
    start, end = _MIXED.index("paper"), _MIXED.index(" wrote") - 1  # ends within the Hebrew word
    assert len(rectangles(view.lines_in_view(), start, end)) == 2


def _ink(view: ReadingTextView, stretch: tuple[int, int]) -> tuple[list[QPointF], list[QPointF]]:
    """Points of the viewport where the words of the stretch are inked, and where others are."""
    painted = QTextEdit.ExtraSelection()
    painted.cursor = QTextCursor(view.document())
    painted.cursor.setPosition(stretch[0])
    painted.cursor.setPosition(stretch[1], QTextCursor.MoveMode.KeepAnchor)
    painted.format.setForeground(QColor("#ff0000"))
    view.setExtraSelections([painted])
    view.setCursorWidth(0)
    picture = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    red, black = [], []
    for y in range(picture.height()):
        for x in range(picture.width()):
            colour = picture.pixelColor(x, y)
            if colour.red() - colour.green() > 120:
                red.append(QPointF(x + 0.5, y + 0.5))
            elif colour.red() < 110 and colour.green() < 110:
                black.append(QPointF(x + 0.5, y + 0.5))
    return red, black


def _is_on(point: QPointF, grounds: list[QRectF], reach: int) -> bool:
    rise = max(4 * reach, 0)
    return any(each.adjusted(-reach, -rise, reach, rise).contains(point) for each in grounds)
