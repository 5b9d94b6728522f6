"""Undo and redo: the archive's own steps, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.types import StepInfo
from viewer.workspace.executor import Executor, Lane
from viewer.workspace.notices import Notices


class History:
    """The steps that can be undone and done again."""

    def __init__(self, archive: Archive, executor: Executor, notices: Notices) -> None:
        self._archive = archive
        self._executor = executor
        self._notices = notices

    def undo(self) -> None:
        """Undo the newest step that was not undone yet."""
        self._write(lambda: undo(self._archive), "Undone")

    def redo(self) -> None:
        """Make the step undone last once more."""
        self._write(lambda: redo(self._archive), "Done again")

    def _write(self, change: Callable[[], StepInfo], how: str) -> None:
        self._executor.submit(
            lambda *_: change(),
            lambda step: self._notices.tell(f"{how}: {step.what}"),
            lane=Lane.WRITE,
        )
