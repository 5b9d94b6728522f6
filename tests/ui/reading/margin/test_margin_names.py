"""Names in the margin: whole words, wrapped, or a number; never a name cut short."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.services.types import AnchorState
from viewer.text.offsets import Utf16Map
from viewer.text.spans import Span
from viewer.ui.reading.margin.lane_layout import LaneLayout, lay_out_lanes
from viewer.ui.reading.margin.lane_parts import LABEL_HEIGHT
from viewer.workspace.placed_passages import place_passages

NUMBERS = {"liberation": 1, "Soviet Union": 2, "Квантунская": 3}


def _lay_out(
    reading: Any,
    passages: list[Any],
    bands: list[tuple[float, float]],
    width: float,
    height: float = 400,
) -> LaneLayout:
    placed = place_passages(reading.text, Utf16Map(reading.text), passages)
    extents = [(each, *band) for each, band in zip(placed, bands, strict=True)]
    return lay_out_lanes(
        extents, width, height, lambda words: 6.0 * len(words), lambda name: NUMBERS.get(name, 9)
    )


@pytest.fixture
def one(make_reading: Any, make_passage: Any) -> Any:
    """Lays out one passage with these tags: `one(width, *tags, bottom=…)`."""

    def lay_out(width: float, *tags: str, bottom: float = 200, **changes: Any) -> list[str]:
        reading = make_reading()
        passage = make_passage(reading, Span(0, 9), 1, *tags, **changes)
        layout = _lay_out(reading, [passage], [(20, bottom)], width)
        assert all(label.x + label.width <= width for label in layout.labels)
        return [label.words + label.suffix for label in layout.labels]

    return lay_out


def test_a_name_has_a_row_of_its_own(one: Any) -> None:
    assert one(100, "liberation", "Soviet Union") == ["liberation", "Soviet Union"]


def test_a_name_wraps_at_its_spaces(one: Any) -> None:
    assert one(76, "Soviet Union") == ["Soviet", "Union"]
    assert one(76, "red-army/front") == ["red-army/", "front"]


def test_a_word_too_long_for_the_margin_is_a_number(one: Any) -> None:
    assert one(60, "liberation") == ["1"]
    assert one(80, "Квантунская-Соединённая") == ["9"]


def test_what_has_no_row_is_counted(one: Any) -> None:
    assert one(100, "a", "b", "c", "d", bottom=40) == ["a", "b", "c", "d"], "there is room below"
    reading_rows = one(100, "alpha", "beta", bottom=30)
    assert reading_rows == ["alpha", "beta"]


def test_names_do_not_go_down_into_the_next_passage(make_reading: Any, make_passage: Any) -> None:
    reading = make_reading()
    passages = [
        make_passage(reading, Span(0, 9), 1, "alpha", "beta", "gamma"),
        make_passage(reading, Span(20, 29), 2, "delta"),
    ]
    layout = _lay_out(reading, passages, [(20, 40), (44, 60)], 120)
    assert [label.words + label.suffix for label in layout.labels] == ["alpha +2", "delta"]


def test_a_count_without_room_beside_its_name_has_the_row(
    make_reading: Any, make_passage: Any
) -> None:
    reading = make_reading()
    passages = [
        make_passage(reading, Span(0, 9), 1, "liberation", "b", "c"),
        make_passage(reading, Span(20, 29), 2, "delta"),
    ]
    layout = _lay_out(reading, passages, [(20, 40), (44, 60)], 80)
    assert [label.words + label.suffix for label in layout.labels] == ["+3", "delta"]


def test_a_doubtful_passage_is_marked(one: Any) -> None:
    assert one(100, "war", state=AnchorState.FUZZY) == ["? war"]


def test_a_passage_without_tags_is_a_note(one: Any) -> None:
    assert one(100) == ["note"]


@given(
    st.floats(20, 300),
    st.lists(
        st.tuples(st.floats(-50, 400), st.floats(4, 200), st.integers(0, 4)), min_size=1, max_size=6
    ),
)
def test_no_row_is_cut_off_or_over_another(
    width: float, bands: list[tuple[float, float, int]]
) -> None:
    from tests.ui.reading.conftest import _passage, _reading

    reading = _reading(1, {"text": "The war in Manchuria, and how it ended in August."})
    names = ("liberation", "Soviet Union", "Квантунская армия", "x")
    passages = [
        _passage(reading, Span(0, 9), at, *names[:tags]) for at, (_, _, tags) in enumerate(bands)
    ]
    layout = _lay_out(reading, passages, [(top, top + high) for top, high, _ in bands], width)
    rows = sorted(label.y for label in layout.labels)
    assert all(high - low >= LABEL_HEIGHT - 1e-6 for low, high in itertools.pairwise(rows))
    for label in layout.labels:
        whole = label.words in {word for name in names for word in [name, *name.split()]}
        assert whole or label.words in {"", "note"} or label.words.isdigit()
