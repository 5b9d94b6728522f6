"""Bringing texts in and taking annotations away, as jobs with progress and Cancel.

The services are imported by the jobs: readers and writers of files are not needed to start.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.base.ids import TagId
from viewer.base.jobs import CancelToken, Progress
from viewer.services.archive import Archive
from viewer.services.search_archive import ArchiveSearch
from viewer.services.types import (
    EncodingCheck,
    ExportReport,
    ExportScopes,
    ImportOptions,
    ImportReport,
    SearchRequest,
)
from viewer.ui.jobs import Jobs


class ExchangeFlow(QObject):
    """Signals: `encodings_checked(EncodingCheck)`, `imported(ImportReport)`,
    `import_failed(str)`, `import_cancelled()`, `scopes_counted(ExportScopes)`,
    `exported(ExportReport)`, `export_failed(str)`,
    `export_cancelled()`."""

    encodings_checked = Signal(object)
    imported = Signal(object)
    import_failed = Signal(str)
    import_cancelled = Signal()
    scopes_counted = Signal(object)
    exported = Signal(object)
    export_failed = Signal(str)
    export_cancelled = Signal()

    def __init__(
        self, archive: Archive, search: ArchiveSearch, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._search = search
        self._jobs = jobs

    def check_encodings(self, paths: Sequence[Path], options: ImportOptions) -> None:
        """Look in the background which files' encodings would be guessed."""
        if not paths:
            self._jobs.void("encodings")
            self.encodings_checked.emit(EncodingCheck((), 0))
            return

        def job(cancel: CancelToken, _progress: Progress) -> EncodingCheck:
            from viewer.services.check_encodings import check_encodings

            return check_encodings(paths, options, cancel)

        self._jobs.read(job, self.encodings_checked.emit, key="encodings", background=True)

    def import_paths(self, paths: Sequence[Path], options: ImportOptions) -> None:
        """Import files and folders in the background."""

        def job(cancel: CancelToken, progress: Progress) -> ImportReport:
            from viewer.services.import_texts import import_texts

            return import_texts(self._archive, paths, options, progress, cancel)

        self._jobs.write(
            job,
            self.imported.emit,
            lambda error: self.import_failed.emit(str(error)),
            cancelled=self.import_cancelled.emit,
            label="Importing",
        )

    def count_scopes(self, request: SearchRequest, tag_id: TagId | None) -> None:
        """Count what can be exported: in the hits of `request`, of the tag, and in all."""

        def job(cancel: CancelToken, _progress: Progress) -> ExportScopes:
            from viewer.services.count_export import count_export

            return count_export(self._archive, self._search, request, tag_id, cancel)

        self._jobs.read(job, self.scopes_counted.emit, key="export scopes", background=True)

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
            from viewer.services.export_annotations import export_annotations

            return export_annotations(
                self._archive,
                format_name,
                to,
                request=request,
                tags=tags,
                searcher=self._search,
                progress=progress,
                cancel=cancel,
            )

        self._jobs.read(
            job,
            self.exported.emit,
            lambda error: self.export_failed.emit(str(error)),
            cancelled=self.export_cancelled.emit,
            label="Exporting",
        )
