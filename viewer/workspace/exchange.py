"""Bringing texts in and taking annotations away, as jobs with progress and Cancel.

The services are imported by the jobs: readers and writers of files are not needed to start.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from psygnal import Signal

from viewer.base.ids import TagId
from viewer.base.jobs import CancelToken, Progress
from viewer.services.archive.archive import Archive
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import (
    EncodingCheck,
    ExportReport,
    ExportScopes,
    ImportOptions,
    ImportReport,
    SearchRequest,
)
from viewer.workspace.executor import Executor, Lane

#: The labels of the two long jobs.
IMPORTING, EXPORTING = "Importing", "Exporting"


class Exchange:
    """Signals: `encodings_checked(EncodingCheck)`, `imported(ImportReport)`,
    `import_failed(str)`, `import_cancelled()`, `scopes_counted(ExportScopes)`,
    `exported(ExportReport)`, `export_failed(str)`,
    `export_cancelled()`."""

    encodings_checked = Signal(EncodingCheck)
    imported = Signal(ImportReport)
    import_failed = Signal(str)
    import_cancelled = Signal()
    scopes_counted = Signal(ExportScopes)
    exported = Signal(ExportReport)
    export_failed = Signal(str)
    export_cancelled = Signal()

    def __init__(self, archive: Archive, searcher: ArchiveSearch, executor: Executor) -> None:
        self._archive = archive
        self._searcher = searcher
        self._executor = executor

    def check_encodings(self, paths: Sequence[Path], options: ImportOptions) -> None:
        """Look in the background which files' encodings would be guessed."""
        if not paths:
            self._executor.void("encodings")
            self.encodings_checked.emit(EncodingCheck((), 0))
            return

        def job(cancel: CancelToken, _progress: Progress) -> EncodingCheck:
            from viewer.services.exchange.check_encodings import check_encodings

            return check_encodings(paths, options, cancel)

        self._executor.submit(
            job, self.encodings_checked.emit, key="encodings", lane=Lane.BACKGROUND
        )

    def import_paths(self, paths: Sequence[Path], options: ImportOptions) -> None:
        """Import files and folders in the background."""

        def job(cancel: CancelToken, progress: Progress) -> ImportReport:
            from viewer.services.exchange.import_texts import import_texts

            return import_texts(self._archive, paths, options, progress, cancel)

        self._executor.submit(
            job,
            self.imported.emit,
            lambda error: self.import_failed.emit(str(error)),
            cancelled=self.import_cancelled.emit,
            label=IMPORTING,
            lane=Lane.WRITE,
        )

    def count_scopes(self, request: SearchRequest, tag_id: TagId | None) -> None:
        """Count what can be exported: in the hits of `request`, of the tag, and in all."""

        def job(cancel: CancelToken, _progress: Progress) -> ExportScopes:
            from viewer.services.exchange.count_export import count_export

            return count_export(self._archive, self._searcher, request, tag_id, cancel)

        self._executor.submit(
            job, self.scopes_counted.emit, key="export scopes", lane=Lane.BACKGROUND
        )

    def export(
        self,
        format_name: str,
        to: Path,
        *,
        request: SearchRequest | None = None,
        tags: Sequence[str] = (),
    ) -> None:
        """Export passages in the background: those in the hits of `request`, or of the tags."""

        def job(cancel: CancelToken, progress: Progress) -> ExportReport:
            from viewer.services.exchange.export_annotations import export_annotations

            return export_annotations(
                self._archive,
                format_name,
                to,
                request=request,
                tags=tags,
                searcher=self._searcher,
                progress=progress,
                cancel=cancel,
            )

        self._executor.submit(
            job,
            self.exported.emit,
            lambda error: self.export_failed.emit(str(error)),
            cancelled=self.export_cancelled.emit,
            label=EXPORTING,
            lane=Lane.BACKGROUND,
        )
