"""Closing never hangs on a read that does not stop, and loses no write."""

import os
import subprocess
import sys
from pathlib import Path

from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ImportOptions, SearchRequest


def test_an_archive_may_be_closed_under_a_read(tmp_path: Path) -> None:
    """What the read holds stays open until it gives it back; what it asks for later is answered."""
    (tmp_path / "a.txt").write_text("Harbin was taken.", encoding="utf-8")
    archive = Archive.create(tmp_path / "archive.db", "Test")
    import_texts(archive, [tmp_path / "a.txt"], ImportOptions())
    search = ArchiveSearch(archive)
    search.refresh()
    with archive.reading() as session, search._index.engine() as lent:
        assert lent is not None
        search.close()
        archive.close()
        assert lent[0].excerpts == 1
        session.connection().exec_driver_sql("SELECT 1").scalar_one()
    assert search.search(SearchRequest("harbin")).total == 0
    search.close()
    archive.close()


_PROGRAM = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from viewer import app
from viewer.ui.window import main_window

begin = main_window.MainWindow._begin
def begin_and_close(window):
    begin(window)
    executor = window.parts.workspace.executor
    executor.submit(lambda *_: threading.Event().wait(60), print, label="deaf")
    QTimer.singleShot(300, window.close)
main_window.MainWindow._begin = begin_and_close
status = app.run_window(Path(sys.argv[1]))
sys.exit(status)
"""


def test_the_program_ends_while_a_read_goes_on(tmp_path: Path) -> None:
    Archive.create(tmp_path / "archive.db", "Test").close()
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "archive.db")],
        env=os.environ | {"ARCHIVE_VIEWER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=40,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
