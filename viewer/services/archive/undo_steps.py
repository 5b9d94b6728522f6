"""Undo and redo: the journal replayed, one step at a time, also after a restart."""

from __future__ import annotations

from sqlalchemy import select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from viewer.base.errors import ConflictError, NotFoundError
from viewer.base.ids import StepId
from viewer.base.messages import Message
from viewer.catalogue.models import JournalStep
from viewer.catalogue.replay import refusal, replay
from viewer.services.archive.archive import Archive
from viewer.services.archive.write import Write
from viewer.services.types import StepInfo, UndoState


def undo(archive: Archive, step: StepId | None = None) -> StepInfo:
    """Undo `step`, or the newest step that is not undone; returns the step that was undone.

    Raises `NotFoundError` when there is nothing to undo, `ConflictError` when what the step
    changed has changed since; then nothing is changed.
    """
    with archive.reading() as session:
        target = _to_undo(session, step)
    return _replay(archive, target, undo=True)


def redo(archive: Archive) -> StepInfo:
    """Make the step that was undone last once more; returns that step. Errors as `undo`."""
    with archive.reading() as session:
        target = _to_redo(session)
        if target is None:
            raise NotFoundError("step.nothing-to-redo")
    return _replay(archive, target, undo=False)


def read_undo_state(session: Session) -> UndoState:
    """The names of the steps that `undo` and `redo` would take in the state `session` sees."""
    undone, redone = _newest_standing(session), _to_redo(session)
    return UndoState(_name(undone), _name(redone))


def _replay(archive: Archive, target: JournalStep, *, undo: bool) -> StepInfo:
    kind = "undo" if undo else "redo"
    undone = Message.from_json(target.what)
    name = Message.of("step.undo" if undo else "step.redo", step=undone)
    try:
        with archive.writing(name, kind=kind, target=target.id) as write:
            _refuse_if_overtaken(write, target, undo=undo)
            replay(write.session, target, write.recorder, undo=undo)
    except IntegrityError as error:
        raise refusal(Message.from_json(target.what), undo=undo) from error
    return step_info(target)


def _refuse_if_overtaken(write: Write, target: JournalStep, *, undo: bool) -> None:
    """Look again inside the write lock: another program may have been quicker."""
    if _is_undone(write.session, target.id, before=write.step_id) is undo:
        other = "step.undone-elsewhere" if undo else "step.redone-elsewhere"
        raise ConflictError(other, step=Message.from_json(target.what))


def _is_undone(session: Session, step: int, *, before: int | None = None) -> bool:
    earlier = true() if before is None else JournalStep.id < before
    newest = session.execute(
        select(JournalStep.kind)
        .where(JournalStep.target_id == step, earlier)
        .order_by(JournalStep.id.desc())
        .limit(1)
    ).scalar()
    return newest == "undo"


def _to_undo(session: Session, step: StepId | None) -> JournalStep:
    if step is None:
        target = _newest_standing(session)
        if target is None:
            raise NotFoundError("step.nothing-to-undo")
        return target
    target = session.get(JournalStep, step)
    if target is None or target.kind != "do":
        raise NotFoundError("step.not-found", step=step)
    if _is_undone(session, step):
        raise ConflictError("step.undone-already", step=Message.from_json(target.what))
    return target


def _newest_standing(session: Session) -> JournalStep | None:
    """The newest `do` step that is not undone: walk back, each target's latest word counts."""
    decided: dict[int, str] = {}
    for step in session.scalars(
        select(JournalStep).order_by(JournalStep.id.desc()).execution_options(yield_per=64)
    ):
        if step.target_id is not None:
            decided.setdefault(step.target_id, step.kind)
        elif step.kind == "do" and decided.get(step.id) != "undo":
            return step
    return None


def _to_redo(session: Session) -> JournalStep | None:
    """The last undone step, as long as nothing new was done since: any new step ends redo."""
    newest_do = (
        select(JournalStep.id)
        .where(JournalStep.kind == "do")
        .order_by(JournalStep.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    stack: list[int] = []
    for kind, target in session.execute(
        select(JournalStep.kind, JournalStep.target_id)
        .where(JournalStep.id > newest_do)
        .order_by(JournalStep.id)
    ):
        if target is not None and kind == "undo":
            stack.append(target)
        elif target in stack:
            stack.remove(target)
    return session.get(JournalStep, stack[-1]) if stack else None


def step_info(step: JournalStep) -> StepInfo:
    """The step as it is shown."""
    name = Message.from_json(step.what)
    return StepInfo(StepId(step.id), step.at, step.who, name, step.kind, step.changes)


def _name(step: JournalStep | None) -> Message | None:
    return None if step is None else Message.from_json(step.what)
