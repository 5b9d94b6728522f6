"""Whoosh's reader of a column of numbers, to sort and group documents by."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh import columns

from viewer.search.columnar.storage.layout import Array


class NumberReader(columns.ColumnReader):  # type: ignore[misc]
    """Reads a column of a segment."""

    def __init__(self, numbers: Array) -> None:
        self._numbers = numbers
        self._reverse = False

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> int:
        return int(self._numbers[docnum])

    def __iter__(self) -> Iterator[int]:
        found: list[int] = self._numbers.tolist()
        return iter(found)

    def sort_key(self, docnum: int) -> int:
        """What to sort a document by."""
        return -self[docnum] if self._reverse else self[docnum]

    def set_reverse(self) -> None:
        """Turn the order round."""
        self._reverse = True
