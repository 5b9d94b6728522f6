"""One statement for many rows, without what SQLAlchemy does for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Update


def execute_many(
    connection: Connection,
    statement: Insert | Update | Delete,
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Execute `statement` for each of `rows`, which all name the same columns or parameters.

    The statement is compiled once and its values handed to the driver as they are: the catalogue
    has no column whose values need converting, and the conversion took longer than the writing.
    """
    if not rows:
        return
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names = compiled.positiontup
    assert names is not None  # SQLite's driver takes parameters by position
    # A getter of one name gives the value, of several a tuple.
    values = itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
    connection.exec_driver_sql(str(compiled), [values(row) for row in rows])
