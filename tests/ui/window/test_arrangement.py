"""How much room each region gets, whatever was remembered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.window.arrangement import (
    BESIDE,
    FOLDED,
    OVER,
    SHOWN,
    drawer_height,
    hits_width,
    opens_over,
    shows_side,
    side_width,
)


@pytest.mark.parametrize(
    ("window", "hits", "side"), [(1024, 232, 272), (1440, 262, 274), (2560, 400, 420)]
)
def test_the_usual_widths(window: int, hits: int, side: int) -> None:
    assert (hits_width(window, 0), side_width(window, 0)) == (hits, side)


@given(st.integers(640, 8000), st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_the_papers_keep_room_whatever_was_remembered(window: int, hits: int, side: int) -> None:
    left, right = hits_width(window, hits), side_width(window, side)
    assert min(left, right) > 100
    assert window - left - right >= 150


def test_what_was_drawn_is_remembered() -> None:
    assert hits_width(1440, 330) == 330
    assert side_width(1440, 400) == 400
    assert drawer_height(900, 300) == 300


@given(st.integers(336, 4000), st.integers(-(10**9), 10**9))
def test_the_drawer_leaves_half_of_the_window(window: int, remembered: int) -> None:
    height = drawer_height(window, remembered)
    assert 72 <= height <= max(window // 2, 155)


def test_a_low_window_has_a_low_drawer() -> None:
    assert [drawer_height(height, 0) for height in (520, 799, 800)] == [155, 155, 207]


@pytest.mark.parametrize(
    ("choice", "broad", "shown"),
    [
        ("", True, True),
        ("", False, False),
        (SHOWN, False, True),
        (FOLDED, True, False),
        ("nonsense", True, True),
        ("nonsense", False, False),
    ],
)
def test_the_side_panel_is_shown_as_chosen_or_where_there_is_room(
    choice: str, broad: bool, shown: bool
) -> None:
    assert shows_side(choice, broad=broad) == shown


@pytest.mark.parametrize(
    ("choice", "narrow", "over"),
    [("", True, True), ("", False, False), (OVER, False, True), (BESIDE, True, False)],
)
def test_the_side_panel_lies_over_the_papers_as_chosen_or_for_lack_of_room(
    choice: str, narrow: bool, over: bool
) -> None:
    assert opens_over(choice, narrow=narrow) == over
