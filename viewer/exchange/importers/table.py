"""A table as text: its delimiter, its columns by our names, its rows one by one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from viewer.base.errors import InputError
from viewer.base.messages import Message
from viewer.exchange.importers.metadata import field_of
from viewer.exchange.importers.source_file import MAX_BYTES

_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` counts as a spreadsheet does, from 1 with the header and blank rows.

    `cells` holds values by field of `METADATA_FIELDS`, filled ones only; `trouble` is the message
    without its subject where the row cannot be read, and then `cells` is empty.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    trouble: Message | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that lists texts. `unknown` are heads of columns that no field has."""

    text: str
    delimiter: str
    heads: tuple[str, ...]
    header_number: int

    @property
    def fields(self) -> tuple[str, ...]:
        """The field of each column, empty for an unknown one."""
        return tuple(field_of(head) for head in self.heads)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Heads of the columns that no field has."""
        return tuple(head for head in self.heads if head.strip() and not field_of(head))

    def rows(self) -> Iterator[Row]:
        """The rows behind the header; blank ones are passed over.

        A row that breaks the rules of quoting is one row of trouble, and reading goes on behind
        it. Of several columns for one field the first that is filled counts; notes are joined.
        """
        reader = _reader(self.text, self.delimiter)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(number, trouble=_quoting_trouble(number, str(error)))
                continue
            if number > self.header_number and any(cell.strip() for cell in cells):
                yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row:
        extra = cells[len(self.heads) :]
        if any(cell.strip() for cell in extra):
            trouble = Message.of(
                "import.too-many-cells", row=number, cells=len(cells), heads=len(self.heads)
            )
            return Row(number, trouble=trouble)
        values: dict[str, str] = {}
        for name, cell in zip(self.fields, cells, strict=False):
            if name == "note" and values.get(name) and cell.strip():
                values[name] += f"\n{cell}"
            elif name and cell.strip():
                values.setdefault(name, cell)
        return Row(number, values)


def read_table(text: str, name: str) -> Table:
    """Find the delimiter and the header of a table called `name`.

    Raises `InputError` where no column holds texts or paths of texts.
    """
    # The limit is the interpreter's, not the reader's; a file's own bound is the bound of a cell.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0].removesuffix("\r").casefold()
    # Excel reads and writes a line before the header that names the delimiter.
    named = first[4:] if first.startswith("sep=") and len(first) == 5 else ""
    delimiter = named or max(_DELIMITERS, key=lambda mark: _promise(text, mark))
    header_number, heads = _header(text, delimiter, 2 if named else 1)
    table = Table(text, delimiter, heads, header_number)
    if not {"text", "path"} & set(table.fields):
        found = ", ".join(f"“{head}”" for head in heads if head) or "nothing"
        raise InputError("import.no-text-column", name=name, found=found)
    return table


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _header(text: str, delimiter: str, earliest: int) -> tuple[int, tuple[str, ...]]:
    """The number and the cells of the first row from `earliest` on that is not blank."""
    reader = _reader(text, delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return number, ()
        except csv.Error:
            continue
        if number >= earliest and any(cell.strip() for cell in cells):
            return number, tuple(" ".join(cell.split()) for cell in cells)


def _promise(text: str, delimiter: str) -> tuple[int, int]:
    """How many fields, and how many columns, the header has when parted by `delimiter`."""
    heads = _header(text, delimiter, 1)[1]
    return len({field_of(head) for head in heads} - {""}), len(heads)


def _quoting_trouble(number: int, error: str) -> Message:
    open_ended = "unexpected end" in error
    return Message.of(
        "import.open-quotation" if open_ended else "import.stray-quotation", row=number
    )
