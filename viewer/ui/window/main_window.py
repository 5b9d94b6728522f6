"""The window: its regions, and the routes between them. Panels do not know each other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.base.errors import BusyError, ViewerError
from viewer.base.settings import Settings
from viewer.services.archive import Archive
from viewer.services.search_archive import ArchiveSearch
from viewer.services.types import ArchiveChanged, IndexState, PublicationInfo, SearchAnswer
from viewer.ui.codebook.codebook_panel import CodebookPanel
from viewer.ui.codebook.tag_chooser import TagChooser
from viewer.ui.exchange.export_panel import ExportPanel
from viewer.ui.exchange.import_panel import ImportPanel
from viewer.ui.flows.exchange import ExchangeFlow
from viewer.ui.flows.notes import NoteFlow
from viewer.ui.flows.overview import OverviewFlow
from viewer.ui.flows.reading import ReadingFlow
from viewer.ui.flows.searching import SearchFlow
from viewer.ui.flows.tagging import TaggingFlow
from viewer.ui.jobs import Jobs
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
from viewer.ui.window.command_palette import CommandPalette
from viewer.ui.window.status_line import StatusLine
from viewer.ui.window.undo_keys import UndoKeys
from viewer.ui.window.window_commands import WindowCommands
from viewer.ui.window.window_geometry import LEAST_SIZE, brought_back, first_place
from viewer.ui.window.window_routes import connect_routes

#: How often the window looks whether another program changed the archive, in milliseconds.
LOOK_AGAIN = 3000
#: The tables to name where it is not known what changed.
EVERYTHING = frozenset({"excerpt", "annotation"})


class MainWindow(QMainWindow):
    """One archive's window.

    Signals: `theme_wanted(str)`, `archive_wanted(str path)`, `closed()`; `refreshed()` when
    everything shown is in step with the archive again.
    """

    theme_wanted = Signal(str)
    archive_wanted = Signal(str)
    closed = Signal()
    refreshed = Signal()
    _changed = Signal(object)

    def __init__(
        self, archive: Archive, search: ArchiveSearch, jobs: Jobs, settings: Settings
    ) -> None:
        super().__init__()
        self.archive = archive
        self.jobs = jobs
        self.settings = settings
        self.publications: list[PublicationInfo] = []
        self.excerpts = 0
        self.passage_count = 0
        self.undo_what = ""
        self._search = search
        #: The newest step that is shown, by its number; None: not known, or something was not
        #: read. The look at what other programs did then reads everything again.
        self._seen_step = _newest_step(archive)
        self._build_panels()
        self._build_window()
        self.searching = SearchFlow(search, jobs, self)
        self.reading = ReadingFlow(archive, search, jobs, self.desk, self)
        self.tagging = TaggingFlow(archive, search, jobs, settings.recent_tags, self)
        self.notes = NoteFlow(archive, jobs, self)
        self.exchange = ExchangeFlow(archive, search, jobs, self)
        self.overview = OverviewFlow(archive, jobs, self)
        self.commands = WindowCommands(self)
        UndoKeys(self, jobs)
        self._connect()
        self._begin()

    def _build_panels(self) -> None:
        self.search_bar = SearchBar()
        self.read_as = ReadAsLine()
        self.facets = FacetsView()
        self.hits = HitsPanel()
        self.desk = ReadingDesk()
        self.codebook = CodebookPanel()
        self.inspector = PassageInspector()
        self.passages = PassagesPanel()
        self.journal = JournalPanel()
        # Not among the lists yet: without a parent they would outlive the window.
        self.importing, self.exporting = ImportPanel(self), ExportPanel(self)
        self.help = QueryHelp(self)
        for page in (self.importing, self.exporting, self.help):
            page.hide()
        self.status = StatusLine()

    def _build_window(self) -> None:
        self.setAcceptDrops(True)
        self.setMinimumSize(LEAST_SIZE)
        left_split = splitter(Qt.Orientation.Vertical, [self.facets, self.hits], stretched=1)
        left_split.setSizes([258, 314])
        self.left = column(left_split, name="Search results")
        right_split = splitter(
            Qt.Orientation.Vertical, [self.codebook, self.inspector], stretched=0
        )
        right_split.setStretchFactor(1, 1)
        right_split.setSizes([310, 320])
        self.right = column(right_split, name="Codebook and passage")
        self._middle = splitter(
            Qt.Orientation.Horizontal, [self.left, self.desk, self.right], stretched=1
        )
        self._build_bottom()
        self._whole = splitter(Qt.Orientation.Vertical, [self._middle, self.bottom], stretched=0)
        heights = {self.importing: 340, self.exporting: 290, self.help: 330}
        self._pages = ClosablePages(self.bottom, self._whole, heights)
        self.inside = QWidget()
        layout = QVBoxLayout(self.inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.search_bar, self.read_as, self._whole, self.status):
            layout.addWidget(widget, 1 if widget is self._whole else 0)
        self.setCentralWidget(self.inside)
        self.palette_overlay = CommandPalette(self.inside)
        self.tag_chooser = TagChooser(self.inside)
        self._regions = RegionWalk(
            [self.search_bar, self.left, self.desk, self.right, self.bottom, self.status],
            {
                self.search_bar: lambda: self.search_bar.field,
                self.left: lambda: self.hits.view,
                self.desk: lambda: self.desk.active_pane.text_view,
            },
        )
        self._middle.setSizes([LEFT, 1000, RIGHT])
        self._whole.setSizes([900, BOTTOM])
        # Their own least height is more than a small screen has.
        self.bottom.setMinimumHeight(LEAST_BOTTOM)

    def _build_bottom(self) -> None:
        self.bottom = QTabWidget()
        self.bottom.setObjectName("bottomPanel")
        self.bottom.setDocumentMode(True)
        self.bottom.setAccessibleName("Lists")
        self.bottom.addTab(self.passages, "Passages")
        self.bottom.addTab(self.journal, "Journal")
        self.bottom.tabBarClicked.connect(self._show_list_at)

    def _connect(self) -> None:
        # Changes come from the thread that made them; the signal carries them to this one.
        self._changed.connect(self._on_changed)
        self._unsubscribe = self.archive.subscribe(self._changed.emit)
        self.searching.answered.connect(self._on_answer)
        self.searching.index_changed.connect(self._on_index)
        # What follows from an answer comes after the panels show it.
        connect_routes(self)
        self.jobs.trouble.connect(self.show_error)
        self.jobs.crashed.connect(self.show_crash)
        self.jobs.read_missed.connect(self._on_read_missed)
        self._whole.splitterMoved.connect(self._keep_fold)
        self.search_bar.entered.connect(self._pages.show_upper_part)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_AGAIN)
        self._look.timeout.connect(self._look_for_changes)
        self._look.start()

    def _begin(self) -> None:
        self.setWindowTitle(f"{self.archive.title} — Archive Viewer")
        self.desk.set_pane_count(max(1, min(4, self.settings.panes)))
        self.search_bar.set_pane_count(len(self.desk.panes))
        self.search_bar.focus_at_start()
        self.overview.refresh()
        self.status.show_index("Preparing the index…")
        self.searching.search_for("")
        self.searching.refresh_index()
        if self.archive.read_only:
            self.show_error(self.archive.read_only_reason)

    # Regions

    def walk_regions(self, step: int) -> None:
        """Give the focus to the next region (F6), or the previous one (-1)."""
        self._regions.go(step)

    def toggle_right(self) -> None:
        """Show or fold away the codebook and the passage, until the user does the opposite."""
        if self.right.isHidden():
            self.unfold_right()
        else:
            self.settings.right_side = FOLDED
            self.right.hide()

    def unfold_right(self) -> None:
        """Show the codebook and the passage, also where there is little room for them."""
        self.settings.right_side = SHOWN if self.width() < NARROW else ""
        self.right.show()

    def show_page(self, page: QWidget, title: str) -> None:
        """Show a page among the lists at the bottom, with room to work."""
        self._pages.open(page, title)

    def show_list(self, page: QWidget) -> None:
        """Bring a page of the lists to the front, with room where only their tabs were shown."""
        self.bottom.setCurrentWidget(page)
        if self._lists_are_tabs:
            self._pages.set_height(LOW_BOTTOM)
            self._keep_fold()

    @property
    def _lists_are_tabs(self) -> bool:
        return self.bottom.height() < 2 * LEAST_BOTTOM

    def _keep_fold(self) -> None:
        """The user gave the lists another height."""
        self.settings.lists_folded = self._lists_are_tabs

    def _show_list_at(self, tab: int) -> None:
        if page := self.bottom.widget(tab):
            self.show_list(page)

    def close_page(self, page: QWidget) -> None:
        """Take a page away from the lists at the bottom, back to where it was opened from."""
        self._pages.close(page, self.desk.active_pane)

    # What is told

    def show_error(self, sentence: str) -> None:
        """Show a sentence about trouble until it is dismissed."""
        self.status.show_error(sentence)

    def show_crash(self, traceback_text: str) -> None:
        """Show a bug with its traceback; nothing that was confirmed is lost."""
        from viewer.ui.window.crash_dialog import CrashDialog

        CrashDialog(traceback_text, self).show()

    # Facts

    def _on_changed(self, changed: ArchiveChanged) -> None:
        """Show what a step of this window changed.

        A step that does not follow on the one seen last means that another program made steps in
        between: what those changed is not known, so everything is read again.
        """
        follows = self._seen_step is not None and changed.step == self._seen_step + 1
        self._seen_step = max(changed.step, self._seen_step or 0)
        self._refresh(changed.tables if follows else EVERYTHING)

    def _refresh(self, tables: frozenset[str]) -> None:
        """Read again what is shown of these tables."""
        self.overview.refresh()
        self.reading.refresh()
        self.overview.describe_again()
        if tables & {"excerpt", "version", "article"}:
            self.searching.refresh_index()
        else:
            self.searching.again()

    def _look_for_changes(self) -> None:
        """Another program may have changed the archive: one cheap query tells."""
        if self.jobs.busy:
            return
        self.jobs.read(
            lambda *_: self.archive.last_step(), self._on_looked, self._on_not_looked, key="look"
        )

    def _on_looked(self, newest: tuple[int, str]) -> None:
        step = newest[0]
        if step != self._seen_step:
            self._seen_step = step
            self._refresh(EVERYTHING)

    def _on_not_looked(self, error: ViewerError) -> None:
        """A lock passes, and the next look finds it gone; anything else is told once."""
        if not isinstance(error, BusyError):
            self._look.stop()
            self.show_error(str(error))

    def _on_read_missed(self) -> None:
        """Something shown could not be read: it is read again once the lock is gone."""
        self._seen_step = None

    def _on_answer(self, answer: SearchAnswer) -> None:
        empty = not self.excerpts and not answer.request.query.strip()
        self.hits.show_answer(answer, archive_is_empty=empty)
        self.facets.show_facets(answer.facets, self.publications)
        self.read_as.show_answer(answer)
        self.status.show_answer(answer)

    def _on_index(self, state: IndexState) -> None:
        words = "Index up to date" if state.state == "current" else f"Index {state.state}"
        self.status.show_index(words)

    # Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was, now = event.oldSize().width() < NARROW, event.size().width() < NARROW
        if was != now or not event.oldSize().isValid():
            self.right.setVisible(shows_right(self.settings.right_side, narrow=now))
            self._middle.setSizes([270 if now else LEFT, 1000, RIGHT])
        if not event.oldSize().isValid():
            # The splitter has no size of its own yet; these are proportions.
            low = lists_height(event.size().height())
            lists = LEAST_BOTTOM if self.settings.lists_folded else low
            self._whole.setSizes([event.size().height() - lists, lists])
        else:
            self._pages.fit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.commands.import_files(paths)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.inspector.flush_note()
        if not self.notes.may_close():
            event.ignore()
            return
        self._look.stop()
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.settings.panes = len(self.desk.panes)
        self.jobs.shutdown()
        self._unsubscribe()
        self._search.close()
        self.archive.close()
        self.closed.emit()
        super().closeEvent(event)

    def restore_geometry(self) -> None:
        """Take the place and size that the window had last time, as far as the screen has room."""
        primary = QGuiApplication.primaryScreen()
        others = [each for each in QGuiApplication.screens() if each is not primary]
        screens = [each.availableGeometry() for each in (primary, *others)]
        place = first_place(screens[0])
        self.setMinimumSize(LEAST_SIZE.boundedTo(place.size()))
        self.setGeometry(place)
        remembered = QByteArray.fromBase64(self.settings.geometry.encode("ascii", "replace"))
        self.restoreGeometry(remembered)
        # The screen may be another now. (The window system fits what is maximised.)
        if not (self.isMaximized() or self.isFullScreen()):
            self.setGeometry(brought_back(self.geometry(), screens))


def _newest_step(archive: Archive) -> int | None:
    """The newest step's number; None while another program keeps the archive locked."""
    try:
        return archive.last_step()[0]
    except BusyError:
        return None
