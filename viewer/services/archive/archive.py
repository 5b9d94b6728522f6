"""The open archive: what reading and changing it go through.

`Archive` is the handle that the window and the command line hold. `reading()` gives a session
that cannot write. `writing(Message("step.mark-passage"))` gives one transaction that is one journal
step; it is committed whole when the block ends, rolled back when it raises, and leaves no step when
it changed nothing. After a commit every subscriber is told, on the thread that made the change.
Writes of one program take turns; a write inside another is a mistake of the caller's and refused.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from viewer.base.clock import now
from viewer.base.errors import BusyError, ReadOnlyError
from viewer.base.file_names import shown_path
from viewer.base.ids import StepId
from viewer.base.messages import Message
from viewer.base.settings import user_name
from viewer.catalogue.database import (
    read_only_while_busy,
    reading_engine,
    remedy,
    stamp,
    translate_database_errors,
    why_not_writable,
    writing_engine,
)
from viewer.catalogue.migrate import bring_up_to_date, create_schema, refuse_unless_current
from viewer.catalogue.models import ArchiveMark, JournalStep
from viewer.catalogue.recorder import JournalRecorder
from viewer.services.archive.new_file import new_file
from viewer.services.archive.write import Write
from viewer.services.types import ArchiveChanged

logger = logging.getLogger(__name__)

Subscriber = Callable[[ArchiveChanged], None]


class Archive:
    """One open catalogue file. Safe to share between threads; sessions are not."""

    def __init__(self, path: Path, *, read_only_reason: Message | None, who: str) -> None:
        self.path = path
        self.read_only_reason = read_only_reason
        self.who = who
        self._reading: Engine = reading_engine(path)
        self._writing: Engine | None = None
        # Re-entrant, so that a write inside a write is found out instead of waiting for itself.
        self._write_lock = threading.RLock()
        self._is_writing = False
        self._subscribers: list[Subscriber] = []
        with self.reading() as session:
            # By its columns: a model would have every mapper configured before the window shows.
            columns = ArchiveMark.__table__.c
            self.uid, self.title = session.execute(select(columns.uid, columns.title)).one()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, who: str = "") -> Self:
        """Open the archive at `path`, migrating an older one after a backup.

        With `read_only`, or where the file cannot be written now, the archive opens for reading
        and `read_only_reason` says why. Raises `ArchiveError` for what is not an archive.
        """
        stamp(path)
        asked = Message("archive.opened-read-only") if read_only else None
        reason = asked or why_not_writable(path)
        if reason:
            refuse_unless_current(path)
        else:
            backup = bring_up_to_date(path)
            if backup:
                logger.info("migrated %s; the old file is kept as %s", path, backup)
        with translate_database_errors(path):
            return cls(path, read_only_reason=reason, who=who or user_name())

    @classmethod
    def create(cls, path: Path, title: str = "", *, uid: str = "", at: str = "") -> Self:
        """Make a new, empty archive at `path` and open it. Raises `ArchiveError` if it exists."""
        mark = ArchiveMark(
            id=1,
            uid=uid or str(uuid.uuid4()),
            title=title or shown_path(path.stem),
            created_at=at or now(),
        )
        with new_file(path) as partial, translate_database_errors(partial):
            create_schema(partial)
            _store(partial, mark)
        return cls.open(path)

    @property
    def read_only(self) -> bool:
        """Whether the archive is open for reading only."""
        return self.read_only_reason is not None

    def close(self) -> None:
        """Give back every connection; the last one folds the write-ahead log into the file."""
        self._reading.dispose()
        if self._writing is not None:
            self._writing.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent state of the catalogue; it cannot write."""
        with translate_database_errors(self.path), Session(self._reading) as session:
            yield session

    @contextmanager
    def writing(
        self,
        name: Message,
        *,
        who: str = "",
        at: str = "",
        kind: str = "do",
        target: int | None = None,
    ) -> Iterator[Write]:
        """One transaction that is one journal step called `name`.

        Raises `ReadOnlyError`, `BusyError` or `ArchiveError` (full disk) with nothing changed.
        """
        self._refuse_if_read_only()
        with (
            self._taking_turns(),
            translate_database_errors(self.path),
            Session(self._write_engine(), expire_on_commit=False) as session,
        ):
            step = JournalStep(
                uid=str(uuid.uuid4()),
                at=at or now(),
                who=who or self.who,
                what=name.to_json(),
                kind=kind,
                target_id=target,
            )
            session.add(step)
            session.flush()
            recorder = JournalRecorder(session, step.id)
            write = Write(session, step, recorder)
            yield write
            session.flush()
            if write.discarded or not recorder.changes:
                session.rollback()
                return
            step.changes = recorder.changes
            session.commit()
            changed = ArchiveChanged(write.step_id, Message.from_json(step.what), recorder.rows)
        self._publish(changed)

    def _refuse_if_read_only(self) -> None:
        if self.read_only_reason is not None:
            raise ReadOnlyError(
                "archive.read-only",
                reason=self.read_only_reason,
                remedy=remedy(self.read_only_reason),
            )

    @contextmanager
    def _taking_turns(self) -> Iterator[None]:
        with self._write_lock:
            if self._is_writing:
                raise RuntimeError("a write inside another write; pass its `Write` on instead")
            self._is_writing = True
            try:
                yield
            finally:
                self._is_writing = False

    def _write_engine(self) -> Engine:
        if self._writing is None:
            self._writing = writing_engine(self.path)
        return self._writing

    def prepare_writing(self) -> None:
        """Bring the file into the mode in which readers and a writer do not wait for each other.

        Worth doing before long readings begin: switching later needs a moment without any. Where
        another program is writing, the archive becomes one for reading only that says so.
        """
        if self.read_only:
            return
        try:
            with translate_database_errors(self.path):
                self._write_engine().connect().close()
        except BusyError:
            self.read_only_reason = read_only_while_busy(self.path)

    def last_step(self) -> tuple[StepId, str]:
        """The newest journal step's id and uid: the number that an index is held against."""
        with self.reading() as session:
            return newest_step(session)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` after each change; returns the function that ends it.

        It is called on the thread that made the change. What it raises comes out of the write after
        the others were told; the change is committed all the same.
        """
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def _publish(self, changed: ArchiveChanged) -> None:
        # The stack calls them from its end, and calls the others where one raises.
        with ExitStack() as stack:
            for subscriber in reversed(self._subscribers):
                stack.callback(subscriber, changed)


def _store(path: Path, mark: ArchiveMark) -> None:
    engine = writing_engine(path)
    try:
        with Session(engine) as session, session.begin():
            session.add(mark)
    finally:
        engine.dispose()


def newest_step(session: Session) -> tuple[StepId, str]:
    """The newest step's id and uid in the state that `session` sees; 0 and empty without one."""
    row = session.execute(
        select(JournalStep.id, JournalStep.uid).order_by(JournalStep.id.desc()).limit(1)
    ).first()
    return (StepId(row.id), row.uid) if row else (StepId(0), "")
