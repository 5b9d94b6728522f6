"""A long headline folds after three lines, and is there whole on demand."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from viewer.text.spans import Span
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.reading.text.headline import Headline

#: 618 code points.
LONG = ("Russians are withdrawing from Manchuria 😀, China expects to withdraw by November; " * 8)[
    :618
]


@pytest.fixture
def pane(qtbot: QtBot) -> ReadingPane:
    made = ReadingPane()
    qtbot.addWidget(made)
    made.resize(540, 700)
    made.show()
    return made


def _more(pane: ReadingPane) -> QToolButton:
    [button] = [each for each in pane.findChildren(QToolButton) if each.text() in ("more", "less")]
    return button


def _head(pane: ReadingPane) -> Headline:
    QApplication.processEvents()
    [head] = pane.findChildren(Headline)
    return head


def test_a_long_headline_folds_and_unfolds(
    pane: ReadingPane, make_reading: Any, long_text: str
) -> None:
    assert len(LONG) == 618
    pane.show_excerpt(make_reading(text=long_text, headline=LONG, byline=""), [], [])
    folded = _head(pane).height()
    assert folded < 120
    button = _more(pane)
    assert button.isVisible()
    assert button.accessibleName() == "Show more of the headline"
    QTest.keyClick(button, Qt.Key.Key_Space)
    whole = _head(pane).height()
    assert whole > 2 * folded
    view = pane.text_view
    first = view.document().documentLayout().blockBoundingRect(view.document().firstBlock())
    assert _head(pane).y() + whole == first.top() - view.top_of_view, "the text begins below it"
    button.click()
    assert _head(pane).height() == folded


def test_another_headline_is_folded_again(pane: ReadingPane, make_reading: Any) -> None:
    pane.show_excerpt(make_reading(headline=LONG), [], [])
    _more(pane).click()
    pane.show_excerpt(make_reading(2, headline=f"{LONG} again"), [], [])
    assert _more(pane).text() == "more"


def test_a_short_headline_has_nothing_to_unfold(pane: ReadingPane, make_reading: Any) -> None:
    pane.show_excerpt(make_reading(headline="War"), [], [])
    assert not _more(pane).isVisible()


def test_a_match_is_never_folded_away(pane: ReadingPane, make_reading: Any) -> None:
    pane.show_excerpt(make_reading(headline=LONG), [], [])
    folded = _head(pane).height()
    pane.set_matches([], [Span(600, 610)])
    assert _head(pane).height() > folded
    _more(pane).click()
    assert _head(pane).height() == folded, "but by the reader"
    _more(pane).click()
    assert _head(pane).height() > folded
    pane.show_excerpt(make_reading(2, headline=LONG), [], [])
    pane.set_matches([], [Span(0, 8)])
    assert _head(pane).height() == folded


def test_no_headline_takes_one_line_with_its_byline(pane: ReadingPane, make_reading: Any) -> None:
    pane.show_excerpt(make_reading(headline="", byline="I. V. Stalin", dateline=""), [], [])
    assert _head(pane).height() < 40
    assert _head(pane).accessibleName() == "No headline · I. V. Stalin"
