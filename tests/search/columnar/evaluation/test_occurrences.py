"""Places over the whole index: those that reading every text with the `Highlighter` gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.columnar.oracle import SmallIndex
from viewer.base.jobs import CancelToken
from viewer.search.analysis.analyser import analyse
from viewer.search.engine import IndexText, Occurrence
from viewer.search.language.expansions import expand
from viewer.search.language.query import parse
from viewer.search.language.read_query import ReadQuery
from viewer.search.requests import SearchRequest
from viewer.search.results.highlighter import Highlighter
from viewer.text.spans import Span

WORDS = ("war", "wars", "army", "red", "Tokyo", "мир", "мира", "🚩", "lètter")
WAR = ReadQuery(SearchRequest("war"), parse("war", ["en"]))

texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), max_size=8)
queries = st.sampled_from(
    (
        "war",
        '"wars"',
        '"red army"',
        '"red army"~3',
        "war OR army",
        "war army",
        "war NOT red",
        "wa*",
        "мир",
        "aramy~2",
        '"red army" war red',
        "headline:war red",
        "*",
        "🚩",
    )
)


def index_of(contents: list[str], deleted: set[int]) -> tuple[SmallIndex, dict[int, str]]:
    held = {
        number: IndexText(number, "en" if number % 2 else "ru", "war", "", text)
        for number, text in enumerate(contents, 1)
    }
    half = len(held) // 2
    parts = [list(held.values())[:half], list(held.values())[half:]]
    living = {number: text.text for number, text in held.items() if number not in deleted}
    return SmallIndex(parts, deleted), living


@settings(max_examples=150, deadline=None)
@given(texts, st.sets(st.integers(1, 8), max_size=3), queries)
def test_they_are_what_the_finder_finds(contents: list[str], deleted: set[int], asked: str) -> None:
    index, living = index_of(contents, deleted)
    with index:
        engine, cancel = index.engine, CancelToken()
        parsed = expand(parse(asked, ["en", "ru"]), engine, cancel)
        matching = set(engine.evaluate(parsed.tree, cancel).ids.tolist())
        found = engine.occurrences(ReadQuery(SearchRequest(asked), parsed), cancel)
        finder = Highlighter(parsed.tree)
        expected = []
        for number, text in sorted(living.items()):
            if number in matching:
                language = "en" if number % 2 else "ru"
                expected += [(number, span) for span in finder.places(text, language)]
        assert [
            (each.excerpt_id, span_of(each, living[each.excerpt_id])) for each in found
        ] == expected
        assert len(found) == len(expected)


def span_of(occurrence: Occurrence, text: str) -> Span:
    tokens = list(analyse(text, "en" if occurrence.excerpt_id % 2 else "ru"))
    return Span(tokens[occurrence.first].start, tokens[occurrence.last].end)


def test_they_are_a_sequence_whose_items_are_made_when_asked_for() -> None:
    index, _ = index_of(["war", "red war war"], set())
    with index:
        found = index.engine.occurrences(WAR, CancelToken())
        assert len(found) == 3
        assert found[1] == Occurrence(2, 1, 1)
        assert list(found[1:]) == [Occurrence(2, 1, 1), Occurrence(2, 2, 2)]
        with pytest.raises(IndexError):
            found[3]


def test_an_index_of_nothing_has_none() -> None:
    with SmallIndex([]) as index:
        assert len(index.engine.occurrences(WAR, CancelToken())) == 0


@settings(max_examples=60, deadline=None)
@given(texts, st.sets(st.integers(1, 8), max_size=3))
def test_terms_are_counted_in_living_texts(contents: list[str], deleted: set[int]) -> None:
    index, living = index_of(contents, deleted)
    with index:
        for word in ("war", "red", "zz"):
            counts = index.engine.term_counts("text_exact", word)
            times = [text.split().count(word) for text in living.values()]
            assert (counts.texts, counts.times) == (np.count_nonzero(times), sum(times))
