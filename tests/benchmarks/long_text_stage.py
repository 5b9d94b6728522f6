"""How long the window stands still over a text of 2,000,000 code points with 20,000 passages.

The figure is the longest time between two turns of the event loop, in milliseconds, while the text
opens and while the whole of it is selected and tagged by keyboard: what a person feels as a freeze.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from measuring import hand_over
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ImportOptions, SearchRequest
from viewer.ui.qt_executor import qt_executor
from viewer.ui.theme import LIGHT, apply_theme, load_fonts
from viewer.ui.tour import Driver
from viewer.ui.window.main_window import MainWindow
from viewer.workspace.workspace import Workspace

_CHARACTERS = 2_000_000
_PASSAGES = 20_000
#: Milliseconds between two beats, and for which the window is watched after it came to rest.
_BEAT, _AFTERWARDS = 1, 2_000


def _text() -> str:
    every = _CHARACTERS // _PASSAGES
    line = (
        "the army took Harbin 🚩 and the Муке\u0301н front; the troops\u00a0gave up their arms then"
    )
    line = f"{line:.<{every - 2}}\n\n"[:every]
    return line * _PASSAGES


class _Heartbeat:
    """Beats once in each turn of the event loop."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = self._longest = 0.0

    def longest(self, act: Callable[[], None], drive: Driver) -> float:
        """The longest gap, in milliseconds, from `act` until some time after all work has ended."""
        self._last, self._longest = time.perf_counter(), 0.0
        self._timer.start(_BEAT)
        act()
        drive.settle()
        end = time.perf_counter() + _AFTERWARDS / 1000
        while time.perf_counter() < end:
            QApplication.processEvents()
        self._timer.stop()
        return self._longest * 1000

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now


def main(folder: Path) -> None:
    """Make the archive, and measure in the real window."""
    page = folder / "long.txt"
    page.write_text(_text(), encoding="utf-8")
    application = QApplication([])
    load_fonts()
    apply_theme(application, LIGHT)
    archive = Archive.create(folder / "long.db", "Long")
    search = ArchiveSearch(archive)
    import_texts(archive, [page], ImportOptions(language="en"))
    search.refresh()
    tag_matches(archive, search, SearchRequest("army"), "found")
    settings = Settings()
    window = MainWindow(Workspace(archive, search, qt_executor(), settings), settings)
    drive = Driver(window, window.parts, folder)
    drive.show(1440, 900)
    drive.settle()
    hit = drive.panels.hits.current_hit()
    assert hit is not None
    beat = _Heartbeat()
    opening = beat.longest(lambda: drive.workspace.desk.open_here(hit.id), drive)
    pane = drive.panels.desk.active_pane

    def tag_everything() -> None:
        pane.text_view.setFocus()
        drive.press(pane.text_view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        drive.press(pane.text_view, Qt.Key.Key_T)
        drive.type(drive.focus, "whole")
        drive.press(drive.focus, Qt.Key.Key_Return)

    tagging = beat.longest(tag_everything, drive)
    assert drive.workspace.overview.listed.passage_count == _PASSAGES + 1, (
        "the whole text was not tagged"
    )
    window.close()
    hand_over({"opened": {"still_ms": opening}, "tagged": {"still_ms": tagging}})


main(Path(sys.argv[1]))
