"""Which passages are drawn, where, and what is said of them."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from viewer.services.types import AnchorState
from viewer.text.offsets import Utf16Map
from viewer.text.spans import Span
from viewer.workspace.placed_passages import described, place_passages, spoken


def test_stand_in_utf16_units(make_reading: Any, make_passage: Any) -> None:
    reading = make_reading()
    [placed] = place_passages(
        reading.text, Utf16Map(reading.text), [make_passage(reading, "Manchuria", 1, "a")]
    )
    assert placed.start == reading.text.index("Manchuria") + 1  # one emoji before
    assert placed.end - placed.start == len("Manchuria")


def test_what_has_no_place_is_not_drawn(make_reading: Any, make_passage: Any) -> None:
    reading = make_reading()
    lost = [
        make_passage(reading, "Manchuria", 1, state=AnchorState.ORPHAN),
        make_passage(reading, "Manchuria", 2, state=AnchorState.AMBIGUOUS),
        make_passage(reading, Span(4, 4), 3),
        make_passage(reading, Span(0, 99_999), 4, state=AnchorState.FUZZY),
    ]
    assert place_passages(reading.text, Utf16Map(reading.text), lost) == []


def test_a_quote_that_does_not_stand_there_is_not_drawn_but_logged(
    make_reading: Any, make_passage: Any, caplog: pytest.LogCaptureFixture
) -> None:
    reading = make_reading()
    wrong = make_passage(reading, "Manchuria", 7, quote="Manchukuo")
    with caplog.at_level(logging.WARNING):
        assert place_passages(reading.text, Utf16Map(reading.text), [wrong]) == []
    assert "passage 7" in caplog.text


def test_are_spoken_with_their_tags(make_reading: Any, make_passage: Any) -> None:
    reading = make_reading()
    passages = [
        make_passage(reading, "Manchuria", 1, "liberation", "figure"),
        make_passage(reading, "Manchuria", 2, "liberation", note="look"),
    ]
    placed = place_passages(reading.text, Utf16Map(reading.text), passages)
    assert spoken(placed[:1]) == "2 tags: liberation, figure"
    assert spoken(placed[1:]) == "1 tag: liberation; 1 note"
    assert spoken([]) == ""
    assert described(placed[1]) == "“Manchuria”\nframing/liberation\nlook"


def test_a_long_quote_is_cut_in_its_description(make_reading: Any, make_passage: Any) -> None:
    reading = make_reading()
    whole = make_passage(reading, Span(0, len(reading.text)), 1, state=AnchorState.FUZZY)
    [placed] = place_passages(reading.text, Utf16Map(reading.text), [whole])
    said = described(placed)
    assert said.startswith("“The war 😀 in Manchuria")
    assert "…”" in said
    assert said.endswith("please look at it.")
    assert placed.label == "? note"
