"""Whoosh's columns (a value for each document, to sort and group by) as flat arrays.

Numbers and truth values are columns of the segment. Byte strings are kept once each, with the
number of its string for each document; so are the values of all other kinds of column, as JSON:

    NAME/strings, NAME/string_ends    the different strings, where each ends
    NAME/choices                      which of them each document has
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import columns

from viewer.search.columnar.codec.stored_values import Blobs, decoded, encoded, packed_blobs
from viewer.search.columnar.storage.layout import Array, narrowest
from viewer.search.columnar.storage.segment import Segment

#: How a number of each of Whoosh's type codes is kept.
_NUMBERS = {
    **dict.fromkeys("bhilq", "<i8"),
    **{"B": "|u1", "H": "<u2", "I": "<u4", "L": "<u4", "Q": "<u8", "f": "<f4", "d": "<f8"},
}

_BYTES = (
    columns.VarBytesColumn,
    columns.FixedBytesColumn,
    columns.RefBytesColumn,
    columns.CompressedBytesColumn,
    columns.CompressedBlockColumn,
)


class ColumnDraft:
    """The values of one column while its segment is written, in ascending order of documents."""

    def __init__(self, name: str, column: Any) -> None:
        self._name = name
        self._column = column
        self._missing = _written(column, _default(column))
        self._values: list[Any] = []

    def add(self, document: int, value: Any) -> None:
        """Note the value of a document. Raises `ValueError` and `struct.error` if it is none."""
        self._fill(document)
        self._values.append(_written(self._column, value))

    def numbers(self, documents: int) -> Array | None:
        """The column as numbers, an element for each document; None if it is not one of those."""
        kind = _number_kind(self._column)
        if kind is None:
            return None
        self._fill(documents)
        return np.array(self._values, kind)

    def strings(self, documents: int) -> dict[str, Array]:
        """The arrays of a column of strings, by name."""
        self._fill(documents)
        number = {string: at for at, string in enumerate(dict.fromkeys(self._values))}
        content, ends = packed_blobs(list(number))
        choices = np.fromiter(map(number.__getitem__, self._values), np.int64, documents)
        return {
            f"{self._name}/strings": content,
            f"{self._name}/string_ends": ends,
            f"{self._name}/choices": choices.astype(narrowest(len(number))),
        }

    def _fill(self, documents: int) -> None:
        self._values.extend([self._missing] * (documents - len(self._values)))


def has_column(segment: Segment, name: str) -> bool:
    """Whether the segment holds a column of this name."""
    return name in segment.columns or f"{name}/choices" in segment.file


def column_reader(segment: Segment, name: str, column: Any) -> columns.ColumnReader:
    """A reader of one of the segment's columns, which Whoosh's schema says is such a `column`."""
    numbers = segment.column(name)
    if numbers is not None:
        return NumberReader(numbers, isinstance(column, columns.BitColumn))
    file = segment.file
    strings = Blobs(file.array(f"{name}/strings"), file.array(f"{name}/string_ends"))
    return ChoiceReader(strings, file.array(f"{name}/choices"), column)


class NumberReader(columns.ColumnReader):  # type: ignore[misc]
    """Reads a column of numbers, or of truth values."""

    def __init__(self, numbers: Array, truth: bool) -> None:
        self._numbers = numbers
        self._truth = truth
        self._reverse = False

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> int | float | bool:
        number: int | float = self._numbers[docnum].item()
        return bool(number) if self._truth else number

    def __iter__(self) -> Iterator[int | float | bool]:
        numbers: list[Any] = self._numbers.tolist()
        return map(bool, numbers) if self._truth else iter(numbers)

    def sort_key(self, docnum: int) -> int | float:
        """What to sort a document by."""
        if self._truth:
            return int(bool(self[docnum]) is not self._reverse)
        return -self[docnum] if self._reverse else self[docnum]

    def set_reverse(self) -> None:
        """Turn the order round."""
        self._reverse = True


class ChoiceReader(columns.ColumnReader):  # type: ignore[misc]
    """Reads a column of strings, or of values kept as such."""

    def __init__(self, strings: Blobs, choices: Array, column: Any) -> None:
        self._strings = strings
        self._choices = choices
        self._column = column

    def __len__(self) -> int:
        return len(self._choices)

    def __getitem__(self, docnum: int) -> Any:
        return _read(self._column, self._strings[self._choices[docnum]])

    def __iter__(self) -> Iterator[Any]:
        return (_read(self._column, self._strings[choice]) for choice in self._choices.tolist())

    def sort_key(self, docnum: int) -> Any:
        """What to sort a document by: the first of several values."""
        value = self[docnum]
        return value[0] if value and self._column.stores_lists() else value


def _number_kind(column: Any) -> str | None:
    """The type that a column's numbers are kept in; None if it has none."""
    if isinstance(column, columns.BitColumn):
        return "|u1"
    # A ClampedNumericColumn reads what its child would.
    return _NUMBERS[_numeric(column)._typecode] if _numeric(column) is not None else None


def _numeric(column: Any) -> Any:
    child = column._child if isinstance(column, columns.ClampedNumericColumn) else column
    return child if isinstance(child, columns.NumericColumn) else None


def _default(column: Any) -> Any:
    """What a document has that was given no value."""
    if column.stores_lists():
        return []
    if isinstance(column, columns.PickleColumn):
        return None
    if isinstance(column, columns.CompressedBytesColumn | columns.CompressedBlockColumn):
        return b""
    numeric = _numeric(column)
    return (column if numeric is None else numeric).default_value()


def _written(column: Any, value: Any) -> Any:
    """A value as the column's draft keeps it: a number, or bytes."""
    if isinstance(column, columns.BitColumn):
        return bool(value)
    numeric = _numeric(column)
    if numeric is not None:
        return _number(numeric, value, isinstance(column, columns.ClampedNumericColumn))
    if isinstance(column, columns.StructColumn):
        return encoded(list(value), binary=True)
    if isinstance(column, _BYTES):
        return bytes(value)
    return encoded(value, binary=True)


def _number(column: Any, value: Any, clamped: bool) -> int | float:
    """A number as the column's type holds it; the largest one for "not a number" among integers,
    which is the default of Whoosh's sortable floats."""
    code = column._typecode
    largest, smallest = columns.typecode_max, columns.typecode_min
    if code in largest and isinstance(value, float) and math.isnan(value):
        return int(largest[code])
    if clamped:
        value = max(min(value, largest[code]), smallest[code])
    number: int | float = struct.unpack("!" + code, struct.pack("!" + code, value))[0]
    return number


def _read(column: Any, content: bytes) -> Any:
    if isinstance(column, columns.StructColumn):
        return tuple(decoded(content))
    return content if isinstance(column, _BYTES) else decoded(content)
