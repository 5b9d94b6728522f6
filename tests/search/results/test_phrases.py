"""Phrases with slop: every way to place the words, against trying all of them."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from viewer.search.results.phrases import phrase_places

places = st.lists(st.sets(st.integers(0, 12)).map(sorted), min_size=1, max_size=4)


@given(places, st.integers(1, 5))
def test_it_finds_the_tightest_place_for_every_end(standing: list[list[int]], slop: int) -> None:
    tightest: dict[int, int] = {}
    for row in product(*standing):
        if all(0 < after - before <= slop for before, after in pairwise(row)):
            tightest[row[-1]] = max(row[0], tightest.get(row[-1], 0))
    assert phrase_places(standing, slop) == sorted(
        ((first, last) for last, first in tightest.items()), key=lambda place: place[1]
    )
