"""The sorted terms of a field, against a sorted list."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.search.columnar.storage.dictionary import SAMPLED, TermDictionary, packed

#: Few letters, so that prefixes are shared; the last byte has none after it.
TERMS = st.binary(max_size=5) | st.lists(st.sampled_from([b"a", b"b", b"\xff", b"\x00"])).map(
    b"".join
)
MANY = [str(number).encode() for number in range(SAMPLED * 3 + 1)]


def dictionary(terms: list[bytes]) -> TermDictionary:
    return TermDictionary(*packed(terms))


@given(st.sets(TERMS, max_size=200).map(sorted), st.lists(TERMS, max_size=20))
@example(sorted(MANY), [b"", b"1", b"1999", b"2", b"\xff"])
@example(sorted(MANY[:SAMPLED]), MANY[:SAMPLED])
@example(sorted(MANY[: SAMPLED + 1]), [b"63", b"64", b"9", b"99"])
@example([], [b"", b"a"])
@example([b"", b"\xff", b"\xff\xff", b"\xff\xffa"], [b"\xff", b"\xff\xff", b""])
def test_terms_are_found_as_in_a_sorted_list(terms: list[bytes], asked: list[bytes]) -> None:
    found = dictionary(terms)
    assert len(found) == len(terms)
    assert list(found) == terms
    assert [found.term(number) for number in range(len(terms))] == terms
    for term in [*asked, *terms]:
        assert found.place(term) == bisect_left(terms, term)
        assert found.find(term) == (terms.index(term) if term in terms else -1)
        prefixed = found.prefixed(term)
        assert found.terms(prefixed) == [each for each in terms if each.startswith(term)]


@given(st.sets(TERMS, max_size=40).map(sorted), st.data())
def test_adjacent_terms(terms: list[bytes], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(terms)))
    end = data.draw(st.integers(start, len(terms)))
    assert dictionary(terms).terms(range(start, end)) == terms[start:end]


@given(st.sets(st.text(st.characters(exclude_categories=["Cs"])), max_size=60))
def test_the_order_of_bytes_is_that_of_code_points(words: set[str]) -> None:
    by_bytes = sorted(word.encode() for word in words)
    assert [term.decode() for term in dictionary(by_bytes)] == sorted(words)


@pytest.mark.parametrize("count", [0, 1, SAMPLED, 4_096, 4_097, 9_000])
def test_all_terms_however_many(count: int) -> None:
    terms = sorted(f"слово{number}🚩".encode() for number in range(count))
    found = dictionary(terms)
    assert list(found) == terms
    assert found.prefixed("слово".encode()) == range(count)
    assert all(found.find(term) == number for number, term in enumerate(terms))
    assert found.find(b"zzz") == found.find(b"") == -1
