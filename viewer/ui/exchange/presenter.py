"""The pages for import and export, bound to the workspace's exchange."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from viewer.services.types import ExportReport, ImportOptions, ImportReport, Listed, SearchRequest
from viewer.ui.exchange.export_panel import ExportPanel
from viewer.ui.exchange.import_outcome import summary
from viewer.ui.exchange.import_panel import ImportPanel
from viewer.ui.widgets.pages import Pages
from viewer.workspace.exchange import IMPORTING
from viewer.workspace.workspace import Workspace


class ExchangePresenter:
    """Opens the pages, fills them, and brings texts in and evidence out through the workspace."""

    def __init__(
        self, workspace: Workspace, importing: ImportPanel, exporting: ExportPanel, pages: Pages
    ) -> None:
        self._workspace = workspace
        self._importing = importing
        self._exporting = exporting
        self._pages = pages
        self._connect_import()
        self._connect_export()

    def _connect_import(self) -> None:
        importing, exchange = self._importing, self._workspace.exchange
        executor = self._workspace.executor
        importing.import_requested.connect(self._import)
        importing.check_requested.connect(exchange.check_encodings)
        importing.cancel_requested.connect(lambda: executor.cancel(IMPORTING))
        importing.closed.connect(lambda: self._pages.close_page(importing))
        exchange.encodings_checked.connect(importing.show_encodings)
        exchange.imported.connect(self._on_imported)
        exchange.import_failed.connect(importing.show_trouble)
        exchange.import_cancelled.connect(importing.show_cancelled)
        executor.progressed.connect(self._show_progress)
        self._workspace.overview.overviewed.connect(self._show_listed)

    def _connect_export(self) -> None:
        exporting, exchange = self._exporting, self._workspace.exchange
        exporting.export_requested.connect(self._export)
        exporting.closed.connect(lambda: self._pages.close_page(exporting))
        exchange.scopes_counted.connect(exporting.set_scopes)
        exchange.exported.connect(self._on_exported)
        exchange.export_failed.connect(exporting.show_trouble)
        exchange.export_cancelled.connect(exporting.show_cancelled)
        self._workspace.search.answered.connect(self._count)
        self._workspace.passages.opened.connect(self._count)

    # Commands

    def open_import(self, paths: Sequence[Path] = ()) -> None:
        """Show the import page, with these files in it, where the archive may be changed."""
        if not self._workspace.may_change():
            return
        self._pages.show_page(self._importing, "Import")
        self._importing.focus_first()
        if paths:
            self._importing.set_paths(list(paths))

    def open_export(self) -> None:
        """Show the export page."""
        self._exporting.forget_scopes()
        self._pages.show_page(self._exporting, "Export")
        self._count()
        self._exporting.focus_first()

    # Facts

    def _show_listed(self, listed: Listed) -> None:
        self._importing.set_publications([each.title for each in listed.publications])
        self._count()

    def _show_progress(self, label: str, done: int, total: int) -> None:
        if label == IMPORTING:
            self._importing.show_progress(done, total)

    def _on_imported(self, report: ImportReport) -> None:
        self._importing.show_report(report)
        self._workspace.notices.tell(summary(report))

    def _on_exported(self, report: ExportReport) -> None:
        self._exporting.show_report(report)
        self._workspace.notices.tell(f"{report.what} exported to {report.path}")

    # Wishes

    def _import(self, paths: list[Path], options: ImportOptions) -> None:
        self._importing.set_running(True)
        self._workspace.exchange.import_paths(paths, options)

    def _export(self, name: str, path: str, request: SearchRequest | None, tag: str) -> None:
        self._workspace.exchange.export(
            name, Path(path).expanduser(), request=request, tags=[tag] if tag else []
        )

    def _count(self) -> None:
        """Count what the export page offers, if it is open: the hits listed, the tag, all."""
        if self._pages.has_page(self._exporting):
            self._workspace.count_export()
