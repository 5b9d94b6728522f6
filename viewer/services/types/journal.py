"""What was changed, and what a look over the archive found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from viewer.base.ids import StepId
from viewer.catalogue.row_ids import RowIds


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One journal step. `kind` is `build`, `do`, `undo` or `redo`, `changes` a count of rows."""

    id: StepId
    at: str
    who: str
    what: str
    kind: str
    changes: int


@dataclass(frozen=True, slots=True)
class UndoState:
    """What undo and redo would do now; an empty name means that there is nothing."""

    undo_what: str
    redo_what: str


@dataclass(frozen=True, slots=True)
class ArchiveChanged:
    """Published after each committed change, on the thread that made it.

    `rows` says by table which rows were inserted, updated and deleted, so that a read model reads
    again what it shows of them and nothing else; tables that did not change are not in it.
    """

    step: StepId
    what: str
    rows: Mapping[str, RowIds]

    @property
    def tables(self) -> frozenset[str]:
        """The tables whose rows changed."""
        return frozenset(self.rows)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of an archive found. `problems` and `repaired` are sentences."""

    checked: Mapping[str, int]
    problems: tuple[str, ...]
    repaired: tuple[str, ...] = field(default=())
