"""JournalStep, JournalChange: the append-only record of changes; ArchiveMark: the file itself.

A step is one service call. Its changes are rows in the order in which they were made, each with
the primary key and the column values before and after as JSON objects (only the changed columns
for an update; `before` empty for an insert, `after` empty for a delete).
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from viewer.catalogue.base import Base, Instant, Key, Uid, Words


class ArchiveMark(Base):
    """The archive itself; exactly one row."""

    __tablename__ = "archive"
    __table_args__ = (CheckConstraint("id = 1", name="is_alone"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    title: Mapped[Words]
    created_at: Mapped[Instant]


class JournalStep(Base):
    """One change of the archive as its user knows it ("Tag 3 passages")."""

    __tablename__ = "journal_step"
    __table_args__ = (
        CheckConstraint("kind IN ('build', 'do', 'undo', 'redo')", name="kind_is_known"),
        CheckConstraint(
            "(kind IN ('build', 'do')) = (target_id IS NULL)", name="target_if_replayed"
        ),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    at: Mapped[Instant]
    who: Mapped[Words]
    what: Mapped[Words]
    #: `build` is what an archive was shipped with: it stands in the journal but is never undone.
    kind: Mapped[str]
    #: The step that this one undoes or redoes.
    target_id: Mapped[int | None] = mapped_column(ForeignKey("journal_step.id"))
    #: How many rows it changed.
    changes: Mapped[int] = mapped_column(default=0)


class JournalChange(Base):
    """One row that a step inserted, updated or deleted."""

    __tablename__ = "journal_change"
    __table_args__ = (
        CheckConstraint("action IN ('insert', 'update', 'delete')", name="action_is_known"),
        Index(None, "table_name", "step_id"),
    )

    id: Mapped[Key]
    step_id: Mapped[int] = mapped_column(ForeignKey("journal_step.id"), index=True)
    table_name: Mapped[str]
    action: Mapped[str]
    #: JSON object of the primary key.
    row_key: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")
