"""Quotes with context: described uniquely, found wherever they stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.annotation.selectors import (
    CONTEXT,
    MOST_CONTEXT,
    Quote,
    context_lengths,
    describe,
    find,
    quote_at,
)
from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.text.spans import Span

CASES = Path(__file__).parents[3] / "shared" / "cases" / "apache-textquote.json"
SAMPLE = (
    "Война 🚩 объявлена.\nThe cafe\u0301 at\u00a0Harbin burned. Война 🚩 объявлена.\n"
    "The cafe\u0301 at\u00a0Mukden burned; and that was that, said the Army’s own newspaper."
)


def describe_all(text: str, spans: list[Span], cancel: CancelToken | None = None) -> list[Quote]:
    """The quotes of many spans, as the tagging of every match makes them."""
    lengths = context_lengths(text, spans, cancel)
    return [quote_at(text, span, length) for span, length in zip(spans, lengths, strict=True)]


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.text(alphabet="abя \u0301\u200d🚩\u00a0\n", min_size=1, max_size=150))
    text *= draw(st.integers(1, 3))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@settings(deadline=None)
@given(texts_with_spans())
def test_a_described_passage_is_found_there_and_only_there(case: tuple[str, Span]) -> None:
    text, span = case
    quote = describe(text, span)
    assert quote.exact == span.of(text)
    assert find(text, quote) == [span]


@settings(deadline=None)
@given(texts_with_spans())
def test_context_is_what_stands_beside(case: tuple[str, Span]) -> None:
    text, span = case
    quote = describe(text, span)
    assert text[: span.start].endswith(quote.prefix)
    assert text[span.end :].startswith(quote.suffix)
    assert len(quote.prefix) >= min(CONTEXT, span.start)
    assert len(quote.suffix) >= min(CONTEXT, len(text) - span.end)


def test_context_grows_until_it_tells_two_places_apart() -> None:
    sentence = "No losses were reported on this front by any of the armies that took part in it. "
    text = "First. " + sentence * 2 + "Last."
    start = text.index("losses")
    quote = describe(text, Span(start, start + 6))
    assert quote.prefix.startswith("First. ")
    again = text.index("losses", start + 1)
    assert find(text, describe(text, Span(again, again + 6))) == [Span(again, again + 6)]


def test_context_has_an_end_in_a_text_that_repeats_itself() -> None:
    text = "the army gave up. " * 5_000
    start = text.index("army", 40_000)
    quote = describe(text, Span(start, start + 4))
    assert (len(quote.prefix), len(quote.suffix)) == (MOST_CONTEXT, MOST_CONTEXT)
    assert Span(start, start + 4) in find(text, quote)


@settings(deadline=None)
@given(texts_with_spans(), st.lists(st.integers(0, 450), max_size=12))
def test_many_passages_are_described_as_each_alone(
    case: tuple[str, Span], starts: list[int]
) -> None:
    text, span = case
    spans = [span, *(Span(start, start + 1) for start in starts if start < len(text))]
    assert describe_all(text, spans) == [describe(text, each) for each in spans]


def test_many_passages_of_a_long_text_that_repeats_itself_are_described_at_once() -> None:
    sentence = "The Квантунская армия 🚩 gave up at Harbin; it was the end\u0301 of it. "
    text = "First. " + sentence * 15_000 + "Last."
    starts = [start for start in range(len(text)) if text.startswith("армия", start)]
    spans = [Span(start, start + 5) for start in starts]
    quotes = describe_all(text, spans)
    assert [quote.exact for quote in quotes] == ["армия"] * len(spans)
    assert quotes[0] == describe(text, spans[0])
    assert find(text, quotes[-1]) == [spans[-1]]


def test_describing_many_passages_can_be_stopped() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        describe_all(SAMPLE, [Span(0, 5)], cancel)


def test_context_does_not_part_a_letter_from_its_marks() -> None:
    text = "e\u0301" * 100
    quote = describe(text, Span(100, 102))
    assert quote.prefix.startswith("e")
    assert quote.suffix.endswith("\u0301")
    family = "👩\u200d👧" * 60
    described = describe(family, Span(90, 93))
    assert described.prefix.startswith("👩\u200d")
    assert described.suffix.endswith("\u200d👧")


@pytest.mark.parametrize("length", [10, 11, 12])
def test_context_is_never_cut_inside_a_character_with_its_marks(length: int) -> None:
    accented = quote_at("e\u0301" * 100, Span(100, 102), length)
    assert accented.prefix.startswith("e")
    assert accented.suffix.endswith("\u0301")
    family = quote_at("👩\u200d👧" * 60, Span(90, 93), length)
    assert family.prefix.startswith("👩\u200d")
    assert family.suffix.endswith("\u200d👧")
    assert min(len(accented.prefix), len(family.suffix)) >= length


def test_context_grows_to_half_a_thousand_code_points_where_it_must() -> None:
    sentence = "No losses were reported. "
    text = "First. " + sentence * 34 + "Last."
    middle = text.index("losses", 400)
    quote = describe(text, Span(middle, middle + 6))
    assert len(quote.prefix) + len(quote.suffix) > 256
    assert find(text, quote) == [Span(middle, middle + 6)]
    assert describe_all(text, [Span(middle, middle + 6)]) == [quote]


@pytest.mark.parametrize("span", [Span(3, 3), Span(0, len(SAMPLE) + 1)])
def test_nothing_cannot_be_described(span: Span) -> None:
    with pytest.raises(ValueError, match="holds no words"):
        describe(SAMPLE, span)


def test_all_places_where_the_context_is_unknown() -> None:
    starts = (SAMPLE.index("burned"), SAMPLE.rindex("burned"))
    burned = [Span(start, start + 6) for start in starts]
    assert find(SAMPLE, Quote("burned")) == burned
    assert find(SAMPLE, Quote("burned", "the city had ", "")) == burned
    assert find(SAMPLE, Quote("burned", "Mukden ", ";")) == burned[1:]
    assert find(SAMPLE, Quote("Berlin")) == []
    assert find(SAMPLE, Quote("")) == []


def test_places_may_overlap() -> None:
    assert find("aaa", Quote("aa")) == [Span(0, 2), Span(1, 3)]


def test_quotes_as_another_implementation_finds_them() -> None:
    if not CASES.exists():
        pytest.skip("the cases of Apache Annotator are not beside the project")
    for name, case in json.loads(CASES.read_text(encoding="utf-8")).items():
        selector = case["selector"]
        quote = Quote(selector["exact"], selector.get("prefix", ""), selector.get("suffix", ""))
        found = find(case["text"], quote)
        assert [[span.start, span.end] for span in found] == case["expected_ranges"], name
        assert [span.of(case["text"]) for span in found] == case["expected_text"], name
