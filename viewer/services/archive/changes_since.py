"""What has changed since a step that was seen: for changes that another program made."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from viewer.base.ids import StepId
from viewer.base.messages import Message
from viewer.catalogue.models import UNJOURNALLED, Base, JournalChange, JournalStep
from viewer.catalogue.recorder import keys_of
from viewer.catalogue.row_ids import MANY, MOST_ROWS, RowIds, TouchedRows
from viewer.services.archive.archive import Archive
from viewer.services.types import ArchiveChanged

_JOURNALLED = tuple(
    table for table in Base.metadata.sorted_tables if table.name not in UNJOURNALLED
)


def changes_since(archive: Archive, seen: StepId) -> ArchiveChanged | None:
    """All that was changed after the step `seen`, told as one change; None where nothing was.

    It carries the newest step and its name. The journal is read, and of each table no more than
    can be told, so this costs a moment whatever was done. Where the archive's newest step is older
    than `seen` the file has been put back, and every table counts as changed (`MANY`).
    """
    with archive.reading() as session:
        return read_changes(session, seen)


def read_changes(
    session: Session, seen: StepId, tables: Collection[str] | None = None
) -> ArchiveChanged | None:
    """The same of the state that `session` sees, and of these tables alone where some are named.

    Who brings up to date what it has read before goes by this and not by the events: those tell
    of a change when it was made, and what is read then may hold later ones already.
    """
    newest = session.execute(
        select(JournalStep.id, JournalStep.what).order_by(JournalStep.id.desc()).limit(1)
    ).first()
    step = StepId(newest.id if newest else 0)
    if step == seen:
        return None
    if step < seen:
        return everything_changed(step)
    every = [table.name for table in _JOURNALLED]
    found = touched_rows(session, seen, every if tables is None else tables)
    return ArchiveChanged(step, Message.from_json(newest.what if newest else ""), found)


def everything_changed(step: StepId) -> ArchiveChanged:
    """A change that may have touched any row of any table."""
    name = Message("step.several")
    return ArchiveChanged(step, name, {table.name: MANY for table in _JOURNALLED})


def touched_rows(
    session: Session, seen: StepId, tables: Collection[str], most: int | None = None
) -> dict[str, RowIds]:
    """By table the rows that were changed after the step `seen`, in the state that `session` sees;
    past `most` rows of a table (or `MOST_ROWS`) it is `MANY`."""
    most = MOST_ROWS if most is None else most
    found = {name: _touched(session, Base.metadata.tables[name], seen, most) for name in tables}
    return {name: ids for name, ids in found.items() if ids}


def _touched(session: Session, table: Table, seen: StepId, most: int) -> RowIds | None:
    rows = session.execute(
        select(JournalChange.action, JournalChange.row_key)
        .where(JournalChange.table_name == table.name, JournalChange.step_id > seen)
        .order_by(JournalChange.step_id, JournalChange.id)
        .limit(most + 1)
    ).all()
    if len(rows) > most:
        return MANY
    touched = TouchedRows(most)
    for action, key in rows:
        touched.add(table.name, action, keys_of(table, [json.loads(key)]))
    return touched.by_table().get(table.name)
