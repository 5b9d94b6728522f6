"""Writing many rows of one table at once, each journalled from the very values that are written.

A flush of the session costs a tenth of a millisecond a row. These statements cost a tenth of that
and keep its promise: the rows and their record are written in one transaction, and there is no way
to write the ones without the other. Rows that the session holds are not brought up to date; the
caller flushes before and forgets them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy import text as sql

from viewer.catalogue.execute_many import execute_many
from viewer.catalogue.models import UNJOURNALLED, Base
from viewer.catalogue.recorder import JournalRecorder, RowChange, keys_of
from viewer.catalogue.row_ids import RowKey

T = TypeVar("T")
Values = Mapping[str, Any]

#: Keys in one condition, well below SQLite's limit of variables in a statement (32,766).
_KEYS_AT_ONCE = 5000

_BODY = "body"


def insert_rows(
    connection: Connection, recorder: JournalRecorder, table: Table, rows: Sequence[Values]
) -> list[RowKey]:
    """Insert `rows` and journal them; returns their keys, in order.

    A column that a row does not name gets its default; rows of a table with an id get the next
    ones. A text is not journalled, as texts never are. Raises `ValueError` for a table that is not
    the catalogue's or that nothing but the journal itself may write, or for an unknown column.
    """
    _refuse_foreign(table)
    complete = _complete(connection, table, rows)
    if complete:
        execute_many(connection, insert(table), complete)
    keys = keys_of(table, complete)
    if table.name not in UNJOURNALLED:
        recorder.write(
            [
                RowChange(table, "insert", key, {}, row)
                for key, row in zip(keys, complete, strict=True)
            ]
        )
    return keys


def update_rows(
    connection: Connection, recorder: JournalRecorder, table: Table, values: Mapping[RowKey, Values]
) -> int:
    """Set the columns that `values` names for each key, and journal what that changes.

    Returns how many rows changed; rows that are not there,
    or have these values already, are passed over. Raises `ValueError` like `insert_rows`.
    """
    _refuse_unjournalled(table)
    changes = []
    for key, row in rows_by_key(connection, table, list(values)).items():
        after = {name: value for name, value in values[key].items() if row[name] != value}
        if after:
            changes.append(
                RowChange(table, "update", key, {name: row[name] for name in after}, after)
            )
    for alike in _by_columns(changes):
        execute(connection, table, "update", alike)
    recorder.write(changes)
    return len(changes)


def delete_rows(
    connection: Connection, recorder: JournalRecorder, table: Table, keys: Sequence[RowKey]
) -> int:
    """Delete the rows with these keys and journal what they held; returns how many there were.

    Raises `ValueError` like `insert_rows`.
    """
    _refuse_unjournalled(table)
    changes = [
        RowChange(table, "delete", key, row, {})
        for key, row in rows_by_key(connection, table, keys).items()
    ]
    execute(connection, table, "delete", changes)
    recorder.write(changes)
    return len(changes)


def execute(
    connection: Connection, table: Table, action: str, changes: Sequence[RowChange]
) -> None:
    """Make changes of one table, all of one `action` and of the same columns; nothing is recorded.

    For changes that are journalled by the caller, as a replay is from the journal's own words.
    """
    if not changes:
        return
    if action == "insert":
        # A step from before a column was added does not name it.
        execute_many(connection, insert(table), _filled(table, [each.after for each in changes]))
        return
    columns = [column.name for column in table.primary_key]
    where = and_(*(table.c[name] == bindparam(f"key_{name}") for name in columns))
    names = [f"key_{name}" for name in columns]
    keys = [dict(zip(names, change.key_columns, strict=True)) for change in changes]
    if action == "delete":
        execute_many(connection, delete(table).where(where), keys)
        return
    new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in changes[0].after}
    execute_many(
        connection,
        update(table).where(where).values(new),
        [
            key | {f"new_{name}": value for name, value in change.after.items()}
            for key, change in zip(keys, changes, strict=True)
        ],
    )


def rows_by_key(
    connection: Connection, table: Table, keys: Sequence[RowKey]
) -> dict[RowKey, Values]:
    """The rows with these keys as they stand, in order of the keys; a missing one is left out."""
    names = [column.name for column in table.columns]
    first = next(iter(table.primary_key))
    found: dict[RowKey, Values] = {}
    # Of a composite key by its first column: the few other rows that share it are passed over.
    firsts = sorted({key[0] if isinstance(key, tuple) else key for key in keys})
    for portion in _portions(firsts, _KEYS_AT_ONCE):
        result = connection.execute(select(table).where(_among(first, portion))).all()
        rows = [dict(zip(names, row, strict=True)) for row in result]
        found.update(zip(keys_of(table, rows), rows, strict=True))
    return {key: found[key] for key in keys if key in found}


class _OneRow:
    """What a default that is derived from the rest of its row asks of SQLAlchemy's context."""

    def __init__(self, row: Values) -> None:
        self._row = row

    def get_current_parameters(self) -> Values:
        return self._row


def _among(column: Column[int], ids: Sequence[int]) -> ColumnElement[bool]:
    """That the column is one of these ascending ids, or lies near them.

    Rows that were made together have ids in a row, and a range is read ten times as fast as a list.
    """
    if ids[-1] - ids[0] < 2 * len(ids):
        return column.between(ids[0], ids[-1])
    return column.in_(ids)


def _complete(connection: Connection, table: Table, rows: Sequence[Values]) -> list[dict[str, Any]]:
    """Every column of every row: as given, by its default, or the next id."""
    unknown = {name for row in rows for name in row} - set(table.columns.keys())
    if unknown:
        raise ValueError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    complete = _filled(table, rows)
    if "id" in table.columns:
        for number, row in enumerate(complete, _next_id(connection, table)):
            if row["id"] is None:
                row["id"] = number
    return complete


def _filled(table: Table, rows: Sequence[Values]) -> list[dict[str, Any]]:
    """The rows with the defaults of the columns that they do not name."""
    defaults: dict[str, Any] = {
        column.name: column.default.arg if column.default is not None else None  # type: ignore[attr-defined]
        for column in table.columns
    }
    derived = [name for name, default in defaults.items() if callable(default)]
    filled = [{**defaults, **row} for row in rows]
    for name in derived:
        for row in filled:
            if callable(row[name]):
                row[name] = row[name](_OneRow(row))
    return filled


def _next_id(connection: Connection, table: Table) -> int:
    """An id that no row of the table ever had; the write lock is held, so it stays free."""
    newest = connection.execute(
        sql("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
    ).scalar()
    return (newest or 0) + 1


def _refuse_foreign(table: Table) -> None:
    if Base.metadata.tables.get(table.name) is not table:
        raise ValueError(f"{table.name} is no table of the catalogue")
    if table.name in UNJOURNALLED and table.name != _BODY:
        raise ValueError(f"{table.name} is written by the journal only")


def _refuse_unjournalled(table: Table) -> None:
    _refuse_foreign(table)
    if table.name in UNJOURNALLED:
        raise ValueError(f"a row of {table.name} is never changed or removed")


def _by_columns(changes: Sequence[RowChange]) -> Iterator[list[RowChange]]:
    """The changes that set the same columns, one list after the other."""
    groups: dict[tuple[str, ...], list[RowChange]] = {}
    for change in changes:
        groups.setdefault(tuple(change.after), []).append(change)
    yield from groups.values()


def _portions(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]
