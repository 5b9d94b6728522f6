"""Every panel of the window, made and not bound yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QWidget

from viewer.ui.codebook.codebook_panel import CodebookPanel
from viewer.ui.exchange.export_panel import ExportPanel
from viewer.ui.exchange.import_panel import ImportPanel
from viewer.ui.journal.journal_panel import JournalPanel
from viewer.ui.passages.passage_inspector import PassageInspector
from viewer.ui.passages.passages_panel import PassagesPanel
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.ui.search.facets_view import FacetsView
from viewer.ui.search.hits_panel import HitsPanel
from viewer.ui.search.query_help import QueryHelp
from viewer.ui.search.read_as_line import ReadAsLine
from viewer.ui.search.search_bar import SearchBar
from viewer.ui.window.list_views import LIST_VIEWS
from viewer.ui.window.status_line import StatusLine


@dataclass(frozen=True, slots=True)
class Panels:
    """Every panel that the layout arranges."""

    search_bar: SearchBar
    read_as: ReadAsLine
    facets: FacetsView
    hits: HitsPanel
    desk: ReadingDesk
    codebook: CodebookPanel
    inspector: PassageInspector
    #: By the names of `LIST_VIEWS`.
    lists: Mapping[str, QWidget]
    importing: ImportPanel
    exporting: ExportPanel
    help: QueryHelp
    status: StatusLine

    @property
    def passages(self) -> PassagesPanel:
        """The list of passages."""
        return cast(PassagesPanel, self.lists["passages"])

    @property
    def journal(self) -> JournalPanel:
        """The list of steps."""
        return cast(JournalPanel, self.lists["journal"])


def make_panels() -> Panels:
    """The panels of a window; they belong to the layout that they are given to."""
    return Panels(
        search_bar=SearchBar(),
        read_as=ReadAsLine(),
        facets=FacetsView(),
        hits=HitsPanel(),
        desk=ReadingDesk(),
        codebook=CodebookPanel(),
        inspector=PassageInspector(),
        lists={view.name: view.make() for view in LIST_VIEWS},
        importing=ImportPanel(),
        exporting=ExportPanel(),
        help=QueryHelp(),
        status=StatusLine(),
    )
