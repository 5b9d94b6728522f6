"""Places of terms and phrases, against loops that are easy to believe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.search.columnar.plain_index import plainly, segment_of
from viewer.search.columnar.evaluation import positions
from viewer.search.columnar.evaluation.positions import (
    NO_SPANS,
    Spans,
    common_docs,
    joined_spans,
    phrase_spans,
    spans_in,
    term_spans,
)
from viewer.search.results.phrases import phrase_places

WORD = st.sampled_from("abc")
DOCUMENTS = st.lists(st.tuples(st.lists(WORD, max_size=9), st.booleans()), max_size=6)
Drawn = list[tuple[list[str], bool]]
Span = tuple[int, int, int]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("places")


def listed(spans: Spans) -> list[Span]:
    return list(zip(*(each.tolist() for each in spans), strict=True))


def spans_of(drawn: set[Span]) -> Spans:
    docs, starts, ends = zip(*sorted(drawn), strict=True) if drawn else ((), (), ())
    return Spans(np.array(docs, np.intp), np.array(starts, np.int64), np.array(ends, np.int64))


@pytest.mark.parametrize("sparse", [0, 400], ids=["looked up", "by table"])
@given(drawn=DOCUMENTS, phrase=st.lists(WORD, min_size=1, max_size=4), slop=st.integers(1, 4))
@example(drawn=[(["a"], True), (["b"], True)], phrase=["a", "b"], slop=4)
@example(drawn=[(["a", "a", "a"], True)] * 3, phrase=["a", "a"], slop=1)
@example(drawn=[(["b", "a"], True), (["b", "a", "b"], True)], phrase=["a", "b"], slop=1)
@example(drawn=[(["a", "c", "a", "b"], True), (["a"], False)], phrase=["a", "a", "b"], slop=2)
def test_phrases_stand_where_highlighting_says(
    place: Callable[[], Path], sparse: int, drawn: Drawn, phrase: list[str], slop: int
) -> None:
    documents, live = [words for words, _ in drawn], [lives for _, lives in drawn]
    plain = plainly(documents)
    if not set(phrase) <= plain.keys():
        return
    segment = segment_of(place(), documents, live)
    field = segment.fields["text"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(positions, "_SPARSE", sparse)
        numbers = [field.find(word.encode()) for word in phrase]
        found = phrase_spans(segment, field, numbers, slop)
    assert listed(found) == [
        (doc, first, last)
        for doc, lives in enumerate(live)
        if lives
        for first, last in phrase_places([plain[word].get(doc, []) for word in phrase], slop)
    ]
    holding = [
        doc for doc, lives in enumerate(live) if lives and set(phrase) <= set(documents[doc])
    ]
    assert common_docs(segment, field, numbers).tolist() == holding


@given(DOCUMENTS, WORD, st.sets(st.integers(0, 5)))
def test_a_term_stands_at_its_positions(
    place: Callable[[], Path], drawn: Drawn, word: str, wanted: set[int]
) -> None:
    documents, live = [words for words, _ in drawn], [lives for _, lives in drawn]
    plain = plainly(documents)
    if word not in plain:
        return
    segment = segment_of(place(), documents, live)
    field = segment.fields["text"]
    number = field.find(word.encode())
    every = [(doc, at, at) for doc, held in plain[word].items() for at in held]
    assert listed(term_spans(segment, field, number)) == [each for each in every if live[each[0]]]
    mask = np.array([at in wanted for at in range(len(documents))], np.bool_)
    chosen = term_spans(segment, field, number, mask)
    assert listed(chosen) == [each for each in every if each[0] in wanted]
    inside = spans_in(term_spans(segment, field, number), mask)
    assert listed(inside) == [each for each in every if live[each[0]] and each[0] in wanted]


SPANS = st.sets(
    st.tuples(st.integers(0, 3), st.integers(0, 12), st.integers(0, 3)).map(
        lambda drawn: (drawn[0], drawn[1], drawn[1] + drawn[2])
    ),
    max_size=14,
)


@given(st.lists(SPANS, min_size=1, max_size=3))
def test_joined_spans_are_each_there_once(parts: list[set[Span]]) -> None:
    assert listed(joined_spans([spans_of(part) for part in parts])) == sorted(set().union(*parts))


def test_nothing_stands_nowhere() -> None:
    assert listed(NO_SPANS) == listed(spans_in(NO_SPANS, np.ones(1, np.bool_))) == []
