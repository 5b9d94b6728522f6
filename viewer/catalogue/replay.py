"""Undo and redo: a step's journalled changes turned round, or made once more.

Both are refused with `ConflictError` when a row no longer stands as the step left it (or, for
redo, as it was before). Foreign keys are checked by the database when the caller commits: a row
that something made later depends on fails there, and `refusal` gives the sentence for it. In both
cases the caller's transaction is rolled back, so a step is never half undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from viewer.base.errors import ConflictError
from viewer.catalogue.models import Base, JournalChange, JournalStep
from viewer.catalogue.recorder import JournalRecorder, RowChange, as_json

_RUN = 400
_OPPOSITE = {"insert": "delete", "delete": "insert", "update": "update"}


def replay(session: Session, step: JournalStep, recorder: JournalRecorder, *, undo: bool) -> None:
    """Apply `step` backwards (`undo`) or forwards once more, recording every row changed."""
    session.flush()
    # Rows of one step may refer to each other in any order; SQLite checks again at commit.
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    order = JournalChange.id.desc() if undo else JournalChange.id
    rows = session.execute(
        select(
            JournalChange.table_name,
            JournalChange.action,
            JournalChange.row_key,
            JournalChange.before,
            JournalChange.after,
        )
        .where(JournalChange.step_id == step.id)
        .order_by(order)
    ).all()
    changes = (_read(row) for row in rows)
    for run in _runs(_turned(change) if undo else change for change in changes):
        _refuse_unless_as_expected(session, run, step.what, undo=undo)
        _apply(session, run)
        recorder.write(run)


def refusal(what: str, *, undo: bool) -> ConflictError:
    """The error for a step that the database refused at commit: later work depends on it."""
    verb = "undone" if undo else "redone"
    return ConflictError(
        f"“{what}” cannot be {verb}: something made later depends on it, such as a passage of a "
        "text or a use of a tag. Undo the later steps first; nothing was changed now."
    )


def _read(row: Any) -> RowChange:
    return RowChange(
        Base.metadata.tables[row.table_name],
        row.action,
        json.loads(row.row_key),
        json.loads(row.before or "{}"),
        json.loads(row.after or "{}"),
    )


def _turned(change: RowChange) -> RowChange:
    return RowChange(
        change.table, _OPPOSITE[change.action], change.key, change.after, change.before
    )


def _runs(changes: Iterator[RowChange]) -> Iterator[list[RowChange]]:
    """Group neighbours for one statement: same table, action and columns, no row twice."""
    run: list[RowChange] = []
    seen: set[str] = set()
    for change in changes:
        row = as_json(change.key)
        alike = run and (
            (run[0].table, run[0].action, run[0].after.keys())
            == (change.table, change.action, change.after.keys())
        )
        if run and (not alike or row in seen or len(run) >= _RUN):
            yield run
            run, seen = [], set()
        run.append(change)
        seen.add(row)
    if run:
        yield run


def _refuse_unless_as_expected(
    session: Session, run: Sequence[RowChange], what: str, *, undo: bool
) -> None:
    standing = _standing(session, run)
    for change in run:
        row = standing.get(as_json(change.key))
        if change.action == "insert":
            ok = row is None
        else:
            ok = row is not None and all(row[name] == was for name, was in change.before.items())
        if not ok:
            verb = "undone" if undo else "redone"
            raise ConflictError(
                f"“{what}” cannot be {verb}: what it changed has been changed again since "
                f"({change.table.name} {', '.join(str(v) for v in change.key.values())}). "
                "Undo the later steps first; nothing was changed now."
            )


def _standing(session: Session, run: Sequence[RowChange]) -> dict[str, dict[str, Any]]:
    table = run[0].table
    names = list(run[0].key)
    found: dict[str, dict[str, Any]] = {}
    keys = iter(run)
    while part := list(islice(keys, 200)):
        where: ColumnElement[bool]
        if len(names) == 1:
            where = table.c[names[0]].in_([change.key[names[0]] for change in part])
        else:
            where = or_(
                *(and_(*(table.c[name] == change.key[name] for name in names)) for change in part)
            )
        for row in session.connection().execute(select(table).where(where)).mappings():
            found[as_json({name: row[name] for name in names})] = dict(row)
    return found


def _apply(session: Session, run: Sequence[RowChange]) -> None:
    table, connection = run[0].table, session.connection()
    where = and_(*(table.c[name] == bindparam(f"key_{name}") for name in run[0].key))
    keys = [{f"key_{name}": value for name, value in change.key.items()} for change in run]
    if run[0].action == "insert":
        connection.execute(insert(table), [change.after for change in run])
    elif run[0].action == "delete":
        connection.execute(delete(table).where(where), keys)
    else:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in run[0].after}
        connection.execute(
            update(table).where(where).values(values),
            [
                key | {f"new_{name}": value for name, value in change.after.items()}
                for key, change in zip(keys, run, strict=True)
            ],
        )
