"""Cutting a long row of ids into pieces that one `IN (…)` can hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

T = TypeVar("T", bound=int)

#: Well below SQLite's limit of variables in a statement (32,766), for two such conditions too.
PORTION = 5000


def batched(ids: Collection[T], size: int = PORTION) -> Iterator[list[T]]:
    """The distinct `ids` ascending, at most `size` of them at a time."""
    whole = sorted(set(ids))
    for first in range(0, len(whole), size):
        yield whole[first : first + size]
