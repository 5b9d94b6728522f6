"""The journal as far as it was read, newest step first, and how it is brought up to date."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from viewer.catalogue.models import JournalStep
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import step_info
from viewer.services.types import JournalListing, StepInfo


def open_journal(archive: Archive, limit: int) -> JournalListing:
    """The newest steps."""
    with archive.reading() as session:
        return _open(session, limit)


def follow_journal(archive: Archive, listing: JournalListing, *, more: int = 0) -> JournalListing:
    """A listing that has steps, with those made since and with up to `more` earlier ones."""
    newest, oldest = listing.steps[0], listing.steps[-1]
    with archive.reading() as session:
        found = session.get(JournalStep, newest.id)
        if found is None or step_info(found) != newest:
            # Another file was put in the place of this one.
            return _open(session, len(listing.steps) + more)
        added = _steps(session, JournalStep.id > newest.id, None)
        earlier = _steps(session, JournalStep.id < oldest.id, more) if more else []
    if not added and not earlier:
        return listing
    return JournalListing(listing.total + len(added), (*added, *listing.steps, *earlier))


def _open(session: Session, limit: int) -> JournalListing:
    total = session.execute(select(func.count()).select_from(JournalStep)).scalar_one()
    return JournalListing(total, tuple(_steps(session, JournalStep.id > 0, limit)))


def _steps(session: Session, condition: ColumnElement[bool], limit: int | None) -> list[StepInfo]:
    steps = select(JournalStep).where(condition).order_by(JournalStep.id.desc()).limit(limit)
    return [step_info(step) for step in session.scalars(steps)]
