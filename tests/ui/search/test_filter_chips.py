"""Chips of what narrows the hits, in the room that there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viewer.ui.search.filter_chips import FilterChip, FilterChips


@pytest.fixture
def removed() -> list[str]:
    return []


@pytest.fixture
def chips(qtbot: QtBot, removed: list[str]) -> FilterChips:
    made = FilterChips()
    qtbot.addWidget(made)
    made.show()
    words = ("Izvestia & Co.", "August 1945", "abstract")
    made.show_chips([FilterChip(each, lambda each=each: removed.append(each)) for each in words])
    made.resize(made.sizeHint())
    return made


def test_a_press_takes_one_away(chips: FilterChips, removed: list[str]) -> None:
    QTest.mouseClick(chips.buttons[1], Qt.MouseButton.LeftButton)
    QTest.keyClick(chips.buttons[0], Qt.Key.Key_Space)
    assert removed == ["August 1945", "Izvestia & Co."]
    assert chips.buttons[0].accessibleName() == "Only Izvestia & Co.: take this away"


def test_they_stand_beside_each_other(chips: FilterChips) -> None:
    assert all(button.isVisible() for button in chips.buttons)
    lefts = [button.x() for button in chips.buttons]
    assert lefts == sorted(set(lefts))
    assert chips.buttons[-1].geometry().right() <= chips.width()


def test_one_without_room_is_not_shown_and_none_asks_for_room(chips: FilterChips) -> None:
    assert chips.minimumSizeHint().width() == 0
    chips.resize(chips.buttons[1].geometry().right() + 4, chips.height())
    assert [button.isVisible() for button in chips.buttons] == [True, True, False]
    chips.resize(10, chips.height())
    assert not any(button.isVisible() for button in chips.buttons)
    chips.resize(chips.sizeHint())
    assert all(button.isVisible() for button in chips.buttons)


def test_the_same_words_do_what_the_newest_say(chips: FilterChips, removed: list[str]) -> None:
    button = chips.buttons[1]
    words = ("Izvestia & Co.", "August 1945", "abstract")
    chips.show_chips([FilterChip(each, lambda: removed.append("new")) for each in words])
    assert chips.buttons[1] is button
    button.click()
    assert removed == ["new"]


def test_a_long_one_is_shortened_and_said_whole(chips: FilterChips) -> None:
    words = "The Russian International Affairs Council and many others of the same kind"
    chips.show_chips([FilterChip(words, lambda: None)])
    [button] = chips.buttons
    assert "…" in button.text()
    assert words in button.toolTip()
