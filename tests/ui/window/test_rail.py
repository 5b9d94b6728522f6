"""The rail: names that open parts, with their state said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from viewer.ui.window.rail import WIDTH, Rail


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail({"codebook": "Codebook", "links": "Links"})
    qtbot.addWidget(made)
    made.resize(WIDTH, 400)
    made.show()
    return made


def test_a_press_wishes_for_a_part(rail: Rail) -> None:
    told: list[str] = []
    rail.part_toggled.connect(told.append)
    QTest.keyClick(rail.button("links"), Qt.Key.Key_Space)
    QTest.mouseClick(rail.button("codebook"), Qt.MouseButton.LeftButton)
    assert told == ["links", "codebook"]


def test_state_and_count_are_said(rail: Rail) -> None:
    rail.show_open(["links"])
    rail.show_count("links", 1204)
    assert rail.button("links").isChecked()
    assert rail.button("links").accessibleName() == "Links 1,204, shown"
    assert rail.button("codebook").accessibleName() == "Codebook, folded"
    height = rail.button("links").sizeHint().height()
    rail.show_count("links", 0)
    assert rail.button("links").accessibleName() == "Links, shown"
    assert rail.button("links").sizeHint().height() < height


def test_the_other_place_is_offered(rail: Rail) -> None:
    place = rail.findChild(QToolButton)
    assert isinstance(place, QToolButton)
    rail.show_place(over=True)
    assert place.accessibleName().endswith("beside the papers")
    rail.show_place(over=False)
    assert place.accessibleName().endswith("over the papers")
