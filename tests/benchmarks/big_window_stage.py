"""The window on the big archive: how it starts, and what setting a tag costs until it is painted.

`start` opens the program as a shell does, some times; `tag` sets a tag in a pane by its key, as a
reader does. Both work on a copy. Times are processor time of the whole process, see `big_stage`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from big_archive import copied
from measuring import hand_over, private_megabytes

if TYPE_CHECKING:
    from viewer.ui.tour import Driver

_STARTS = 5
_SIZE = (1440, 900)
_WORDS = 3
#: How long after a tag is set what follows on it is waited for, in milliseconds.
_AFTER = 400

#: The program as it starts from a shell. Its first quiet moment is noted; it is left alone until it
#: has shown all that it shows by itself, and ends then.
_START = """
import json, sys, time
import viewer.cli.window
from viewer.cli.main import run

load_window = viewer.cli.window.load_window

def note():
    from PySide6.QtCore import QTimer
    usable = time.process_time()
    QTimer.singleShot(2500, lambda: tell(usable))

def tell(usable):
    from PySide6.QtWidgets import QApplication
    sys.path.insert(0, sys.argv[2])
    from measuring import private_megabytes
    print(json.dumps({"usable": usable, "private_mb": private_megabytes()}))
    QApplication.instance().quit()

def load_to_measure():
    # Not before: what is imported after PySide6 takes longer.
    run_window = load_window()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    real_exec = QApplication.exec
    def until_quiet(*_self):
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, note))
        return real_exec()
    QApplication.exec = until_quiet
    return run_window

viewer.cli.window.load_window = load_to_measure
run([sys.argv[1]])
"""


def start(archive: Path) -> None:
    """Start the program some times on a copy; the first start counts the modules' compiling."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(archive, Path(folder, "copy"))
        starts = [_started(copy) for _ in range(_STARTS + 1)][1:]
    hand_over(
        {
            "usable_ms": statistics.median(start["usable"] for start in starts) * 1000,
            "private_mb": statistics.median(start["private_mb"] for start in starts),
        }
    )


def _started(archive: Path) -> dict[str, float]:
    # A user's Python keeps what it compiled.
    keeping = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(
        [sys.executable, "-c", _START, str(archive), str(Path(__file__).parent)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
        env=keeping,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def tag(archive: Path, repeat: int) -> None:
    """Select words in an open text and press the tag's key, `repeat` times."""
    from PySide6.QtCore import Qt

    from viewer.app import Desktop
    from viewer.base.settings import Settings
    from viewer.ui.tour import Driver

    with tempfile.TemporaryDirectory() as folder:
        desktop = Desktop(Settings(), save_settings=False)
        window = desktop.open(copied(archive, Path(folder, "copy")))
        drive = Driver(window, window.parts, Path(folder))
        drive.show(*_SIZE)
        drive.query('"red army"')
        drive.panels.hits.focus_first()
        drive.press(drive.panels.hits.view, Qt.Key.Key_Return)
        pane = drive.panels.desk.panes[0]
        drive.wait(lambda: pane.reading, "a text in a pane")
        drive.settle()
        times = [_set_tag(drive, 2 + number * _WORDS) for number in range(repeat)]
        window.close()
    hand_over({"painted_ms": statistics.median(times), "private_mb": private_megabytes()})


def _set_tag(drive: Driver, words_before: int) -> float:
    """Tag some words of the first pane and let the window come to rest; the milliseconds."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    pane, overview = drive.panels.desk.panes[0], drive.workspace.overview
    drive.select_words(pane, words_before, _WORDS)
    passages = overview.listed.passage_count
    drive.settle()
    began = time.process_time()
    drive.press(pane.text_view, Qt.Key.Key_1)
    drive.wait(lambda: overview.listed.passage_count > passages, "the passage")
    drive.settle()
    # What follows a moment later, as the suggestions do, is part of it.
    loop = QEventLoop()
    QTimer.singleShot(_AFTER, loop.quit)
    loop.exec()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    action, path, *times = sys.argv[1:]
    if action == "start":
        start(Path(path))
    else:
        tag(Path(path), int(times[0]))
