"""Writing the journal: each flush of a session becomes rows of `journal_change`.

The rows are written inside the session's own transaction, from its own flush events, so a change
without its record (or a record without its change) cannot be committed. Bulk statements would
pass by the flush and are refused on journalled tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Table, event, insert, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.base import PassiveFlag

from viewer.catalogue.execute_many import execute_many
from viewer.catalogue.models import UNJOURNALLED, Base, JournalChange
from viewer.catalogue.row_ids import RowIds, RowKey, TouchedRows

_RANK = {table.name: rank for rank, table in enumerate(Base.metadata.sorted_tables)}


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def as_json(values: Mapping[str, Any]) -> str:
    """Column values as compact JSON with stable key order."""
    return _JSON.encode(values)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that was inserted, updated or deleted, with its column values.

    `before` is empty for an insert, `after` for a delete; an update has the changed columns only.
    """

    table: Table
    action: str
    key: RowKey
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    #: Key, before and after as the journal has them, where they need not be written out again.
    texts: tuple[str, str, str] | None = None

    @property
    def key_columns(self) -> tuple[int, ...]:
        """The columns of the key, also where it is one."""
        return self.key if isinstance(self.key, tuple) else (self.key,)

    def journal_row(self, step_id: int) -> dict[str, Any]:
        """The columns of its `JournalChange`."""
        key, before, after = self.texts or self._texts()
        return {
            "step_id": step_id,
            "table_name": self.table.name,
            "action": self.action,
            "row_key": key,
            "before": before,
            "after": after,
        }

    def _texts(self) -> tuple[str, str, str]:
        return (
            _key_form(self.table) % self.key_columns,
            "" if self.action == "insert" else as_json(self.before),
            "" if self.action == "delete" else as_json(self.after),
        )


@cache
def _key_form(table: Table) -> str:
    """What `as_json` makes of a key, with a place for each of its columns."""
    names = [column.name for column in table.primary_key]
    assert names == sorted(names), table.name
    return "{" + ",".join(f'"{name}":%d' for name in names) + "}"


def keys_of(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[RowKey]:
    """The primary key among each row's values: an id, or a tuple in the order of the table."""
    names = [column.name for column in table.primary_key]
    if len(names) == 1:
        return [row[names[0]] for row in rows]
    return [tuple(row[name] for name in names) for row in rows]


class JournalRecorder:
    """Records into step `step_id` all that `session` flushes from now on."""

    def __init__(self, session: Session, step_id: int) -> None:
        self._session = session
        self._step_id = step_id
        self._touched = TouchedRows()
        self.changes = 0
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", self._refuse_bulk)

    @property
    def rows(self) -> Mapping[str, RowIds]:
        """Which rows of which tables were changed."""
        return self._touched.by_table()

    def _refuse_bulk(self, state: ORMExecuteState) -> None:
        if (state.is_update or state.is_delete or state.is_insert) and state.bind_mapper:
            table = state.bind_mapper.local_table.name  # type: ignore[attr-defined]
            if table not in UNJOURNALLED:
                raise RuntimeError(f"bulk change of the journalled table {table}")

    def _after_flush(self, session: Session, _context: object) -> None:
        inserts = [_change(each, "insert") for each in session.new if _journalled(each)]
        updates = [_change(each, "update") for each in session.dirty if _journalled(each)]
        deletes = [_change(each, "delete") for each in session.deleted if _journalled(each)]
        inserts.sort(key=lambda change: _RANK[change.table.name])
        deletes.sort(key=lambda change: -_RANK[change.table.name])
        self.write([*inserts, *(change for change in updates if change.after), *deletes])

    def write(self, changes: Sequence[RowChange]) -> None:
        """Append `changes`, which were made in this order, to the step."""
        if not changes:
            return
        rows = [change.journal_row(self._step_id) for change in changes]
        execute_many(self._session.connection(), insert(JournalChange), rows)
        self.changes += len(changes)
        for (table, action), alike in groupby(changes, lambda each: (each.table.name, each.action)):
            self._touched.add(table, action, (change.key for change in alike))


def _change(instance: object, action: str) -> RowChange:
    state = inspect(instance, raiseerr=True)
    mapper = state.mapper
    key = tuple(getattr(instance, column.key) for column in mapper.local_table.primary_key)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for attribute in mapper.column_attrs:
        name = attribute.columns[0].key
        if action == "update":
            history = state.get_history(attribute.key, PassiveFlag.PASSIVE_NO_FETCH)
            if history.has_changes():
                before[name] = history.deleted[0]
                after[name] = history.added[0]
        else:
            (after if action == "insert" else before)[name] = getattr(instance, attribute.key)
    return RowChange(mapper.local_table, action, key[0] if len(key) == 1 else key, before, after)


def _journalled(instance: object) -> bool:
    table = inspect(instance, raiseerr=True).mapper.local_table
    return table.name not in UNJOURNALLED
