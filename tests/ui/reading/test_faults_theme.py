"""A change of theme leaves open headlines and bylines as they were, in every pane."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.shown_panes import show_panes
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.reading.text.headline import Headline
from viewer.ui.theme import THEMES, apply_theme

_HEADLINES = ("", "Russia Joins War Against Japan", "Война на Востоке")
_BYLINES = ("I. V. Stalin", "", "И. В. Сталин")


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, make_reading: Any) -> ReadingDesk:
    """Three panes, narrow and wide in turn, each with another headline and byline."""
    shown = ReadingDesk()
    qtbot.addWidget(shown)
    shown.resize(760, 520)
    shown.show()
    for number, (headline, byline) in enumerate(zip(_HEADLINES, _BYLINES, strict=True), 1):
        show_panes(shown, *range(1, number + 1), active=number)
        reading = make_reading(number, headline=headline, byline=byline)
        shown.active_pane.show_excerpt(reading, [], [])
    qtbot.waitExposed(shown)
    QApplication.processEvents()
    return shown


@pytest.mark.parametrize("names", list(permutations(THEMES)))
@pytest.mark.parametrize("width", [520, 760, 1500])
def test_headlines_keep_face_and_room(
    qapp: QApplication, desk: ReadingDesk, names: tuple[str, ...], width: int
) -> None:
    desk.resize(width, 520)
    QApplication.processEvents()
    before = [_look(pane) for pane in desk.panes]
    assert any(before)
    for name in names:
        apply_theme(qapp, THEMES[name])
        QApplication.processEvents()
        assert [_look(pane) for pane in desk.panes] == before
        for pane in desk.panes:
            _assert_nothing_is_cut(pane)


def test_a_reading_opened_after_the_change_has_its_own_face(
    qapp: QApplication, desk: ReadingDesk, make_reading: Any
) -> None:
    apply_theme(qapp, THEMES["dark"])
    pane = desk.panes[0]
    pane.show_excerpt(make_reading(9, headline="War", byline="by TASS"), [], [])
    apply_theme(qapp, THEMES["sepia"])
    QApplication.processEvents()
    faces = {words: (family, italic) for words, family, _, italic, _ in _look(pane)}
    assert faces == {"War": ("Source Serif Pro", False), "by TASS": ("Source Serif Pro", True)}


def _look(pane: ReadingPane) -> list[tuple[str, str, int, bool, Any]]:
    return [
        (
            label.text(),
            label.font().family(),
            label.font().pixelSize(),
            label.font().italic(),
            label.geometry(),
        )
        for label in _labels(pane)
    ]


def _labels(pane: ReadingPane) -> list[QLabel]:
    [head] = pane.findChildren(Headline)
    return [each for each in head.findChildren(QLabel) if not each.isHidden()]


def _assert_nothing_is_cut(pane: ReadingPane) -> None:
    [head] = pane.findChildren(Headline)
    for label in _labels(pane):
        assert head.rect().contains(label.geometry())
        assert label.height() == label.heightForWidth(label.width())
