"""How the width of a pane is shared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.reading.margin.columns import BAR, columns


@given(st.integers(150, 3000), st.floats(5.0, 14.0))
def test_fill_the_width_and_keep_the_measure(width: int, character: float) -> None:
    shared = columns(width, character)
    assert shared.left + shared.text + shared.lanes + shared.right == width
    assert shared.right >= BAR
    assert shared.text <= 75 * character + 1
    assert min(shared.left, shared.text, shared.lanes) > 0


def test_a_wide_pane_has_a_measure_of_60_to_75_characters() -> None:
    assert 60 <= columns(900, 8.0).text / 8.0 <= 75


def test_a_narrow_pane_gives_up_the_names() -> None:
    assert columns(400, 8.0).named
    assert not columns(220, 8.0).named


def test_half_of_a_window_of_1440_pixels_has_55_characters_and_names() -> None:
    shared = columns(540, 7.02)
    assert 55 <= shared.text / 7.02 <= 70
    assert shared.named
    assert shared.lanes >= 84


def test_a_wide_pane_gives_its_lanes_what_the_text_does_not_need() -> None:
    assert columns(840, 7.02).lanes > columns(600, 7.02).lanes
    assert columns(840, 7.02).left < 40, "no wasted margin"
