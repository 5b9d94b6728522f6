"""One change under way: the session and the journal step that a service writes through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from viewer.base.ids import StepId
from viewer.base.messages import Message
from viewer.catalogue.bulk import delete_rows, insert_rows, update_rows
from viewer.catalogue.models import Base, JournalStep
from viewer.catalogue.recorder import JournalRecorder
from viewer.services.types import RowKey


class Write:
    """One change under way: its session, its step and its recorder."""

    def __init__(self, session: Session, step: JournalStep, recorder: JournalRecorder) -> None:
        self.session = session
        self.recorder = recorder
        self.discarded = False
        self._step = step

    @property
    def step_id(self) -> StepId:
        """The journal step that the change will be."""
        return StepId(self._step.id)

    @property
    def at(self) -> str:
        """The instant of the step, to stamp rows with."""
        return self._step.at

    @property
    def who(self) -> str:
        """Whose change it is."""
        return self._step.who

    def rename(self, name: Message) -> None:
        """Give the step another name, once it is known what it did."""
        self._step.what = name.to_json()

    def identify(self, uid: str) -> None:
        """Give the step this uid in place of a random one, for builds that must repeat."""
        self._step.uid = uid

    def forget_rows(self) -> None:
        """Flush, then let go of every row: a long change keeps its memory bounded."""
        self.session.flush()
        self.session.expunge_all()
        self.session.add(self._step)

    def insert_rows(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[RowKey]:
        """Insert many rows of one table in one go, journalled; returns their keys, in order.

        Ten times as fast as by the session. A row names columns, and gets the default of one that
        it does not name and the next id. Every row that the session holds is forgotten. Raises
        `ValueError` for a table that is not the catalogue's to write.
        """
        self.forget_rows()
        return insert_rows(self.session.connection(), self.recorder, _table(model), rows)

    def update_rows(self, model: type[Base], values: Mapping[RowKey, Mapping[str, Any]]) -> int:
        """Set columns of many rows by key, like `insert_rows`; returns how many changed by it.

        Rows that are gone, or have these values already, are passed over.
        """
        self.forget_rows()
        return update_rows(self.session.connection(), self.recorder, _table(model), values)

    def delete_rows(self, model: type[Base], keys: Sequence[RowKey]) -> int:
        """Delete many rows by key, like `insert_rows`; returns how many of them were there."""
        self.forget_rows()
        return delete_rows(self.session.connection(), self.recorder, _table(model), keys)

    def discard(self) -> None:
        """Roll everything back when the block ends: for looking at what a change would do."""
        self.discarded = True


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
