"""From starting the program to a window that is painted and has nothing left to do at once."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

_STARTS = 5

#: The program as it starts from a shell, but that it ends when its first quiet moment comes.
_START = """
import json, resource, sys, time
import viewer.cli.window
from viewer.cli.main import run

started, archive = float(sys.argv[1]), sys.argv[2]
load_window = viewer.cli.window.load_window

def tell():
    from PySide6.QtWidgets import QApplication
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": time.time() - started, "peak": peak}))
    QApplication.instance().quit()

def load_to_measure():
    # Not before: what is imported after PySide6 takes longer.
    run_window = load_window()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    real_exec = QApplication.exec
    def until_quiet(*_self):
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell))
        return real_exec()
    QApplication.exec = until_quiet
    return run_window

viewer.cli.window.load_window = load_to_measure
run([archive])
"""


def _start(archive: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", _START, str(time.time()), archive],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def main(archive: str) -> None:
    """Start the program some times; the median counts, the first start is told apart."""
    starts = [_start(archive) for _ in range(_STARTS)]
    seconds = [start["seconds"] for start in starts]
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    figures = {
        "seconds": statistics.median(seconds),
        "first_seconds": seconds[0],
        "peak_mb": max(start["peak"] for start in starts) / unit,
    }
    print(json.dumps(figures))


main(sys.argv[1])
