"""How the width of a pane is shared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.reading.columns import BAR, columns


@given(st.integers(150, 3000), st.floats(5.0, 14.0))
def test_fill_the_width_and_keep_the_measure(width: int, character: float) -> None:
    shared = columns(width, character)
    assert shared.left + shared.text + shared.lanes + shared.right == width
    assert shared.right >= BAR
    assert shared.text <= 68 * character + 1
    assert min(shared.left, shared.text, shared.lanes) > 0


def test_a_wide_pane_has_a_measure_of_60_to_75_characters() -> None:
    assert 60 <= columns(900, 8.0).text / 8.0 <= 75


def test_a_narrow_pane_gives_up_the_names() -> None:
    assert columns(400, 8.0).named
    assert not columns(220, 8.0).named
