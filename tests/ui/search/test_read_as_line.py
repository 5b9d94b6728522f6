"""How the query was read, in the colours of the theme."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from tests.ui.search.test_hits_model import answer
from viewer.base.messages import verbatim
from viewer.ui.search.read_as_line import ReadAsLine
from viewer.ui.theme import DARK, LIGHT, apply_theme


def test_a_new_theme_colours_the_words_anew(qtbot, qapp: QApplication) -> None:
    line = ReadAsLine()
    qtbot.addWidget(line)
    line.resize(800, 24)
    line.show()
    line.show_answer(
        replace(answer(), read_as=verbatim("<армия> 🚩"), complaints=(verbatim("Not “x:”."),))
    )
    assert LIGHT.ink in line._label.text()
    apply_theme(qapp, DARK)
    assert DARK.ink in line._label.text()
    assert DARK.warning in line._label.text()
    assert LIGHT.ink not in line._label.text()
    assert line.text == "Read as: <армия> 🚩. Not “x:”."
