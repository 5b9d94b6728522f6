"""The window: its regions, and the routes between them. Panels do not know each other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QMainWindow
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
from viewer.ui.window.command_palette import CommandPalette
from viewer.ui.window.layout import Panels, WindowLayout
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
        self.importing, self.exporting, self.help = ImportPanel(), ExportPanel(), QueryHelp()
        self.status = StatusLine()

    def _build_window(self) -> None:
        self.setAcceptDrops(True)
        self.setMinimumSize(LEAST_SIZE)
        panels = Panels(
            self.search_bar,
            self.read_as,
            self.facets,
            self.hits,
            self.desk,
            self.codebook,
            self.inspector,
            self.passages,
            self.journal,
            self.importing,
            self.exporting,
            self.help,
            self.status,
        )
        self.inside = WindowLayout(panels, self.settings)
        self.setCentralWidget(self.inside)
        self.palette_overlay = CommandPalette(self.inside)
        self.tag_chooser = TagChooser(self.inside)

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
            self.show_error(str(self.archive.read_only_reason))

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
