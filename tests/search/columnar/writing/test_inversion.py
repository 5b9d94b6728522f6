"""Words become postings, against an inversion of dictionaries and lists."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.search.columnar.plain_index import field_content, plain_content, plainly, uncounted
from viewer.search.columnar.writing.inversion import Terms, inverted

WORDS = st.sampled_from(
    ["war", "peace", "мир", "война", "🚩", "a", "ab", "é", "\uffff", "\U00010000"]
)
DOCUMENTS = st.lists(st.lists(WORDS, max_size=12), max_size=8)

LONG = [[f"слово{number * number % 977}" for number in range(50_000)]]


@given(DOCUMENTS)
@example([])
@example([[]])
@example([[], ["war"], []])
@example(LONG)
@example([*LONG, [], ["слово1"]])
def test_words_are_inverted(documents: list[list[str]]) -> None:
    plain = plainly(documents)
    content = field_content(documents)
    assert plain_content(content) == plain
    assert [term.decode() for term in content.terms] == list(plain)
    assert content.terms == sorted(content.terms)
    assert content.lengths is not None
    assert content.lengths.tolist() == [len(words) for words in documents]
    without = field_content(documents, positions=False)
    assert without.places is None
    assert plain_content(without) == uncounted(plain)


@given(DOCUMENTS)
def test_documents_and_positions_ascend(documents: list[list[str]]) -> None:
    for held in plain_content(field_content(documents)).values():
        assert list(held) == sorted(held)
        assert all(places == sorted(set(places)) for places in held.values())


def numbered(*texts: str) -> Terms:
    terms = Terms()
    assert terms.numbers(texts) == list(range(len(texts)))
    return terms


def test_terms_that_do_not_occur_are_left_out() -> None:
    words, lengths = np.array([3, 1, 3], np.int32), np.array([2, 1], np.int64)
    terms = numbered("", "b", "unused", "a", "last")
    content = inverted(words, lengths, terms, positions=True)
    assert content.terms == [b"a", b"b"]
    assert plain_content(content) == {"a": {0: [0], 1: [0]}, "b": {0: [1]}}


@given(st.lists(st.lists(WORDS | st.text(max_size=3), max_size=6), max_size=5))
def test_terms_stay_sorted_as_they_become_more(drawn: list[list[str]]) -> None:
    terms = Terms()
    known: list[str] = []
    for batch in drawn:
        for text in dict.fromkeys(batch):
            if text not in known:
                assert terms.numbers([text]) == [len(known)]
                known.append(text)
        ranks = terms.ranks()
        assert ranks.tolist() == [sorted(known).index(text) for text in known]
        used = np.array([len(text) % 2 == 0 for text in sorted(known)], np.bool_)
        assert terms.ranked(used) == [text.encode() for text in sorted(known) if len(text) % 2 == 0]
        assert terms.numbers(known) == list(range(len(known)))
        assert terms.texts == known


@pytest.mark.parametrize("terms", [65_535, 65_536, 65_537, 140_000])
def test_more_terms_than_one_pass_sorts(terms: int) -> None:
    shuffled = list(range(terms))
    random.Random(terms).shuffle(shuffled)
    documents = [[f"{number:06}" for number in shuffled], ["000000", f"{terms - 1:06}", "000000"]]
    content = field_content(documents)
    assert content.terms == [f"{number:06}".encode() for number in range(terms)]
    assert plain_content(content) == plainly(documents)
