"""A table from hashes to numbers answers as a dictionary would."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.columnar.writing.word_table import MISSING, WordTable

#: Hashes that come to few slots, the last one among them, so that they are in each other's way.
CROWDED = st.builds(
    lambda upper, lower: upper << 54 | lower,
    st.sampled_from([0, 1, 2, 1022, 1023]),
    st.integers(0, 40),
)
HASHES = CROWDED | st.integers(0, 2**64 - 1)


def found(table: WordTable, hashes: list[int]) -> list[int]:
    numbers: list[int] = table.find(np.array(hashes, np.uint64)).tolist()
    return numbers


@given(st.lists(st.dictionaries(HASHES, st.integers(0, 2**31 - 1))), st.lists(HASHES))
def test_it_is_a_dictionary(added: list[dict[int, int]], others: list[int]) -> None:
    table = WordTable()
    known: dict[int, int] = {}
    for more in added:
        fresh = {key: number for key, number in more.items() if key not in known}
        assert found(table, list(fresh)) == [MISSING] * len(fresh)
        table.add(np.array(list(fresh), np.uint64), np.array(list(fresh.values()), np.int32))
        known |= fresh
        assert len(table) == len(known)
    asked = [*known, *others, *known]
    assert found(table, asked) == [known.get(key, MISSING) for key in asked]


def test_a_new_table_knows_nothing() -> None:
    """Not even the hash that its empty slots hold."""
    assert found(WordTable(), [0, 1, 2**64 - 1]) == [MISSING] * 3
    assert found(WordTable(), []) == []


def test_hashes_of_one_slot_go_round_the_end() -> None:
    table = WordTable()
    hashes = list(range(2**64 - 400, 2**64))
    table.add(np.array(hashes, np.uint64), np.arange(400, dtype=np.int32))
    assert found(table, hashes) == list(range(400))
    assert found(table, [0, 2**64 - 401]) == [MISSING] * 2


def test_it_grows_and_keeps_what_it_has() -> None:
    random = np.random.default_rng(5)
    hashes = np.unique(random.integers(0, 2**64 - 1, 200_000, np.uint64, endpoint=True))
    random.shuffle(hashes)
    numbers = np.arange(len(hashes), dtype=np.int32)
    table = WordTable()
    borders = [0, 1, 2, 511, 512, 513, 1024, 5_000, 130_000, len(hashes)]
    for start, end in pairwise(borders):
        table.add(hashes[start:end], numbers[start:end])
        assert np.array_equal(table.find(hashes[:end]), numbers[:end])
        assert np.all(table.find(hashes[end:]) == MISSING)
    assert len(table) == len(hashes)
