"""The layout of the window: its regions, their sizes, what folds away, and the closable pages."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.base.settings import Settings
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
from viewer.ui.window.arrangement import (
    BOTTOM,
    FOLDED,
    LEAST_BOTTOM,
    LEFT,
    LOW_BOTTOM,
    NARROW,
    RIGHT,
    SHOWN,
    RegionWalk,
    column,
    lists_height,
    shows_right,
    splitter,
)
from viewer.ui.window.closable_pages import ClosablePages
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
    passages: PassagesPanel
    journal: JournalPanel
    importing: ImportPanel
    exporting: ExportPanel
    help: QueryHelp
    status: StatusLine


class WindowLayout(QWidget):
    """The inside of the window: owns the panels it is given and decides where they are.

    `settings` remember what the user folded. The panels keep their own state; nothing here reads
    what they show.
    """

    def __init__(self, panels: Panels, settings: Settings) -> None:
        super().__init__()
        self._panels = panels
        self._settings = settings
        self._build_sides()
        self._build_lists()
        self._whole = splitter(Qt.Orientation.Vertical, [self._middle, self.bottom], stretched=0)
        heights = {panels.importing: 340, panels.exporting: 290, panels.help: 330}
        for page in heights:
            # Not among the lists yet: without a parent they would outlive the window.
            page.setParent(self)
            page.hide()
        self._pages = ClosablePages(self.bottom, self._whole, heights)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (panels.search_bar, panels.read_as, self._whole, panels.status):
            layout.addWidget(widget, 1 if widget is self._whole else 0)
        self._regions = self._region_walk()
        self._middle.setSizes([LEFT, 1000, RIGHT])
        self._whole.setSizes([900, BOTTOM])
        # Their own least height is more than a small screen has.
        self.bottom.setMinimumHeight(LEAST_BOTTOM)
        self._whole.splitterMoved.connect(self._keep_fold)
        panels.search_bar.entered.connect(self._pages.show_upper_part)

    def _build_sides(self) -> None:
        panels = self._panels
        left_split = splitter(Qt.Orientation.Vertical, [panels.facets, panels.hits], stretched=1)
        left_split.setSizes([258, 314])
        self.left = column(left_split, name="Search results")
        right_split = splitter(
            Qt.Orientation.Vertical, [panels.codebook, panels.inspector], stretched=0
        )
        right_split.setStretchFactor(1, 1)
        right_split.setSizes([310, 320])
        self.right = column(right_split, name="Codebook and passage")
        self._middle = splitter(
            Qt.Orientation.Horizontal, [self.left, panels.desk, self.right], stretched=1
        )

    def _build_lists(self) -> None:
        self.bottom = QTabWidget()
        self.bottom.setObjectName("bottomPanel")
        self.bottom.setDocumentMode(True)
        self.bottom.setAccessibleName("Lists")
        self.bottom.addTab(self._panels.passages, "Passages")
        self.bottom.addTab(self._panels.journal, "Journal")
        self.bottom.tabBarClicked.connect(self._show_list_at)

    def _region_walk(self) -> RegionWalk:
        panels = self._panels
        return RegionWalk(
            [panels.search_bar, self.left, panels.desk, self.right, self.bottom, panels.status],
            {
                panels.search_bar: lambda: panels.search_bar.field,
                self.left: lambda: panels.hits.view,
                panels.desk: lambda: panels.desk.active_pane.text_view,
            },
        )

    def walk_regions(self, step: int) -> None:
        """Give the focus to the next region (F6), or the previous one (-1)."""
        self._regions.go(step)

    def toggle_right(self) -> None:
        """Show or fold away the codebook and the passage, until the user does the opposite."""
        if self.right.isHidden():
            self.unfold_right()
        else:
            self._settings.right_side = FOLDED
            self.right.hide()

    def unfold_right(self) -> None:
        """Show the codebook and the passage, also where there is little room for them."""
        self._settings.right_side = SHOWN if self.width() < NARROW else ""
        self.right.show()

    def show_page(self, page: QWidget, title: str) -> None:
        """Show a page among the lists at the bottom, with room to work."""
        self._pages.open(page, title)

    def close_page(self, page: QWidget) -> None:
        """Take a page away from the lists at the bottom, back to where it was opened from."""
        self._pages.close(page, self._panels.desk.active_pane)

    def show_list(self, page: QWidget) -> None:
        """Bring a page of the lists to the front, with room where only their tabs were shown."""
        self.bottom.setCurrentWidget(page)
        if self._lists_are_tabs:
            self._pages.set_height(LOW_BOTTOM)
            self._keep_fold()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was, now = event.oldSize().width() < NARROW, event.size().width() < NARROW
        if was != now or not event.oldSize().isValid():
            self.right.setVisible(shows_right(self._settings.right_side, narrow=now))
            self._middle.setSizes([270 if now else LEFT, 1000, RIGHT])
        if not event.oldSize().isValid():
            # The splitter has no size of its own yet; these are proportions.
            low = lists_height(event.size().height())
            lists = LEAST_BOTTOM if self._settings.lists_folded else low
            self._whole.setSizes([event.size().height() - lists, lists])
        else:
            self._pages.fit()

    @property
    def _lists_are_tabs(self) -> bool:
        return self.bottom.height() < 2 * LEAST_BOTTOM

    def _keep_fold(self) -> None:
        """The user gave the lists another height."""
        self._settings.lists_folded = self._lists_are_tabs

    def _show_list_at(self, tab: int) -> None:
        if page := self.bottom.widget(tab):
            self.show_list(page)
