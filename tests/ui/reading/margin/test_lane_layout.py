"""Brackets, names and markers in the margin."""

from __future__ import annotations

import itertools
from typing import Any

from viewer.text.offsets import Utf16Map
from viewer.text.spans import Span
from viewer.ui.reading.margin.lane_layout import LaneLayout, lay_out_lanes
from viewer.ui.reading.margin.lane_parts import LABEL_HEIGHT
from viewer.workspace.placed_passages import place_passages


def _lay_out(make_reading: Any, make_passage: Any, *bands: tuple[float, float]) -> LaneLayout:
    reading = make_reading()
    passages = [make_passage(reading, Span(0, 9), at, f"tag {at}") for at in range(len(bands))]
    placed = place_passages(reading.text, Utf16Map(reading.text), passages)
    extents = [(each, *band) for each, band in zip(placed, bands, strict=True)]
    return lay_out_lanes(extents, 160, 400, lambda words: 6.0 * len(words))


def test_names_do_not_stand_on_one_another(make_reading: Any, make_passage: Any) -> None:
    layout = _lay_out(make_reading, make_passage, *[(20, 120)] * 4)
    rows = sorted(label.y for label in layout.labels)
    assert len(rows) == 4
    assert all(low + LABEL_HEIGHT <= high for low, high in itertools.pairwise(rows))


def test_names_stand_clear_of_brackets(make_reading: Any, make_passage: Any) -> None:
    layout = _lay_out(make_reading, make_passage, (20, 120), (20, 120), (60, 120))
    for label in layout.labels:
        for bracket in layout.brackets:
            if bracket.top < label.y + LABEL_HEIGHT and label.y < bracket.bottom:
                assert label.x > bracket.x


def test_a_name_without_room_hides_behind_another(make_reading: Any, make_passage: Any) -> None:
    layout = _lay_out(make_reading, make_passage, *[(20, 40)] * 4)
    shown = len(layout.labels)
    assert shown + sum(len(label.hidden) for label in layout.labels) == 4
    assert shown < 4


def test_lanes_after_the_fourth_fold(make_reading: Any, make_passage: Any) -> None:
    layout = _lay_out(make_reading, make_passage, *[(20, 120)] * 7)
    assert len(layout.brackets) == 4
    assert [len(fold.folded) for fold in layout.folds] == [3]
    fold = layout.folds[0]
    assert {each.id for each in layout.at(fold.x + 2, fold.y + 2)} == {4, 5, 6}


def test_a_bracket_is_open_where_the_view_ends(make_reading: Any, make_passage: Any) -> None:
    layout = _lay_out(make_reading, make_passage, (-1, 50), (300, 401))
    assert [(each.open_top, each.open_bottom) for each in layout.brackets] == [
        (True, False),
        (False, True),
    ]


def test_a_point_tells_its_passage(make_reading: Any, make_passage: Any) -> None:
    layout = _lay_out(make_reading, make_passage, (20, 120), (60, 120))
    bracket, label = layout.brackets[1], layout.labels[0]
    assert layout.at(bracket.x + 3, 100)[0].id == 1
    assert layout.at(label.x + 2, label.y + 2)[0].id == 0
    assert layout.at(2000, 2000) == ()
