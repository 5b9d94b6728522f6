"""Undo and redo: a step's journalled changes turned round, or made once more.

Both are refused with `ConflictError` when a row no longer stands as the step left it (or, for
redo, as it was before). Foreign keys are checked by the database when the caller commits: a row
that something made later depends on fails there, and `refusal` gives the sentence for it. In both
cases the caller's transaction is rolled back, so a step is never half undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from viewer.base.errors import ConflictError
from viewer.base.messages import Message
from viewer.catalogue.bulk import execute, rows_by_key
from viewer.catalogue.models import Base, JournalChange, JournalStep
from viewer.catalogue.recorder import JournalRecorder, RowChange
from viewer.catalogue.row_ids import RowKey

#: Changes that are read, checked and made at once.
_RUN = 5000
#: By name, each table and the columns of its key.
_TABLES = {
    table.name: (table, [column.name for column in table.primary_key])
    for table in Base.metadata.tables.values()
}
_OPPOSITE = {"insert": "delete", "delete": "insert", "update": "update"}


def replay(session: Session, step: JournalStep, recorder: JournalRecorder, *, undo: bool) -> None:
    """Apply `step` backwards (`undo`) or forwards once more, recording every row changed."""
    session.flush()
    connection = session.connection()
    # Rows of one step may refer to each other in any order; SQLite checks again at commit.
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    order = JournalChange.id.desc() if undo else JournalChange.id
    stored = connection.execute(
        select(
            JournalChange.table_name,
            JournalChange.action,
            JournalChange.row_key,
            JournalChange.before,
            JournalChange.after,
        )
        .where(JournalChange.step_id == step.id)
        .order_by(order)
    )
    while rows := stored.fetchmany(_RUN):
        for run in _runs(_read(rows, undo=undo)):
            _refuse_unless_as_expected(session, run, Message.from_json(step.what), undo=undo)
            execute(connection, run[0].table, run[0].action, run)
            recorder.write(run)


def refusal(step: Message, *, undo: bool) -> ConflictError:
    """The error for a step that the database refused at commit: later work depends on it."""
    return ConflictError("step.needed-by-undo" if undo else "step.needed-by-redo", step=step)


def _read(rows: Sequence[Row[str, str, str, str, str]], *, undo: bool) -> Iterator[RowChange]:
    """The stored changes, turned round for `undo`; their words are kept for the new record."""
    # One document is read four times as fast as its parts.
    words = ",".join(
        f"[{key},{before or '{}'},{after or '{}'}]" for _, _, key, before, after in rows
    )
    read = json.loads(f"[{words}]")
    for (name, action, *texts), (key, before, after) in zip(rows, read, strict=True):
        table, names = _TABLES[name]
        row_key = key[names[0]] if len(names) == 1 else tuple(key[each] for each in names)
        if undo:
            turned = (texts[0], texts[2], texts[1])
            yield RowChange(table, _OPPOSITE[action], row_key, after, before, turned)
        else:
            yield RowChange(table, action, row_key, before, after, (texts[0], texts[1], texts[2]))


def _runs(changes: Iterator[RowChange]) -> Iterator[list[RowChange]]:
    """Group neighbours for one statement: same table, action and changed columns, no row twice."""
    run: list[RowChange] = []
    seen: set[RowKey] = set()
    for change in changes:
        alike = run and (
            run[0].table is change.table
            and run[0].action == change.action
            and (change.action != "update" or run[0].after.keys() == change.after.keys())
        )
        if run and (not alike or change.key in seen):
            yield run
            run, seen = [], set()
        run.append(change)
        seen.add(change.key)
    if run:
        yield run


def _refuse_unless_as_expected(
    session: Session, run: Sequence[RowChange], step: Message, *, undo: bool
) -> None:
    rows = rows_by_key(session.connection(), run[0].table, [change.key for change in run])
    for change in run:
        row = rows.get(change.key)
        if change.action == "insert":
            ok = row is None
        else:
            ok = row is not None and change.before.items() <= row.items()
        if not ok:
            raise ConflictError(
                "step.overtaken-undo" if undo else "step.overtaken-redo",
                step=step,
                table=change.table.name,
                key=", ".join(map(str, change.key_columns)),
            )
