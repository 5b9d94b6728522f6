"""The journal as its readers see it: steps, newest first."""

from __future__ import annotations

from sqlalchemy import select

from viewer.catalogue.models import JournalStep
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import step_info
from viewer.services.types import StepInfo


def list_journal(archive: Archive, *, limit: int = 200, offset: int = 0) -> list[StepInfo]:
    """Up to `limit` steps, newest first, after the first `offset`."""
    with archive.reading() as session:
        steps = session.scalars(
            select(JournalStep).order_by(JournalStep.id.desc()).limit(limit).offset(offset)
        )
        return [step_info(step) for step in steps]
