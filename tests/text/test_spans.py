"""Spans are half-open, count code points, and cannot be turned round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.text.spans import Span

TEXT = "Война 🚩\r\ncafe\u0301\u00a0Харбин"

spans = st.builds(lambda start, length: Span(start, start + length), *[st.integers(0, 12)] * 2)


def test_a_span_covers_its_start_and_not_its_end() -> None:
    assert Span(6, 7).of(TEXT) == "🚩"
    assert Span(9, 14).of(TEXT) == "cafe\u0301"
    assert Span(3, 3).of(TEXT) == ""
    assert len(Span(9, 14)) == 5


def test_an_empty_span_is_false() -> None:
    assert not Span(3, 3)
    assert Span(3, 4)


@given(spans, spans)
def test_spans_overlap_where_they_share_a_code_point(one: Span, other: Span) -> None:
    if one and other:
        shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
        assert one.overlaps(other) == other.overlaps(one) == bool(shared)


def test_neighbours_do_not_overlap() -> None:
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert not Span(5, 9).overlaps(Span(0, 5))


@given(spans, st.integers(0, 9))
def test_a_shifted_span_keeps_its_length(span: Span, by: int) -> None:
    moved = span.shifted(by)
    assert (moved.start - span.start, len(moved)) == (by, len(span))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
def test_what_is_no_stretch_of_a_text_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
    with pytest.raises(ValueError, match="not a span"):
        Span(1, 2).shifted(-2)


def test_spans_are_in_the_order_of_the_text() -> None:
    assert sorted([Span(4, 6), Span(0, 9), Span(4, 5)]) == [Span(0, 9), Span(4, 5), Span(4, 6)]
