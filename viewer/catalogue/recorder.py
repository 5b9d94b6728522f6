"""Writing the journal: each flush of a session becomes rows of `journal_change`.

The rows are written inside the session's own transaction, from its own flush events, so a change
without its record (or a record without its change) cannot be committed. Bulk statements would
pass by the flush and are refused on journalled tables.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.base import PassiveFlag

from viewer.catalogue.models import UNJOURNALLED, Base, JournalChange

_RANK = {table.name: rank for rank, table in enumerate(Base.metadata.sorted_tables)}


def as_json(values: dict[str, Any]) -> str:
    """Column values as compact JSON with stable key order."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class JournalRecorder:
    """Records into step `step_id` all that `session` flushes from now on."""

    def __init__(self, session: Session, step_id: int) -> None:
        self._session = session
        self._step_id = step_id
        self.changes = 0
        self.tables: set[str] = set()
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", self._refuse_bulk)

    def _refuse_bulk(self, state: ORMExecuteState) -> None:
        if (state.is_update or state.is_delete or state.is_insert) and state.bind_mapper:
            table = state.bind_mapper.local_table.name  # type: ignore[attr-defined]
            if table not in UNJOURNALLED:
                raise RuntimeError(f"bulk change of the journalled table {table}")

    def _after_flush(self, session: Session, _context: object) -> None:
        inserts = [self._row(each, "insert") for each in session.new if _journalled(each)]
        updates = [self._row(each, "update") for each in session.dirty if _journalled(each)]
        deletes = [self._row(each, "delete") for each in session.deleted if _journalled(each)]
        inserts.sort(key=lambda row: _RANK[row["table_name"]])
        deletes.sort(key=lambda row: -_RANK[row["table_name"]])
        self.write([*inserts, *(row for row in updates if row["after"] != "{}"), *deletes])

    def write(self, rows: list[dict[str, Any]]) -> None:
        """Append `rows` (columns of `JournalChange` but `step_id`) to the step."""
        if rows:
            for row in rows:
                row["step_id"] = self._step_id
            self._session.connection().execute(insert(JournalChange.__table__), rows)  # type: ignore[arg-type]
            self.changes += len(rows)
            self.tables.update(row["table_name"] for row in rows)

    def _row(self, instance: object, action: str) -> dict[str, Any]:
        state = inspect(instance, raiseerr=True)
        mapper = state.mapper
        key = {column.key: getattr(instance, column.key) for column in mapper.primary_key}
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
        return {
            "table_name": mapper.local_table.name,
            "action": action,
            "row_key": as_json(key),
            "before": "" if action == "insert" else as_json(before),
            "after": "" if action == "delete" else as_json(after),
        }


def _journalled(instance: object) -> bool:
    table = inspect(instance, raiseerr=True).mapper.local_table
    return table.name not in UNJOURNALLED
