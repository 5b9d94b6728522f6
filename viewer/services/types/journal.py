"""What was changed, and what a look over the archive found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from viewer.base.ids import StepId
from viewer.base.messages import Message
from viewer.catalogue.row_ids import RowIds
from viewer.services.types.catalogue import PublicationInfo
from viewer.services.types.passages import TagInfo


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One journal step. `kind` is `build`, `do`, `undo` or `redo`, `changes` a count of rows."""

    id: StepId
    at: str
    who: str
    name: Message
    kind: str
    changes: int

    @property
    def what(self) -> str:
        """What it did, in words."""
        return str(self.name)


@dataclass(frozen=True, slots=True)
class JournalListing:
    """The newest `steps` of `total`, newest first."""

    total: int
    steps: tuple[StepInfo, ...]

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing more to read."""
        return len(self.steps) >= self.total


@dataclass(frozen=True, slots=True)
class UndoState:
    """The steps that undo and redo would take now; None where there is nothing."""

    undo: Message | None
    redo: Message | None

    @property
    def undo_what(self) -> str:
        """The step to undo in words, or an empty text."""
        return "" if self.undo is None else str(self.undo)

    @property
    def redo_what(self) -> str:
        """The step to redo in words, or an empty text."""
        return "" if self.redo is None else str(self.redo)


@dataclass(frozen=True, slots=True)
class Listed:
    """The codebook, the newspapers, the counts and what can be undone, as the archive was after
    `step`. What lists hold page by page is not here.
    """

    step: StepId
    tags: tuple[TagInfo, ...]
    undo: UndoState
    publications: tuple[PublicationInfo, ...]
    excerpts: int
    passage_count: int


@dataclass(frozen=True, slots=True)
class ArchiveChanged:
    """Published after each committed change, on the thread that made it.

    `rows` says by table which rows were inserted, updated and deleted, so that a read model reads
    again what it shows of them and nothing else; tables that did not change are not in it.
    """

    step: StepId
    name: Message
    rows: Mapping[str, RowIds]

    @property
    def what(self) -> str:
        """What the step did, in words."""
        return str(self.name)

    @property
    def tables(self) -> frozenset[str]:
        """The tables whose rows changed."""
        return frozenset(self.rows)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of an archive found, and what of it was mended."""

    checked: Mapping[str, int]
    problems: tuple[Message, ...]
    repaired: tuple[Message, ...] = field(default=())
