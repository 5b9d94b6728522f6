"""The window on one archive: it makes the panels and the presenters, and closes the workspace."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override

from viewer.base.settings import Settings
from viewer.ui.passages.unsaved_notes import settle_notes
from viewer.ui.window.command_list import window_commands
from viewer.ui.window.commands import CommandRegistry
from viewer.ui.window.layout import WindowLayout
from viewer.ui.window.panels import make_panels
from viewer.ui.window.parts import WindowParts
from viewer.ui.window.presenters import make_presenters
from viewer.ui.window.undo_keys import UndoKeys
from viewer.ui.window.window_geometry import LEAST_SIZE, remember, restore
from viewer.workspace.workspace import Workspace

#: How often the window looks whether another program changed the archive, in milliseconds.
LOOK_AGAIN = 3000


class MainWindow(QMainWindow):
    """Shows a workspace, and closes it when it closes itself.

    Signals: `theme_wanted(str)`, `archive_wanted(str path)`, `closed()`.
    """

    theme_wanted = Signal(str)
    archive_wanted = Signal(str)
    closed = Signal()

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self._workspace = workspace
        self._panels = make_panels()
        self._inside = WindowLayout(self._panels, settings)
        self._commands = CommandRegistry(self)
        self._settings = settings
        self._is_closing = False
        self.setAcceptDrops(True)
        self.setMinimumSize(LEAST_SIZE)
        self.setWindowTitle(f"{workspace.archive.title} — Archive Viewer")
        self.setCentralWidget(self._inside)
        self._presenters = make_presenters(
            workspace,
            self._panels,
            self._inside,
            self._commands,
            settings,
            self.theme_wanted.emit,
            self.archive_wanted.emit,
        )
        self._commands.add(
            window_commands(workspace, self._inside, self._panels.codebook, self._presenters)
        )
        UndoKeys(self, workspace.executor)
        self._look = QTimer(self)
        self._look.setObjectName("look")
        self._look.setInterval(LOOK_AGAIN)
        self._look.timeout.connect(workspace.watch.look)
        self._look.start()
        self._begin()

    @property
    def parts(self) -> WindowParts:
        """What the window consists of."""
        return WindowParts(
            self._workspace,
            self._panels,
            self._inside,
            self._commands,
            self._presenters.window.palette,
            self._presenters.tag_question.chooser,
        )

    def show_crash(self, traceback_text: str) -> None:
        """Show a bug with its traceback; nothing that was confirmed is lost."""
        self._presenters.window.show_crash(traceback_text)

    def _begin(self) -> None:
        self._workspace.desk.panes.set_count(self._settings.panes)
        self._presenters.window.begin()
        self._workspace.begin()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self._presenters.exchange.open_import(paths)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_closing or not self._may_close():
            event.ignore()
            return
        self._look.stop()
        self._settings.geometry = remember(self)
        self._settings.panes = len(self._workspace.desk.panes.ids)
        self._workspace.close()
        self.closed.emit()
        super().closeEvent(event)

    def _may_close(self) -> bool:
        """Save the notes; whether that is done, or the user was warned before."""
        self._is_closing = True
        self._panels.inspector.flush_note()
        settle_notes(self._workspace.notes)
        self._is_closing = False
        return self._workspace.notes.may_close()

    def restore_geometry(self) -> None:
        """Take the place and size that the window had last time, as far as the screen has room."""
        restore(self, self._settings.geometry)
