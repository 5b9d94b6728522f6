"""Ids in pieces that a statement can hold: each once, in order."""

from __future__ import annotations

import pytest

from viewer.services.archive.batched import PORTION, batched


@pytest.mark.parametrize(
    ("ids", "pieces"),
    [
        ([], []),
        ([3], [[3]]),
        ([5, 1, 3, 1, 5, 2], [[1, 2], [3, 5]]),
        ({4, 3, 2}, [[2, 3], [4]]),
    ],
)
def test_each_id_comes_once_and_in_order(ids: list[int], pieces: list[list[int]]) -> None:
    assert list(batched(ids, 2)) == pieces


def test_two_conditions_of_a_full_piece_are_within_what_a_statement_takes() -> None:
    (most, *_) = batched(range(100_000))
    assert len(most) == PORTION
    assert 2 * PORTION < 32_766
