"""Status line, overlays, help and themes: what belongs to the window and to no folder of ui."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.base.settings import Settings
from viewer.services.types import IndexState, Listed
from viewer.ui.theme import THEMES
from viewer.ui.window.command_palette import CommandPalette
from viewer.ui.window.commands import CommandRegistry
from viewer.ui.window.layout import WindowLayout
from viewer.ui.window.panels import Panels
from viewer.workspace.panes import PaneId
from viewer.workspace.workspace import Workspace


class WindowPresenter:
    """Binds what the whole window shows; `want_theme` and `want_archive` are told what is wished.

    `inside` is the layout that everything is in.
    """

    def __init__(
        self,
        workspace: Workspace,
        panels: Panels,
        inside: WindowLayout,
        commands: CommandRegistry,
        settings: Settings,
        want_theme: Callable[[str], object],
        want_archive: Callable[[str], object],
    ) -> None:
        self._workspace = workspace
        self._panels = panels
        self._inside = inside
        self._commands = commands
        self._settings = settings
        self._want_theme = want_theme
        self._want_archive = want_archive
        self.palette = CommandPalette(inside)
        self._connect_status()
        self._connect_bar()
        self._connect_help()

    def _connect_status(self) -> None:
        status, workspace = self._panels.status, self._workspace
        executor = workspace.executor
        workspace.notices.told.connect(status.tell)
        workspace.search.answered.connect(status.show_answer)
        workspace.search.index_changed.connect(self._show_index)
        workspace.overview.overviewed.connect(self._show_listed)
        workspace.desk.panes.arranged.connect(self._show_pane_count)
        executor.trouble.connect(status.show_error)
        executor.progressed.connect(status.show_progress)
        executor.label_ended.connect(status.end_progress)
        executor.crashed.connect(self.show_crash)
        status.undo_requested.connect(workspace.history.undo)
        status.cancel_requested.connect(executor.cancel)

    def _connect_bar(self) -> None:
        bar, run = self._panels.search_bar, self._commands.run
        bar.pane_count_requested.connect(self._workspace.desk.panes.set_count)
        bar.palette_requested.connect(lambda: run("palette"))
        bar.theme_requested.connect(lambda: run("theme"))
        self.palette.command_chosen.connect(run)

    def _connect_help(self) -> None:
        page = self._panels.help
        page.closed.connect(lambda: self._inside.close_page(page))
        page.query_chosen.connect(self._workspace.search.search_for)

    def begin(self) -> None:
        """Show what is known before anything was read."""
        self._panels.search_bar.set_menu(self._commands.menu_groups())
        self._panels.help.set_keys(self._commands.help_keys())
        self._show_pane_count(self._workspace.desk.panes.ids)
        self._panels.search_bar.focus_at_start()
        self._panels.status.show_index("Preparing the index…")
        if self._workspace.archive.read_only:
            self._panels.status.show_error(str(self._workspace.archive.read_only_reason))

    # Commands

    def open_palette(self) -> None:
        """Offer every command."""
        self.palette.open(self._commands.palette_entries())

    def show_help(self) -> None:
        """Show what a query can say, and the keys."""
        self._inside.show_page(self._panels.help, "Help")
        self._panels.help.focus_first()

    def next_theme(self) -> None:
        """Light, sepia, dark, and round."""
        names = list(THEMES)
        self.set_theme(names[(names.index(self._settings.theme) + 1) % len(names)])

    def set_theme(self, name: str) -> None:
        """Show everything in this theme."""
        self._want_theme(name)

    def choose_archive(self) -> None:
        """Ask which archive to open in place of this one."""
        folder = Path(self._workspace.archive.path).parent
        path, _ = QFileDialog.getOpenFileName(
            self._inside.window(), "Open an archive", str(folder), "Archives (*.db)"
        )
        if path:
            self._want_archive(path)

    # Facts

    def show_crash(self, traceback_text: str) -> None:
        """Show a bug with its traceback; nothing that was confirmed is lost."""
        from viewer.ui.window.crash_dialog import CrashDialog

        window: QWidget = self._inside.window()
        CrashDialog(traceback_text, window).show()

    def _show_index(self, state: IndexState) -> None:
        words = "Index up to date" if state.state == "current" else f"Index {state.state}"
        self._panels.status.show_index(words)

    def _show_listed(self, listed: Listed) -> None:
        self._panels.status.show_undo(listed.undo)

    def _show_pane_count(self, panes: tuple[PaneId, ...]) -> None:
        count = len(panes)
        self._panels.search_bar.set_pane_count(count)
        self._panels.status.show_panes("1 pane" if count == 1 else f"{count} panes")
