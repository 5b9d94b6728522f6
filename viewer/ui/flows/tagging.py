"""Tags, notes, the codebook, undo: every wish to change the archive, as a queued service call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.base.ids import AnnotationId, TagId, VersionId
from viewer.services import change_codebook
from viewer.services.archive import Archive
from viewer.services.count_matches import count_matches
from viewer.services.delete_passages import delete_passages
from viewer.services.passages_in_words import tagged_in_words
from viewer.services.search_archive import ArchiveSearch
from viewer.services.tag_matches import tag_matches
from viewer.services.tag_passage import add_tag, tag_passage, untag
from viewer.services.types import SearchRequest, StepInfo, TagReport
from viewer.services.undo_steps import redo, undo
from viewer.text.spans import Span
from viewer.ui.jobs import Jobs

RECENT = 12


class TaggingFlow(QObject):
    """Signals: `passage_made(AnnotationId)`, `told(str)` a sentence about what was done."""

    passage_made = Signal(int)
    told = Signal(str)

    def __init__(
        self,
        archive: Archive,
        search: ArchiveSearch,
        jobs: Jobs,
        recent: list[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._search = search
        self._jobs = jobs
        self.recent_tags = recent

    def tag(
        self,
        version_id: VersionId,
        span: Span,
        paths: Sequence[str],
        then: Callable[[AnnotationId], object] | None = None,
    ) -> None:
        """Tag a passage; with no paths it is marked, to carry a note. `then` follows once it is."""
        for path in paths:
            self._remember(path)

        def made(annotation_id: AnnotationId) -> None:
            self.passage_made.emit(annotation_id)
            if then is not None:
                then(annotation_id)

        self._write(lambda: tag_passage(self._archive, version_id, span, paths), made)

    def add_tag(self, annotation_id: AnnotationId, path: str) -> None:
        """Put one more tag on a passage."""
        self._remember(path)
        self._write(lambda: add_tag(self._archive, annotation_id, path))

    def untag(self, annotation_id: AnnotationId, tag_id: TagId) -> None:
        """Take a tag off a passage."""
        self._write(lambda: untag(self._archive, annotation_id, tag_id))

    def delete(self, annotation_ids: Sequence[AnnotationId]) -> None:
        """Remove passages; undo brings them back."""
        self._write(lambda: delete_passages(self._archive, annotation_ids), self._tell_deleted)

    def count_matches(self, request: SearchRequest, counted: Callable[[TagReport], None]) -> None:
        """Find out in the background what `tag_all` has to tag, whatever the tag."""
        self._jobs.read(
            lambda cancel, progress: count_matches(
                self._archive, self._search, request, "", progress, cancel
            ),
            counted,
            key="count matches",
            label="Counting the matches",
        )

    def tag_all(self, request: SearchRequest, path: str) -> None:
        """Tag every match of the hits that `request` lists, as one step."""
        self._remember(path)
        self._jobs.write(
            lambda cancel, progress: tag_matches(
                self._archive, self._search, request, path, progress, cancel
            ),
            self._tell_tagged,
            cancelled=lambda: self.told.emit("Cancelled. Nothing was tagged."),
            label="Tagging",
        )

    def _tell_tagged(self, report: TagReport) -> None:
        back = " Ctrl+Z takes it back." if report.step else ""
        self.told.emit(f"{tagged_in_words(report)}{back}")

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

    def undo(self) -> None:
        """Undo the newest step that stands."""
        self._write(lambda: undo(self._archive), lambda step: self._tell("Undone", step))

    def redo(self) -> None:
        """Make the step undone last once more."""
        self._write(lambda: redo(self._archive), lambda step: self._tell("Done again", step))

    def _write(self, change: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        self._jobs.write(lambda _cancel, _progress: change(), done or _nothing_more)

    def _tell(self, how: str, step: StepInfo) -> None:
        self.told.emit(f"{how}: {step.what}")

    def _tell_deleted(self, count: int) -> None:
        passages = "1 passage" if count == 1 else f"{count:,} passages"
        self.told.emit(f"{passages} deleted. Ctrl+Z brings back what was there.")

    def _remember(self, path: str) -> None:
        if path in self.recent_tags:
            self.recent_tags.remove(path)
        self.recent_tags.insert(0, path)
        del self.recent_tags[RECENT:]


def _nothing_more(_outcome: object) -> None:
    """The archive's own event refreshes the window."""
