"""Passages as a table (CSV) that spreadsheets open: RFC 4180, UTF-8 with a byte order mark.

**Guarded cells.** A spreadsheet takes a cell for a formula if it begins with `=`, `+`, `-`, `@`
(or their full-width forms), a tab, CR or LF; a text from elsewhere could then make it compute or
fetch. Such a cell, and one that has apostrophes before such a character, gets one apostrophe put
before it. The column `guarded` names the columns of the row where that was done, so a quote is
never altered in silence: drop one apostrophe from a cell that is named there (or apply `unguard`
to every cell, which comes to the same) and it is what was stored.

Tags are parted by `; `; a semicolon or backslash within a tag has a backslash before it.

Links of a passage are one a line, each line being

    KIND → [UID] WORDS (CITATION)

where KIND is one of the kinds of link, the arrow `→` for a link from this passage and `←` for one
to it, UID the `annotation_uid` of the other passage, WORDS the beginning of its quote (in quotation
marks, unless it is of an abstract) and CITATION a short one. They are followed by
` not in this table` where the other passage has no row here, and by `: ` with the link's note, on
one line, where it has one. A link between two rows is in both. KIND, arrow and UID are all that is
needed to read a link back.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import IO

from viewer.exchange.exporters.columns import EXPORT_COLUMNS
from viewer.exchange.exporters.rows import ExportInfo, ExportPassage

#: The head of the last column, which is about the cells of the others.
GUARDED = "guarded"
_WOULD_RUN = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")


def write(passages: Iterable[ExportPassage], stream: IO[bytes], info: ExportInfo) -> int:
    """Write a header and one row for each passage; how many passages. `info` has no place here."""
    del info
    stream.write(b"\xef\xbb\xbf")
    table = csv.writer(_Utf8(stream), lineterminator="\r\n")
    table.writerow([*(column.name for column in EXPORT_COLUMNS), GUARDED])
    count = 0
    for passage in passages:
        cells = {column.name: str(column.cell(passage)) for column in EXPORT_COLUMNS}
        guarded = [name for name, cell in cells.items() if _WOULD_RUN.match(cell)]
        cells |= {name: guard(cells[name]) for name in guarded}
        table.writerow([*cells.values(), "; ".join(guarded)])
        count += 1
    return count


def guard(cell: str) -> str:
    """`cell` as no spreadsheet takes it for a formula."""
    return f"'{cell}" if _WOULD_RUN.match(cell) else cell


def unguard(cell: str) -> str:
    """What `guard` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


class _Utf8:
    """A text stream for the `csv` module that leaves the binary stream below it open."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.encode("utf-8"))
