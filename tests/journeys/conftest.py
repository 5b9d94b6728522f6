"""The real window on a copy of the sample, and a folder of real texts to import."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEventLoop, QTimer

from viewer.base.paths import shipped_archive
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.search.search_archive import ArchiveSearch
from viewer.ui.qt_executor import qt_executor
from viewer.ui.theme import LIGHT, apply_theme, load_fonts
from viewer.ui.tour import Driver
from viewer.ui.window.main_window import MainWindow
from viewer.workspace.executor import Executor
from viewer.workspace.workspace import Workspace

OpenWindow = Callable[..., Driver]


def make_window(archive: Archive, settings: Settings | None = None) -> MainWindow:
    """The real window on an archive, as the program makes it."""
    settings = settings or Settings()
    workspace = Workspace(archive, ArchiveSearch(archive), qt_executor(), settings)
    return MainWindow(workspace, settings)


def stop_looking(window: MainWindow) -> None:
    """Let the window look only when a test does whether another program changed the archive."""
    window.findChild(QTimer, "look").stop()


def wait_idle(executor: Executor) -> None:
    """Run the event loop until no job is left."""
    loop = QEventLoop()

    def leave(busy: int) -> None:
        if not busy:
            loop.quit()

    executor.busy_changed.connect(leave)
    QTimer.singleShot(30_000, loop, loop.quit)
    if executor.busy:
        loop.exec()
    executor.busy_changed.disconnect(leave)
    assert not executor.busy


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the shipped archive."""
    path = tmp_path / "sample.db"
    shutil.copyfile(shipped_archive(), path)
    return path


@pytest.fixture
def open_window(qapp, tmp_path: Path) -> Iterator[OpenWindow]:
    """Open the real window on an archive; closed at the end, and before the next one opens."""
    load_fonts()
    apply_theme(qapp, LIGHT)
    windows: list[MainWindow] = []
    pictures = tmp_path / "pictures"
    pictures.mkdir()

    def open_one(path: Path, settings: Settings | None = None) -> Driver:
        for window in windows:
            window.close()
        window = make_window(Archive.open(path, who="tester"), settings)
        windows.append(window)
        driver = Driver(window, window.parts, pictures)
        driver.show(1280, 860)
        return driver

    yield open_one
    for window in filter(shiboken6.isValid, windows):
        window.close()
        window.deleteLater()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder as users have them: nested, in several encodings, with files that cannot be used."""
    folder = tmp_path / "газеты"
    (folder / "правда").mkdir(parents=True)
    (folder / "1945-08-09 War.txt").write_bytes(
        "War in Manchuria\r\n\r\nThe Soviet Union joined the war 🚩 in Manchuria.\r\n".encode()
    )
    (folder / "правда" / "1945-08-10.txt").write_bytes(
        "Наступление\r\n\r\nНаши войска перешли границу Маньчжурии и продвинулись на двадцать "
        "километров, сломив сопротивление противника.\r\n".encode("cp1251")
    )
    (folder / "note.md").write_text(
        "---\ntitle: Harbin taken\ndate: 1945-08-20\nnewspaper: The Times\n---\n"
        "The *city* of Harbin was taken by troops from the air.\n",
        encoding="utf-8",
    )
    (folder / "page.html").write_text(
        "<html><head><title>Surrender</title><script>document.title='hacked'</script></head>"
        "<body><article><h1>Surrender</h1><p>The Kwantung Army laid down its arms on the "
        "nineteenth of August, the commander announced in Mukden.</p></article>"
        "<img src='http://example.invalid/track.png'></body></html>",
        encoding="utf-8",
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    return folder
