"""Spans, matches and passages of a text, in the document's units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.text.spans import Span
from viewer.ui.reading.text.marked_text import MarkedText


@given(st.data())
def test_spans_survive_the_way_to_utf16_and_back(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("aЖ😀🚩e\u0301\u00a0\n"), min_size=1))
    ends = st.integers(0, len(text))
    start, end = sorted((data.draw(ends), data.draw(ends)))
    marked = MarkedText(text)
    assert marked.span(*marked.stretch(Span(start, end))) == Span(start, end)


def test_words_lose_white_space_at_both_ends() -> None:
    marked = MarkedText("😀 \u00a0 two words \n")
    assert marked.words(0, marked.units.length) == Span(0, 13)
    assert marked.words(2, 5) is None


def test_matches_are_walked_in_order_and_end(text: str) -> None:
    marked = MarkedText(text)
    marked.set_matches([Span(30, 40), Span(4, 7), Span(9, 9), Span(0, 10_000)])
    assert marked.current is None
    assert marked.step_match(True, 0)
    assert marked.current == marked.stretch(Span(4, 7))
    assert marked.step_match(True, 0)
    assert marked.current == marked.stretch(Span(30, 40))
    assert not marked.step_match(True, 0)
    assert marked.current is None
    assert marked.step_match(False, marked.units.length)
    assert marked.current == marked.stretch(Span(30, 40))


def test_the_walk_sets_out_from_the_caret(text: str) -> None:
    marked = MarkedText(text)
    marked.set_matches([Span(4, 7), Span(30, 40)])
    assert marked.step_match(True, 20)
    assert marked.current_match == 1
