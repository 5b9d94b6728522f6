"""What became of the rows of a list, told in few edits: so a view keeps its place and selection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class HasId(Protocol):
    """A row of a list."""

    @property
    def id(self) -> int:
        """The same as long as it is the same row."""


Row = TypeVar("Row", bound=HasId)


@dataclass(frozen=True, slots=True)
class RowEdit(Generic[Row]):
    """`removed` rows from `at` on are gone, and `inserted` are in their place.

    Where they are as many and `is_same` is set, they are the same rows with other contents.
    """

    at: int
    removed: int
    inserted: tuple[Row, ...]
    is_same: bool = False


def row_edits(before: Sequence[Row], after: Sequence[Row]) -> list[RowEdit[Row]]:
    """The edits that make `before` into `after`, to be done one after the other.

    All that comes or goes is one edit, from the first such row to the last: a change of the
    archive seldom touches rows that are far from each other.
    """
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at].id != after[at].id), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if before[-1 - at].id != after[-1 - at].id), rest)
    edits: list[RowEdit[Row]] = []
    gone, come = len(before) - head - tail, len(after) - head - tail
    if gone or come:
        edits.append(RowEdit(head, gone, tuple(after[head : head + come])))
    for at, row in enumerate(after):
        if head <= at < head + come:
            continue
        old = before[at if at < head else at - come + gone]
        if old is not row and old != row:
            edits.append(RowEdit(at, 1, (row,), is_same=True))
    return edits
