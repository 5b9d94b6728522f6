"""The desktop program: the one place that wires everything together."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLockFile, QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from viewer import __version__
from viewer.base.errors import InputError, ViewerError
from viewer.base.messages import Message
from viewer.base.paths import own_archive, settings_file, shipped_archive
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.search.search_archive import ArchiveSearch
from viewer.ui.qt_executor import qt_executor
from viewer.ui.theme import THEMES, apply_theme, load_fonts, prepare_theme
from viewer.ui.window.main_window import MainWindow
from viewer.workspace.executor import reads_left_running
from viewer.workspace.workspace import Workspace

logger = logging.getLogger(__name__)

OTHER_WINDOW = Message("archive.open-elsewhere")


#: What the offscreen platform says of things it has no screen for.
_HARMLESS = ("This plugin does not support", "QStandardPaths: XDG_RUNTIME_DIR not set")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Desktop:
    """The running program: application, settings, and one window on one archive at a time."""

    def __init__(self, settings: Settings, *, save_settings: bool = True) -> None:
        self.application = make_application()
        self.settings = settings
        self._save_settings = save_settings
        self._window: MainWindow | None = None
        self._workspace: Workspace | None = None
        self._lock: QLockFile | None = None
        if settings.theme not in THEMES:
            settings.theme = "light"
        prepare_theme(self.application, THEMES[settings.theme])

    def apply_theme(self, name: str) -> None:
        """Show everything in the theme `name`."""
        self.settings.theme = name if name in THEMES else "light"
        apply_theme(self.application, THEMES[self.settings.theme])

    @property
    def window(self) -> MainWindow | None:
        """The window that is open."""
        return self._window

    def open(self, path: Path) -> MainWindow:
        """Open a window on the archive at `path` in place of the one that is open.

        The archive that is open already, under whatever name, is not opened again: its window is
        raised. (One that is open for reading only is worth another try.) Raises `ViewerError` for
        what cannot be opened; the window that is open stays then.
        """
        path = _real_path(path)
        old, old_workspace, old_lock = self._window, self._workspace, self._lock
        shown = None if old_workspace is None else old_workspace.archive
        same = shown is not None and _is_same_file(path, shown.path)
        if old is not None and shown is not None and same and not shown.read_only:
            _raise(old)
            return old
        held = same and old_lock is not None and old_lock.isLocked()
        lock, reason = (old_lock, None) if held else _take_lock(path)
        workspace = self._open_workspace(path, reason)
        window = self._make_window(workspace)
        # The first window is built before the style sheet is on, see `prepare_theme`.
        self.apply_theme(self.settings.theme)
        self._window, self._workspace, self._lock = window, workspace, lock
        if old is not None and not _give_way(old, window):
            self._window, self._workspace, self._lock = old, old_workspace, old_lock
            window.close()
            return old
        self._remember(path)
        return window

    def _open_workspace(self, path: Path, read_only_reason: Message | None) -> Workspace:
        archive = Archive.open(path, read_only=bool(read_only_reason), who=self.settings.who)
        if read_only_reason:
            archive.read_only_reason = read_only_reason
        try:
            archive.prepare_writing()
        except BaseException:
            archive.close()
            raise
        return Workspace(archive, ArchiveSearch(archive), qt_executor(), self.settings)

    def _make_window(self, workspace: Workspace) -> MainWindow:
        try:
            window = MainWindow(workspace, self.settings)
        except BaseException:
            workspace.close()
            raise
        window.theme_wanted.connect(self.apply_theme)
        window.archive_wanted.connect(self._open_another)
        window.closed.connect(lambda: self._on_closed(window))
        return window

    def _open_another(self, path: str) -> None:
        before, workspace = self._window, self._workspace
        if before is None or workspace is None:
            return
        try:
            window = self.open(Path(path))
        except ViewerError as error:
            workspace.executor.trouble.emit(str(error))
            return
        if window is before:
            workspace.notices.tell("This archive is open here already.")

    def _on_closed(self, window: MainWindow) -> None:
        if window is self._window:
            self._window = self._workspace = self._lock = None
        self._save()

    def _remember(self, path: Path) -> None:
        recent = [str(path), *(each for each in self.settings.recent_archives if each != str(path))]
        self.settings.recent_archives = recent[:8]

    def _save(self) -> None:
        if self._save_settings:
            try:
                self.settings.save(settings_file())
            except OSError as error:
                logger.warning("settings not saved: %s", error)


def _real_path(path: Path) -> Path:
    """The file itself, so that index and lock lie beside it however it is named."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # a circle of symbolic links
        raise InputError("file.not-openable", path=path, reason=error) from error


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _raise(window: MainWindow) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _give_way(old: MainWindow, new: MainWindow) -> bool:
    """Close the old window, with the new one in its place; whether it closed.

    The new one is shown first: the program ends with the last window that is closed.
    """
    if old.isVisible():
        new.setGeometry(old.geometry())
        new.show()
    return old.close()


def _take_lock(path: Path) -> tuple[QLockFile | None, Message | None]:
    """Hold the archive for a window; why it is for reading only where another one holds it."""
    folder = path.with_name(path.name + ".index")
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None, None
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)
    if lock.tryLock(50):
        return lock, None
    return None, OTHER_WINDOW if lock.error() == QLockFile.LockError.LockFailedError else None


def make_application() -> QApplication:
    """The one `QApplication`, with its fonts and names."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Archive Viewer")
    application.setApplicationDisplayName("Archive Viewer")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("archive-viewer")
    load_fonts()
    return application


def run_window(archive: Path | None) -> int:
    """Open the window on `archive`, or on the user's own copy of the shipped one, until closed."""
    path = archive if archive is not None else own_archive()
    qInstallMessageHandler(_log_qt)
    desktop = Desktop(Settings.load(settings_file()))
    window = desktop.open(path)
    sys.excepthook = _crash_hook(desktop)
    window.restore_geometry()
    window.show()
    # What start-up made stays: it need not be walked again, and collecting begins from here.
    gc.freeze()
    gc.enable()
    status = desktop.application.exec()
    if reads_left_running():
        # Everything was saved when the window closed; only the read would be waited for.
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    return status


def run_tour(to: Path, size: tuple[int, int], theme: str, archive: Path | None) -> int:
    """Drive the real window through its main job; pictures and exports go to the folder `to`."""
    from viewer.ui.tour import Driver, TourError, run_steps

    qInstallMessageHandler(_log_qt)
    desktop = Desktop(Settings(theme=theme, who="Archive Viewer tour"), save_settings=False)
    with tempfile.TemporaryDirectory(prefix="archive-viewer-tour-") as work:
        copy = Path(work) / "archive.db"
        try:
            to.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(archive or shipped_archive(), copy)
        except OSError as error:
            raise InputError(
                "file.not-usable", path=error.filename, reason=error.strerror
            ) from error
        window = desktop.open(copy)
        driver = Driver(window, window.parts, to)
        try:
            run_steps(driver, Path(work), size)
        except TourError:
            driver.last_picture()
            raise
        finally:
            window.close()
    return 0


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    level = _LEVELS.get(kind, logging.WARNING)
    if message.startswith(_HARMLESS):
        level = logging.DEBUG
    logging.getLogger("viewer.qt").log(level, "%s", message)


def _crash_hook(
    desktop: Desktop,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """A hook that shows a bug with its traceback instead of ending the program."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        logger.error("%s", text)
        if desktop.window is not None:
            desktop.window.show_crash(text)

    return hook
