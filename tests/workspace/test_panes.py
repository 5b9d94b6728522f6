"""Which panes there are, which is active, and which one a text comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest

from viewer.services.types import ExcerptReading
from viewer.text.spans import Span
from viewer.workspace.panes import FIRST_PANE, PaneId, Panes


@dataclass(frozen=True)
class _Reading:
    id: int
    version_id: int


def reading(number: int) -> ExcerptReading:
    return cast(ExcerptReading, _Reading(number, 100 + number))


@pytest.fixture
def panes() -> Panes:
    return Panes()


@pytest.fixture
def told(panes: Panes) -> list[tuple[str, Any]]:
    told: list[tuple[str, Any]] = []
    for name in ("arranged", "activated", "emptied", "closed"):
        getattr(panes, name).connect(lambda value, name=name: told.append((name, value)))
    return told


def test_there_is_always_one_and_at_most_four(panes: Panes) -> None:
    assert (panes.ids, panes.active) == ((FIRST_PANE,), FIRST_PANE)
    panes.set_count(9)
    assert len(panes.ids) == 4
    panes.set_count(0)
    assert len(panes.ids) == 1


def test_their_number_is_told_once(panes: Panes, told: list) -> None:
    panes.set_count(3)
    assert told == [("arranged", panes.ids)]
    panes.set_count(3)
    assert len(told) == 1


def test_the_ones_in_use_stay(panes: Panes, told: list) -> None:
    panes.set_count(4)
    one, two, three, four = panes.ids
    for number, pane in enumerate(panes.ids):
        panes.show(pane, reading(number))
    for pane in (four, two, three, one):
        panes.activate(pane)
    told.clear()
    panes.set_count(2)
    assert panes.ids == (one, three)
    assert panes.active == one
    assert told == [("arranged", (one, three)), ("closed", four), ("closed", two)]


def test_empty_ones_go_first(panes: Panes) -> None:
    panes.set_count(3)
    first, second, third = panes.ids
    panes.show(first, reading(1))
    panes.activate(second)
    panes.activate(third)
    panes.show(third, reading(2))
    panes.set_count(2)
    assert panes.ids == (first, third)


def test_the_active_one_never_goes(panes: Panes) -> None:
    panes.set_count(2)
    first, second = panes.ids
    panes.show(first, reading(1))
    panes.activate(second)
    panes.set_count(1)
    assert panes.ids == (second,)


def test_becoming_active_is_told_when_it_is_news(panes: Panes, told: list) -> None:
    panes.set_count(2)
    told.clear()
    panes.activate(panes.ids[0])
    panes.activate(PaneId(99))
    assert told == []
    panes.activate(panes.ids[1])
    assert told == [("activated", panes.ids[1])]


def test_closing_the_last_one_empties_it(panes: Panes, told: list) -> None:
    panes.show(FIRST_PANE, reading(1))
    panes.close(FIRST_PANE)
    assert panes.ids == (FIRST_PANE,)
    assert panes.reading(FIRST_PANE) is None
    assert told == [("emptied", FIRST_PANE), ("closed", FIRST_PANE)]


def test_closing_one_makes_the_one_used_before_active(panes: Panes, told: list) -> None:
    panes.set_count(3)
    first, second, third = panes.ids
    panes.activate(second)
    panes.activate(third)
    told.clear()
    panes.close(third)
    assert panes.active == second
    assert told == [("arranged", (first, second)), ("closed", third)]


def test_ids_are_never_used_again(panes: Panes) -> None:
    panes.set_count(2)
    second = panes.ids[1]
    panes.close(second)
    panes.set_count(2)
    assert panes.ids[1] != second


def test_beside_is_an_empty_pane_then_a_new_one_then_the_longest_unused(panes: Panes) -> None:
    for number in range(1, 5):
        pane = panes.pane_beside()
        panes.show(pane, reading(number))
        panes.activate(pane)
        assert len(panes.ids) == number
        assert panes.ids[-1] == pane
    panes.activate(panes.ids[0])
    assert panes.pane_beside() == panes.ids[1]


def test_beside_is_no_pane_to_be_avoided_as_long_as_there_are_others(panes: Panes) -> None:
    second = panes.pane_beside(avoiding=[FIRST_PANE])
    assert second == panes.ids[1]
    panes.set_count(4)
    for number, pane in enumerate(panes.ids):
        panes.show(pane, reading(number))
        panes.activate(pane)
    assert panes.pane_beside(avoiding=panes.ids[:2]) == panes.ids[2]
    assert panes.pane_beside(avoiding=panes.ids) == panes.ids[0]


def test_a_selection_is_of_the_text_that_is_shown(panes: Panes) -> None:
    panes.show(FIRST_PANE, reading(1))
    panes.select(FIRST_PANE, Span(0, 3))
    assert panes.selection(FIRST_PANE) == Span(0, 3)
    panes.show(FIRST_PANE, reading(2))
    assert panes.selection(FIRST_PANE) is None
    panes.select(FIRST_PANE, Span(0, 3))
    panes.select(FIRST_PANE, None)
    assert panes.selection(FIRST_PANE) is None
    panes.select(FIRST_PANE, Span(0, 3))
    panes.empty(FIRST_PANE)
    assert panes.selection(FIRST_PANE) is None


def test_what_is_shown_is_known_from_the_left(panes: Panes) -> None:
    panes.set_count(3)
    first, _second, third = panes.ids
    panes.show(third, reading(3))
    panes.show(first, reading(1))
    assert list(panes.readings) == [first, third]
    assert panes.excerpts == {1, 3}
    assert panes.versions == {101, 103}
