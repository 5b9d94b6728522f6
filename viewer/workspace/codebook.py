"""Changing the codebook: each wish is one write, and one undo step."""

from __future__ import annotations

from collections.abc import Callable

from viewer.base.ids import TagId
from viewer.services.archive.archive import Archive
from viewer.services.codebook import change_codebook
from viewer.workspace.executor import Executor, Lane


class Codebook:
    """The tags as the user changes them; what they are is read by the codebook's list."""

    def __init__(self, archive: Archive, executor: Executor) -> None:
        self._archive = archive
        self._executor = executor

    def create_tag(self, path: str) -> None:
        """Make a tag."""
        self._write(lambda: change_codebook.create_tag(self._archive, path))

    def rename_tag(self, tag_id: TagId, name: str) -> None:
        """Give a tag another name."""
        self._write(lambda: change_codebook.rename_tag(self._archive, tag_id, name))

    def recolour_tag(self, tag_id: TagId, colour: str) -> None:
        """Give a tag another colour."""
        self._write(lambda: change_codebook.recolour_tag(self._archive, tag_id, colour))

    def define_tag(self, tag_id: TagId, definition: str) -> None:
        """Say when a tag is to be used."""
        self._write(lambda: change_codebook.define_tag(self._archive, tag_id, definition))

    def set_shortcut(self, tag_id: TagId, key: str) -> None:
        """Give a tag its key."""
        self._write(lambda: change_codebook.set_shortcut(self._archive, tag_id, key))

    def delete_tag(self, tag_id: TagId) -> None:
        """Remove a tag and those below it; passages stay."""
        self._write(lambda: change_codebook.delete_tag(self._archive, tag_id))

    def _write(self, change: Callable[[], object]) -> None:
        # The archive's own event brings everything shown in step.
        self._executor.submit(lambda *_: change(), lambda _: None, lane=Lane.WRITE)
