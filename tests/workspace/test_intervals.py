"""Overlap found through the index is what a scan of all finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.workspace.intervals import IntervalIndex

_STRETCHES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 60)).map(lambda pair: (pair[0], sum(pair))),
    max_size=200,
)


@given(_STRETCHES, st.integers(0, 360), st.integers(1, 80))
def test_finds_what_a_scan_of_all_finds(
    stretches: list[tuple[int, int]], start: int, length: int
) -> None:
    end = start + length
    found = IntervalIndex(stretches).touching(start, end)
    expected = [at for at, (s, e) in enumerate(stretches) if s < end and e > start]
    assert sorted(found) == expected
    assert [stretches[at][0] for at in found] == sorted(stretches[at][0] for at in expected)


def test_looks_only_where_it_may_find() -> None:
    stretches = [(at * 10, at * 10 + 5) for at in range(10_000)]
    index = IntervalIndex(stretches)
    assert len(index) == 10_000
    assert index.touching(50_001, 50_012) == [5_000, 5_001]
