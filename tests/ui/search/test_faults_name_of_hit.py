"""A hit that was found by another label of a name says so in its row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QStyleOptionViewItem

from tests.ui.search.test_hits_model import HIT, answer
from viewer.base.messages import verbatim
from viewer.ui.search.hits_model import spoken
from viewer.ui.search.hits_panel import HitsPanel

NAMED = replace(HIT, names=(verbatim("Harbin — English label of Харбин"),))


def test_the_row_has_a_line_more(qtbot) -> None:
    panel = HitsPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    heights = []
    for hit in (HIT, NAMED):
        panel.show_answer(answer(hit))
        option = QStyleOptionViewItem()
        option.rect = panel.view.viewport().rect()
        delegate = panel.view.itemDelegate()
        heights.append(delegate.sizeHint(option, panel.model.index(0)).height())
        assert not panel.view.grab().isNull()
    assert heights[1] >= heights[0] + 12


def test_a_screen_reader_says_it() -> None:
    assert "Harbin — English label of Харбин" in spoken(NAMED)
    assert "label" not in spoken(HIT)
