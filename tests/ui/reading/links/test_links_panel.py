"""The links of the open texts, each with its two ends."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from viewer.services.types import LinkKind
from viewer.text.spans import Span
from viewer.ui.reading.links.links_panel import ELSEWHERE, NONE_YET, LinksPanel, OpenLink
from viewer.ui.reading.reading_desk import ReadingDesk


@pytest.fixture
def panel(qtbot: QtBot) -> LinksPanel:
    made = LinksPanel()
    qtbot.addWidget(made)
    made.resize(272, 400)
    made.show()
    return made


def _said(panel: LinksPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_a_link_names_both_ends_and_leads_to_the_other(
    panel: LinksPanel, make_reading: Any, make_passage: Any, make_link: Any, qtbot: QtBot
) -> None:
    reading = make_reading()
    passages = [make_passage(reading, "Harbin", 1, "x"), make_passage(reading, "Japan", 2, "y")]
    link = make_link(1, 2, LinkKind.CONTRADICTS)
    panel.show_links([OpenLink(link, passages[0], passages[1])])
    [row] = panel.rows
    name = row.accessibleName()
    assert name.index("Harbin") < name.index("contradicts →") < name.index("Japan")
    assert NONE_YET not in _said(panel)
    with qtbot.waitSignal(panel.link_activated) as told:
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert told.args == [link.id]


def test_an_end_in_another_text_is_said_to_be_there(
    panel: LinksPanel, make_reading: Any, make_passage: Any, make_link: Any
) -> None:
    passage = make_passage(make_reading(), "Harbin", 1, "x")
    panel.show_links([OpenLink(make_link(1, 2), passage, None)])
    assert panel.rows[0].accessibleName().endswith(ELSEWHERE)


def test_none_is_said(panel: LinksPanel, make_reading: Any, make_passage: Any) -> None:
    assert NONE_YET in _said(panel)
    assert panel.rows == []


def test_the_words_of_a_row_are_whole(
    panel: LinksPanel, make_reading: Any, make_passage: Any, make_link: Any, text: str
) -> None:
    passage = make_passage(make_reading(), Span(0, len(text)), 1, "x")
    panel.show_links([OpenLink(make_link(1, 2), passage, passage)])
    QApplication.processEvents()
    [row] = panel.rows
    [label] = row.findChildren(QLabel)
    assert label.height() >= label.heightForWidth(label.width())
    assert row.width() <= panel.width()


def test_a_desk_tells_the_links_of_its_texts(
    qtbot: QtBot, make_reading: Any, make_passage: Any, make_link: Any
) -> None:
    desk = ReadingDesk()
    qtbot.addWidget(desk)
    reading = make_reading()
    [pane] = desk.panes
    pane.show_excerpt(reading, [make_passage(reading, "Harbin", 1, "x")], [])
    told: list[list[OpenLink]] = []
    desk.links_shown.connect(told.append)
    desk.set_links([make_link(1, 2), make_link(7, 8)])
    [[shown]] = told
    assert (shown.origin is not None, shown.target) == (True, None)
