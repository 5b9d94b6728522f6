"""Tagging passages, one or every match of the hits; each wish is one write, and one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from psygnal import Signal

from viewer.base.ids import AnnotationId, TagId, VersionId
from viewer.services.archive.archive import Archive
from viewer.services.passages.count_matches import count_matches
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.passages_in_words import tagged_in_words
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.passages.tag_passage import add_tag, tag_passage, untag
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchRequest, TagReport
from viewer.text.counting import counted
from viewer.text.spans import Span
from viewer.workspace.executor import Executor, Lane
from viewer.workspace.notices import Notices

#: How many tags are remembered as used last.
RECENT = 12


class Tagging:
    """`recent_tags` are the paths used last, the newest first; the list is the one given.

    Signals: `passage_made(AnnotationId)`.
    """

    passage_made = Signal(int)

    def __init__(
        self,
        archive: Archive,
        searcher: ArchiveSearch,
        executor: Executor,
        notices: Notices,
        recent_tags: list[str],
    ) -> None:
        self._archive = archive
        self._searcher = searcher
        self._executor = executor
        self._notices = notices
        self.recent_tags = recent_tags

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
        self._executor.submit(
            lambda cancel, progress: count_matches(
                self._archive, self._searcher, request, "", progress, cancel
            ),
            counted,
            key="count matches",
            label="Counting the matches",
            lane=Lane.BACKGROUND,
        )

    def tag_all(self, request: SearchRequest, path: str) -> None:
        """Tag every match of the hits that `request` lists, as one step."""
        self._remember(path)
        self._executor.submit(
            lambda cancel, progress: tag_matches(
                self._archive, self._searcher, request, path, progress, cancel
            ),
            self._tell_tagged,
            cancelled=lambda: self._notices.tell("Cancelled. Nothing was tagged."),
            label="Tagging",
            lane=Lane.WRITE,
        )

    def _write(self, change: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        self._executor.submit(
            lambda _cancel, _progress: change(), done or _nothing_more, lane=Lane.WRITE
        )

    def _tell_tagged(self, report: TagReport) -> None:
        back = " Ctrl+Z takes it back." if report.step else ""
        self._notices.tell(f"{tagged_in_words(report)}{back}")

    def _tell_deleted(self, count: int) -> None:
        self._notices.tell(
            f"{counted(count, 'passage')} deleted. Ctrl+Z brings back what was there."
        )

    def _remember(self, path: str) -> None:
        if path in self.recent_tags:
            self.recent_tags.remove(path)
        self.recent_tags.insert(0, path)
        del self.recent_tags[RECENT:]


def _nothing_more(_outcome: object) -> None:
    """The archive's own event brings everything shown in step."""
