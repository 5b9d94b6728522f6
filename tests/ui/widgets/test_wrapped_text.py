"""A few lines of text: never more than asked for, and their marks."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.text.spans import Span
from viewer.ui.theme import load_fonts, serif
from viewer.ui.widgets.wrapped_text import WrappedText

TEXTS = (
    "…With the surrender of the Japanese, the war that the world was facing ended. The signing of",
    "Маньчжурия 🚩 освобождена\u00a0от японцев, cafe\u0301 и армия в Маньчжурии идёт дальше",
    "unbrokenwordthatgoesonandonandonandonandonandonandonandonandonandonandonandonandonandon",
    "one line",
    "",
)


@pytest.fixture(autouse=True)
def fonts(qapp) -> None:
    load_fonts()


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("most", [1, 2, 3])
def test_there_are_never_more_lines_than_asked_for(text: str, most: int) -> None:
    for width in range(90, 420, 3):
        assert WrappedText(text, serif(14), width, most).lines <= most


def test_marks_are_painted_where_they_are(qapp) -> None:
    ground = QColor("#00FF00")
    wrapped = WrappedText("🚩 армия", serif(14), 200, 2)
    image = QImage(200, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    wrapped.paint(painter, QPointF(0, 0), QColor("black"), [Span(2, 7), Span(90, 95)], ground)
    painter.end()
    marked = {x for x in range(200) for y in range(30) if image.pixelColor(x, y) == ground}
    assert marked
    assert min(marked) > 5


def _inked_columns(text: str) -> list[int]:
    image = QImage(300, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    WrappedText(text, serif(14), 300, 1).paint(painter, QPointF(0, 0), QColor("black"))
    painter.end()
    white = QColor("white")
    return [x for x in range(300) if any(image.pixelColor(x, y) != white for y in range(30))]


def test_what_is_written_from_the_right_begins_at_the_right() -> None:
    assert min(_inked_columns("Наступление")) < 5
    assert max(_inked_columns("Наступление")) < 200
    assert max(_inked_columns("הצבא Red")) > 290
    assert min(_inked_columns("הצבא Red")) > 100
