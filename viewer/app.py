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

from PySide6.QtCore import QLockFile, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from viewer import __version__
from viewer.base.errors import InputError, ViewerError
from viewer.base.paths import own_archive, settings_file, shipped_archive
from viewer.base.settings import Settings
from viewer.services.archive import Archive
from viewer.services.search_archive import ArchiveSearch
from viewer.ui.jobs import Jobs, reads_left_running
from viewer.ui.main_window import MainWindow
from viewer.ui.theme import THEMES, apply_theme, load_fonts

logger = logging.getLogger(__name__)

OTHER_WINDOW = "It is open in another Archive Viewer window, so it is open here for reading only."


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
        self._lock: QLockFile | None = None
        self.apply_theme(settings.theme)

    def apply_theme(self, name: str) -> None:
        """Show everything in the theme `name`."""
        self.settings.theme = name if name in THEMES else "light"
        apply_theme(self.application, THEMES[self.settings.theme])

    def open(self, path: Path) -> MainWindow:
        """Open a window on the archive at `path` in place of the one that is open.

        Raises `ViewerError` for what cannot be opened; the window that is open stays then.
        """
        self._lock, lock = None, self._lock
        reason = self._take_lock(path)
        try:
            archive = Archive.open(path, read_only=bool(reason), who=self.settings.who)
        except BaseException:
            self._lock = lock
            raise
        if reason:
            archive.read_only_reason = reason
        archive.prepare_writing()
        old = self._window
        search = ArchiveSearch(archive)
        self._window = MainWindow(archive, search, Jobs(), self.settings)
        self._window.theme_wanted.connect(self.apply_theme)
        self._window.archive_wanted.connect(self._open_another)
        self._window.closed.connect(self._save)
        if old is not None:
            old.close()
        self._remember(path)
        return self._window

    def _open_another(self, path: str) -> None:
        assert self._window is not None
        geometry = self._window.geometry()
        before = self._window
        try:
            window = self.open(Path(path))
        except ViewerError as error:
            before.tell_trouble(str(error))
            return
        window.setGeometry(geometry)
        window.show()

    def _take_lock(self, path: Path) -> str:
        """Hold the archive for this window; the sentence to show where another one holds it."""
        folder = path.with_name(path.name + ".index")
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            return ""
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        if self._lock.tryLock(50):
            return ""
        return OTHER_WINDOW if self._lock.error() == QLockFile.LockError.LockFailedError else ""

    def _remember(self, path: Path) -> None:
        recent = [str(path), *(each for each in self.settings.recent_archives if each != str(path))]
        self.settings.recent_archives = recent[:8]

    def _save(self) -> None:
        if self._save_settings:
            try:
                self.settings.save(settings_file())
            except OSError as error:
                logger.warning("settings not saved: %s", error)


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
    sys.excepthook = _crash_hook(window)
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
            raise InputError(f"{error.filename} cannot be used: {error.strerror}.") from error
        window = desktop.open(copy)
        driver = Driver(window, to)
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
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """A hook that shows a bug with its traceback instead of ending the program."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        logger.error("%s", text)
        window.show_crash(text)

    return hook
