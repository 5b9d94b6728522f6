"""The archive as a whole: the codebook, the newspapers, the counts, what can be undone."""

from __future__ import annotations

from psygnal import Signal

from viewer.base.ids import StepId
from viewer.services.archive.archive import Archive
from viewer.services.archive.follow_overview import follow_overview, open_overview
from viewer.services.types import Listed, UndoState
from viewer.workspace.executor import Executor

#: Before anything was read.
NOTHING_READ = Listed(StepId(-1), (), UndoState(None, None), (), 0, 0)


class Overview:
    """`listed` is what was read last.

    Signals: `overviewed(Listed)`.
    """

    overviewed = Signal(Listed)

    def __init__(self, archive: Archive, executor: Executor) -> None:
        self._archive = archive
        self._executor = executor
        self.listed = NOTHING_READ

    def refresh(self) -> None:
        """Bring it up to date: something has changed, or nothing was read yet."""
        listed = self.listed

        def job(*_: object) -> Listed:
            if listed is NOTHING_READ:
                return open_overview(self._archive)
            return follow_overview(self._archive, listed)

        self._executor.submit(job, self._show, key="overview")

    def _show(self, listed: Listed) -> None:
        self.listed = listed
        self.overviewed.emit(listed)
