"""Code points and UTF-16 units: the same places in both counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.text.offsets import Utf16Map

SAMPLE = "Война 🚩 Японии\r\ncafe\u0301\u00a0𝔛🚩🚩."
CASES = Path(__file__).parents[3] / "shared" / "cases" / "apache-textposition.json"

texts = st.text(alphabet=st.sampled_from("aя\u0301\u00a0\r\n🚩𝔛\uffff\U00010000"), max_size=40)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
@example(SAMPLE)
def test_agrees_with_the_codec(text: str) -> None:
    offsets = Utf16Map(text)
    assert offsets.length == utf16_length(text)
    for position in range(len(text) + 1):
        assert offsets.to_utf16(position) == utf16_length(text[:position])


@given(texts)
@example(SAMPLE)
def test_there_and_back(text: str) -> None:
    offsets = Utf16Map(text)
    for position in range(len(text) + 1):
        assert offsets.to_code_point(offsets.to_utf16(position)) == position


@given(texts)
@example(SAMPLE)
def test_inside_a_pair_is_before_it(text: str) -> None:
    offsets = Utf16Map(text)
    for position, character in enumerate(text):
        if character > "\uffff":
            assert offsets.to_code_point(offsets.to_utf16(position) + 1) == position


@given(texts)
def test_never_runs_backwards(text: str) -> None:
    offsets = Utf16Map(text)
    there = [offsets.to_code_point(unit) for unit in range(offsets.length + 1)]
    assert there == sorted(there)
    assert there[0] == 0
    assert there[-1] == len(text)


def test_the_example_of_the_standards() -> None:
    assert Utf16Map("Война 🚩 Японии").to_utf16(8) == 9


@pytest.mark.parametrize("text", ["", "война", SAMPLE])
def test_refuses_places_outside(text: str) -> None:
    offsets = Utf16Map(text)
    for outside in (-1, len(text) + 1):
        with pytest.raises(ValueError, match="outside"):
            offsets.to_utf16(outside)
    for outside in (-1, offsets.length + 1):
        with pytest.raises(ValueError, match="outside"):
            offsets.to_code_point(outside)


def test_positions_as_another_implementation_has_them() -> None:
    if not CASES.exists():
        pytest.skip("the cases of Apache Annotator are not beside the project")
    # Their ranges are UTF-16 positions; the texts beside them were cut as if they were code points.
    for case in json.loads(CASES.read_text(encoding="utf-8")).values():
        start, end = case["selector"]["start"], case["selector"]["end"]
        offsets = Utf16Map(case["text"])
        assert [[offsets.to_utf16(start), offsets.to_utf16(end)]] == case["expected_ranges"]
        assert offsets.to_code_point(case["expected_ranges"][0][0]) == start
        assert offsets.to_code_point(case["expected_ranges"][0][1]) == end
