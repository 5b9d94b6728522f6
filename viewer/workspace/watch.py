"""What changed in the archive, whoever changed it: steps of this program, and of others."""

from __future__ import annotations

from collections.abc import Callable

from psygnal import Signal

from viewer.base.errors import BusyError, ViewerError
from viewer.base.ids import StepId
from viewer.services.archive.archive import Archive
from viewer.services.archive.changes_since import changes_since, everything_changed
from viewer.services.types import ArchiveChanged
from viewer.workspace.executor import Executor


class Watch:
    """Follows the archive's journal.

    A step of this program comes as an event. Another program's is found by `look`, and by a gap
    between the number of a step of ours and that of the one before. Where something could not be
    read, because another program kept the archive locked, everything counts as changed once the
    lock is gone.

    Signals: `changed(ArchiveChanged)`.
    """

    changed = Signal(ArchiveChanged)

    def __init__(self, archive: Archive, executor: Executor) -> None:
        self._archive = archive
        self._executor = executor
        #: The newest step that was told; None: not known, or what was told could not be read.
        self._seen: StepId | None = None
        #: False once looking failed for good, which was said.
        self.is_looking = True
        # Steps are published on the thread that made them.
        self._unsubscribe = archive.subscribe(
            lambda changed: executor.post(lambda: self._on_step(changed))
        )
        executor.read_missed.connect(self._on_read_missed)

    def begin(self, then: Callable[[], object]) -> None:
        """Find out which step is the newest; what `then` reads is at least as new."""

        def go_on(newest: tuple[StepId, str]) -> None:
            self._seen = newest[0]
            then()

        self._executor.submit(
            lambda *_: self._archive.last_step(), go_on, lambda _error: then(), key="look"
        )

    def look(self) -> None:
        """See in the background, when nothing else is done, whether another program made steps."""
        if self.is_looking and not self._executor.busy:
            self._read()

    def close(self) -> None:
        """Follow the archive no longer."""
        self._unsubscribe()

    def _read(self) -> None:
        seen = self._seen

        def job(*_: object) -> ArchiveChanged | None:
            if seen is None:
                return everything_changed(self._archive.last_step()[0])
            return changes_since(self._archive, seen)

        self._executor.submit(job, self._on_looked, self._on_not_looked, key="look")

    def _on_step(self, changed: ArchiveChanged) -> None:
        if self._seen is None:
            self._tell(everything_changed(changed.step))
        elif changed.step == self._seen + 1:
            self._tell(changed)
        elif changed.step != self._seen:  # else a look has told it with others
            self._read()

    def _on_looked(self, changed: ArchiveChanged | None) -> None:
        if changed is not None:
            self._tell(changed)

    def _tell(self, changed: ArchiveChanged) -> None:
        self._seen = changed.step
        self.changed.emit(changed)

    def _on_not_looked(self, error: ViewerError) -> None:
        """A lock passes, and the next look finds it gone; anything else is told once."""
        if not isinstance(error, BusyError):
            self.is_looking = False
            self._executor.trouble.emit(str(error))

    def _on_read_missed(self) -> None:
        self._seen = None
