"""Tables (.csv, .tsv) that list texts: each row holds a text, or the path of a file with one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from viewer.base.errors import InputError
from viewer.base.file_names import shown_path
from viewer.base.messages import Message
from viewer.exchange.importers.facts import check_facts, one_line, record_of
from viewer.exchange.importers.formats import PLAIN_TEXT, format_of
from viewer.exchange.importers.metadata import known_columns
from viewer.exchange.importers.records import (
    Outcome,
    ReadOptions,
    Skipped,
    TextFacts,
    TextRecord,
    Warned,
)
from viewer.exchange.importers.source_file import (
    SourceFile,
    guess_warning,
    os_trouble,
    read_source,
    refuse_blank,
    shown_name,
)
from viewer.exchange.importers.table import Row, Table, read_table
from viewer.text.canonical import canonical
from viewer.text.encoding import Decoded, decode

_ABSOLUTE = re.compile(r"/|[A-Za-z]:")
#: Fields of a row that stand for what the listed file says of itself; notes are joined.
_ROW_WINS = tuple(field.name for field in fields(TextFacts) if field.name != "note")


@dataclass(frozen=True, slots=True)
class Outline:
    """What a look over a table tells: how many rows, and the real paths of the files they name."""

    rows: int
    listed: frozenset[str]


def outline(path: Path, asked: ReadOptions) -> Outline:
    """Look a table over; one that cannot be read counts as one row that names nothing."""
    try:
        table = _open_table(read_source(path), asked)[0]
    except (InputError, OSError):
        return Outline(1, frozenset())
    rows, listed = 0, set()
    for row in table.rows():
        rows += 1
        if "path" in row.cells:
            try:
                listed.add(os.path.realpath(_listed_file(path, row)))
            except (InputError, OSError):
                continue
    return Outline(max(rows, 1), frozenset(listed))


def read_manifest(file: SourceFile, asked: ReadOptions) -> Iterator[Outcome]:
    """A record for each row, or a `Skipped` that names the row, and warnings.

    What a row says of a listed file goes before what the file says of itself. At any time the
    table and one listed file are in memory. Raises `InputError` where the table as a whole cannot
    be read, `Cancelled` when asked to stop.
    """
    name = shown_name(file.path)
    table, decoded = _open_table(file, asked)
    yield from guess_warning(file, decoded)
    yield from _column_warnings(file, table)
    row = None
    for row in table.rows():
        asked.cancel.check()
        where = f"{file.shown}, row {row.number}"
        try:
            yield from _read_row(file, row, decoded.encoding, asked)
        except InputError as error:
            yield Skipped(where, error.message)
        except OSError as error:
            listed = file.path.parent / one_line(row.cells.get("path", ""))
            yield Skipped(where, os_trouble(listed, error))
    if row is None:
        raise InputError("import.no-rows", name=name)


def _open_table(file: SourceFile, asked: ReadOptions) -> tuple[Table, Decoded]:
    """The table of a file: UTF-8 where it is that, as the encoding asked for may be the texts'."""
    asked = asked.for_file(file.path)
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError:
        decoded = decode(file.data, asked.encoding, asked.language, asked.guessed_as)
    else:
        decoded = decode(file.data)
    return read_table(decoded.text, shown_name(file.path)), decoded


def listed_files(file: SourceFile, asked: ReadOptions) -> Iterator[Path]:
    """The files that a table's rows name for their texts; nothing where it is no such table."""
    try:
        table = _open_table(file, asked)[0]
    except InputError:
        return
    for row in table.rows():
        if "path" in row.cells and "text" not in row.cells:
            try:
                yield _listed_file(file.path, row)
            except InputError:
                continue


def _column_warnings(file: SourceFile, table: Table) -> Iterator[Warned]:
    name = shown_name(file.path)
    if table.unknown:
        quoted = [Message.of("quoted", words=head) for head in table.unknown]
        heads = Message.of("series", parts=quoted)
        known = known_columns()
        warning = Message.of("import.unknown-columns", name=name, heads=heads, known=known)
        yield Warned(file.shown, warning)
    fields = [field for field in table.fields if field and field != "note"]
    for field in sorted({field for field in fields if fields.count(field) > 1}):
        named = field.replace("_", " ")
        yield Warned(file.shown, Message.of("import.several-columns", name=name, field=named))


def _read_row(file: SourceFile, row: Row, encoding: str, asked: ReadOptions) -> Iterator[Outcome]:
    if row.trouble is not None:
        raise InputError(row.trouble)
    if "text" in row.cells:
        yield from _read_text_row(file, row, encoding, asked)
    elif "path" in row.cells:
        yield from _read_path_row(file, row, asked)
    else:
        raise InputError("import.empty-row", row=row.number)


def _read_text_row(
    file: SourceFile, row: Row, encoding: str, asked: ReadOptions
) -> Iterator[Outcome]:
    """A row that holds its text. A path beside it names something else, a scan for instance."""
    where = f"{file.shown}, row {row.number}"
    text = canonical(row.cells["text"])
    refuse_blank(text, _name_of(file, row))
    facts, complaints = check_facts(row.cells, _name_of(file, row))
    notes = [facts.note, f"Path as given: {row.cells['path']}" if "path" in row.cells else ""]
    facts = replace(
        facts,
        note="\n".join(filter(None, notes)),
        place_in_source=facts.place_in_source or f"row {row.number}",
    )
    source = file.record(encoding, "csv", facts.citation)
    yield record_of(where, text, facts, source, asked.language)
    yield from (Warned(where, complaint) for complaint in complaints)


def _read_path_row(file: SourceFile, row: Row, asked: ReadOptions) -> Iterator[Outcome]:
    """A row that names a file: its text, with the row's facts laid over its own."""
    where = f"{file.shown}, row {row.number}"
    path = _listed_file(file.path, row)
    read = (format_of(path) or PLAIN_TEXT).read.load()
    facts, complaints = check_facts(row.cells, _name_of(file, row))
    asked = replace(asked.for_file(path), language=facts.language or asked.language)
    for outcome in read(read_source(path), asked):
        if not isinstance(outcome, TextRecord):
            yield outcome
            continue
        given = {field: getattr(facts, field) for field in _ROW_WINS if getattr(facts, field)}
        citation = facts.citation or outcome.source.citation
        yield replace(
            outcome,
            **given,
            note="\n".join(filter(None, (facts.note, outcome.note))),
            source=replace(outcome.source, citation=citation),
        )
    yield from (Warned(where, complaint) for complaint in complaints)


def _name_of(file: SourceFile, row: Row) -> str:
    return f"{shown_name(file.path)}, row {row.number}"


def _listed_file(table: Path, row: Row) -> Path:
    """The file that a row names, which must lie in the table's folder, links resolved.

    A table can come from anyone; it may not reach for the rest of the disk, and not for tables,
    which could list each other.
    """
    relative = one_line(row.cells["path"]).replace("\\", "/")
    home = os.path.realpath(table.parent)
    path = table.parent / relative
    if (
        _ABSOLUTE.match(relative)
        or ".." in relative.split("/")
        or not Path(os.path.realpath(path)).is_relative_to(home)
    ):
        raise InputError("import.path-outside", path=shown_path(relative))
    format = format_of(path)
    if (format is not None and format.is_table) or path.name == table.name:
        raise InputError("import.table-in-table", path=shown_name(path))
    return path
