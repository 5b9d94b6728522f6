"""The layout of the window: its regions, their sizes, what folds away, and the closable pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.base.settings import Settings
from viewer.ui.reading.links.links_panel import LinksPanel, OpenLink
from viewer.ui.reading.record_panel import RecordPanel
from viewer.ui.window.arrangement import (
    BESIDE,
    BROAD,
    FOLDED,
    LEAST_DRAWER,
    NARROW,
    OVER,
    SHOWN,
    column,
    drawer_height,
    hits_width,
    opens_over,
    shows_side,
    side_width,
    splitter,
)
from viewer.ui.window.closable_pages import ClosablePages
from viewer.ui.window.drawer import BAR, Drawer
from viewer.ui.window.focus_mode import FocusMode
from viewer.ui.window.list_views import LIST_VIEWS
from viewer.ui.window.panels import Panels
from viewer.ui.window.rail import Rail
from viewer.ui.window.region_walk import RegionWalk
from viewer.ui.window.side_panel import SidePanel

#: The parts of the side panel and their titles, as the rail has them.
PARTS = {"codebook": "Codebook", "passage": "Passage", "links": "Links", "record": "Record"}


class WindowLayout(QWidget):
    """The inside of the window: owns the panels it is given and decides where they are.

    `settings` remember what the user folded, opened and drew wider. The panels keep their own
    state; nothing here reads what they show.
    """

    def __init__(self, panels: Panels, settings: Settings) -> None:
        super().__init__()
        self._panels = panels
        self._settings = settings
        self._is_arranged = False
        self._build_upper()
        self._build_lists()
        self._whole = splitter(Qt.Orientation.Vertical, [self._upper, self.bottom], stretched=0)
        heights = {panels.importing: 340, panels.exporting: 290, panels.help: 330}
        for page in heights:
            # Not among the lists yet: without a parent they would outlive the window.
            page.setParent(self)
            page.hide()
        self._pages = ClosablePages(self.bottom, self._whole, heights)
        self._build_filter_line()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (panels.search_bar, self.filter_line, self._whole, panels.status):
            layout.addWidget(widget, 1 if widget is self._whole else 0)
        self._regions = self._region_walk()
        around = [panels.search_bar, self.filter_line, self.left, self.right, self.rail]
        around += [self.bottom, panels.status]
        self.focus_mode = FocusMode(around, panels.desk)
        self._connect()

    def _build_upper(self) -> None:
        """The hits, the papers and the side panel, and the rail at their right."""
        panels = self._panels
        self.left = column(panels.hits, name="Search results")
        self.links, self.record = LinksPanel(), RecordPanel()
        parts = {
            "codebook": panels.codebook,
            "passage": panels.inspector,
            "links": self.links,
            "record": self.record,
        }
        self.right = SidePanel(parts)
        self.right.hide()
        self.rail = Rail(PARTS)
        self._upper = QWidget()
        self._middle = splitter(
            Qt.Orientation.Horizontal, [self.left, panels.desk, self.right], stretched=1
        )
        row = QHBoxLayout(self._upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._middle, 1)
        row.addWidget(self.rail)

    def _build_lists(self) -> None:
        self.bottom = Drawer()
        for view in LIST_VIEWS:
            self.bottom.addTab(self._panels.lists[view.name], view.title)
        self.bottom.set_folded(not self._settings.lists_open)

    def _build_filter_line(self) -> None:
        self.filter_line = QWidget()
        self.filter_line.setObjectName("filterLine")
        self.filter_line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filter_line.setAccessibleName("Filters")
        row = QHBoxLayout(self.filter_line)
        row.setContentsMargins(8, 0, 14, 0)
        row.setSpacing(10)
        row.addWidget(self._panels.facets)
        row.addWidget(self._panels.read_as, 1)

    def _region_walk(self) -> RegionWalk:
        panels = self._panels
        regions = [panels.search_bar, self.filter_line, self.left, panels.desk, self.right]
        regions += [self.rail, self.bottom, panels.status]
        return RegionWalk(
            regions,
            {
                panels.search_bar: lambda: panels.search_bar.field,
                self.left: lambda: panels.hits.view,
                panels.desk: lambda: panels.desk.active_pane.text_view,
            },
        )

    def _connect(self) -> None:
        self._whole.splitterMoved.connect(self._keep_drawer_height)
        self._middle.splitterMoved.connect(self._keep_widths)
        self.bottom.tabBarClicked.connect(self._show_list_at)
        self.bottom.folded_changed.connect(self._on_drawer_folded)
        self.rail.part_toggled.connect(self._toggle_part)
        self.rail.place_toggled.connect(self._toggle_place)
        self.right.dragged.connect(self._draw_side)
        self._panels.search_bar.entered.connect(self._pages.show_upper_part)
        self._panels.desk.zoom_changed.connect(self._keep_zoom)
        self._panels.desk.set_zoom(self._settings.zoom)
        self._panels.desk.active_text_changed.connect(self.record.show_reading)
        self._panels.desk.links_shown.connect(self._show_links)
        self.links.link_activated.connect(self._panels.desk.link_activated)
        self._panels.status.usual_zoom_requested.connect(lambda: self._panels.desk.set_zoom(100))
        # Trouble is said in focus mode too.
        self._panels.status.trouble_shown.connect(self._panels.status.show)
        self.focus_mode.changed.connect(self._place_side)

    # Regions

    def walk_regions(self, step: int) -> None:
        """Give the focus to the next region (F6), or the previous one (-1)."""
        self._regions.go(step)

    def focus_search(self) -> None:
        """Give the search field the focus; focus mode ends."""
        self.focus_mode.leave()
        self._panels.search_bar.focus_field()

    def toggle_right(self) -> None:
        """Open the side panel, or fold it to its rail, until the user does the opposite (F9)."""
        self.focus_mode.leave()
        self._choose_side(open_it=self.right.isHidden())

    def unfold_right(self) -> None:
        """Open the side panel with the passage in it, also where there is little room for it."""
        self.show_part("passage")

    def show_part(self, name: str) -> None:
        """Open the side panel with one of its parts, a key of `PARTS`."""
        self.focus_mode.leave()
        parts = self._parts if not self.right.isHidden() else []
        if name not in parts:
            self._settings.side_parts = [*parts, name]
        self._choose_side(open_it=True)

    def toggle_hits(self) -> None:
        """Show the hits, or fold them away (F8)."""
        self.focus_mode.leave()
        self._settings.hits_folded = not self.left.isHidden()
        self.left.setHidden(self._settings.hits_folded)
        self._share_width()

    def toggle_lists(self) -> None:
        """Open the drawer, or fold it to its bar (F10)."""
        self.focus_mode.leave()
        self.bottom.toggle()

    def toggle_focus_mode(self) -> None:
        """Show the papers only, or all that was shown before (F11)."""
        self.focus_mode.toggle()

    def show_page(self, page: QWidget, title: str) -> None:
        """Show a page among the lists at the bottom, with room to work."""
        self.focus_mode.leave()
        self._pages.open(page, title)

    def close_page(self, page: QWidget) -> None:
        """Take a page away from the lists at the bottom, back to where it was opened from."""
        self._pages.close(page, self._panels.desk.active_pane)

    def has_page(self, page: QWidget) -> bool:
        """Whether a page is open among the lists at the bottom."""
        return self.bottom.indexOf(page) >= 0

    def name_list(self, page: QWidget, title: str) -> None:
        """Name the tab of a list."""
        self.bottom.setTabText(self.bottom.indexOf(page), title)

    def show_list_called(self, name: str) -> None:
        """Bring a list to the front by its name in `LIST_VIEWS`."""
        self.show_list(self._panels.lists[name])

    def show_list(self, page: QWidget) -> None:
        """Bring a page of the lists to the front, in the open drawer."""
        self.focus_mode.leave()
        self.bottom.setCurrentWidget(page)
        self.bottom.set_folded(False)

    def _keep_zoom(self, percent: int) -> None:
        self._settings.zoom = percent
        self._panels.status.show_zoom(percent)

    # Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was, now = event.oldSize().width() >= BROAD, event.size().width() >= BROAD
        first = not self._is_arranged
        if first or was != now:
            self._show_side()
        self.left.setHidden(self._settings.hits_folded or self.focus_mode.is_on)
        self._share_width()
        self.bottom.show_hint(event.size().width())
        if first:
            self._is_arranged = True
            self._pages.set_height(self._wanted_drawer)
        else:
            self._pages.fit()
        self._place_side()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.focus_mode.is_on:
            self.toggle_focus_mode()
            return
        super().keyPressEvent(event)

    # The side panel

    @property
    def _parts(self) -> list[str]:
        """The parts to show: those remembered that there are, else the first two."""
        known = [name for name in PARTS if name in self._settings.side_parts]
        return known or list(PARTS)[:2]

    @property
    def _is_over(self) -> bool:
        return opens_over(self._settings.side_place, narrow=self.width() < NARROW)

    def _choose_side(self, *, open_it: bool) -> None:
        usual = shows_side("", broad=self.width() >= BROAD)
        choice = SHOWN if open_it else FOLDED
        self._settings.right_side = "" if open_it == usual else choice
        self._show_side()

    def _show_side(self) -> None:
        """Show or hide the side panel as the user's choice and the width have it."""
        shown = shows_side(self._settings.right_side, broad=self.width() >= BROAD)
        shown = shown and not self.focus_mode.is_on
        self.right.show_parts(self._parts)
        self.right.setVisible(shown)
        self.rail.show_open(self._parts if shown else ())
        self._place_side()
        self._share_width()

    def _toggle_part(self, name: str) -> None:
        parts = self._parts if not self.right.isHidden() else []
        if name not in parts:
            self.show_part(name)
            return
        self._settings.side_parts = [each for each in parts if each != name] or [name]
        self._choose_side(open_it=len(parts) > 1)

    def _toggle_place(self) -> None:
        self._settings.side_place = BESIDE if self._is_over else OVER
        if self.right.isHidden():
            self._choose_side(open_it=True)
        self._place_side()

    def _place_side(self) -> None:
        """Put the side panel over the papers or beside them."""
        over = self._is_over
        self.rail.show_place(over=over)
        is_over = self.right.parentWidget() is self._upper
        if over != is_over:
            self._move_side(over)
        if over:
            width = side_width(self.width(), self._settings.side_width)
            room = self._upper.width() - self.rail.width()
            self.right.setGeometry(max(room - width, 0), 0, min(width, room), self._upper.height())
            self.right.raise_()

    def _move_side(self, over: bool) -> None:
        shown, focus = not self.right.isHidden(), QApplication.focusWidget()
        if over:
            self.right.setParent(self._upper)
        else:
            self._middle.addWidget(self.right)
            self._middle.setStretchFactor(2, 0)
        self.right.set_over(over)
        self.right.setVisible(shown)
        self._share_width()
        if focus is not None and self.right.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_side(self, pixels: int) -> None:
        """The user draws the edge of the panel that is over the papers."""
        self._settings.side_width = self.right.width() + pixels
        self._place_side()

    def _show_links(self, links: Sequence[OpenLink]) -> None:
        self.links.show_links(links)
        self.rail.show_count("links", len(links))

    # Sizes

    def _share_width(self) -> None:
        hits = hits_width(self.width(), self._settings.hits_width)
        side = side_width(self.width(), self._settings.side_width)
        room = max(self._middle.width(), self.width() - self.rail.width())
        beside = not self.right.isHidden() and self.right.parentWidget() is self._middle
        # Each comes with a handle of one pixel.
        taken = (0 if self.left.isHidden() else hits + 1) + (side + 1 if beside else 0)
        self._middle.setSizes([hits, max(room - taken, 1), side])

    def _keep_widths(self) -> None:
        """The user drew the edge of the hits or of the side panel."""
        if not self.left.isHidden():
            self._settings.hits_width = self.left.width()
        if not self.right.isHidden() and self.right.parentWidget() is self._middle:
            self._settings.side_width = self.right.width()

    @property
    def _wanted_drawer(self) -> int:
        if self.bottom.is_folded:
            return BAR
        return drawer_height(self.height(), self._settings.lists_height)

    def _keep_drawer_height(self) -> None:
        """The user drew the upper edge of the drawer: to a height, or down to its bar."""
        if self.bottom.height() < LEAST_DRAWER:
            self.bottom.set_folded(True)
        elif not self._pages.are_open:
            self._settings.lists_height = self.bottom.height()

    def _on_drawer_folded(self, folded: bool) -> None:
        if not self._pages.are_open:
            self._settings.lists_open = not folded
        self._pages.set_height(self._wanted_drawer)
        self._pages.fit()

    def _show_list_at(self, tab: int) -> None:
        if page := self.bottom.widget(tab):
            self.show_list(page)
