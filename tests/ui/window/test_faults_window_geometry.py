"""A window is never larger than its screen, never off it, at any scale."""

import base64
import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from viewer.services.archive.archive import Archive
from viewer.ui.window.window_geometry import FIRST_SIZE, USUAL_FRAME, brought_back, first_place

HD = QRect(0, 0, 1920, 1040)


def with_frame(rect: QRect) -> QRect:
    return rect.marginsAdded(USUAL_FRAME)


@pytest.mark.parametrize(
    "available",
    [
        HD,
        QRect(0, 25, 1440, 875),
        QRect(0, 0, 1366, 728),
        QRect(0, 0, 911, 485),  # 1366 × 768 at 1.5
        QRect(0, 0, 960, 520),  # 1920 × 1080 at 2
        QRect(1920, -200, 683, 364),  # 1366 × 768 at 2, a second screen
    ],
)
def test_the_first_window_is_wholly_on_the_screen(available: QRect) -> None:
    assert available.contains(with_frame(first_place(available)))


def test_the_first_window_has_its_size_where_there_is_room() -> None:
    place = first_place(HD)
    assert place.size() == FIRST_SIZE
    assert place.center() == HD.center()


def test_a_place_on_the_screen_stays() -> None:
    place = QRect(300, 100, 1200, 800)
    assert brought_back(place, [HD]) == place


def test_a_place_off_every_screen_comes_back_with_its_size() -> None:
    place = QRect(4000, -900, 1200, 800)
    back = brought_back(place, [HD])
    assert back.size() == place.size()
    assert HD.contains(with_frame(back))


def test_it_stays_on_the_screen_that_has_most_of_it() -> None:
    second = QRect(1920, 0, 1280, 1000)
    back = brought_back(QRect(1800, 50, 1000, 700), [HD, second])
    assert second.contains(with_frame(back))


_NUMBERS = st.integers(-5000, 5000)
_RECTS = st.builds(
    lambda x, y, w, h: QRect(QPoint(x, y), QSize(w, h)),
    _NUMBERS,
    _NUMBERS,
    st.integers(100, 6000),
    st.integers(100, 6000),
)


@given(_RECTS, st.lists(_RECTS, min_size=1, max_size=3))
def test_whatever_was_remembered_fits_one_screen(place: QRect, screens: list[QRect]) -> None:
    back = brought_back(place, screens)
    assert any(screen.contains(with_frame(back)) for screen in screens)
    assert brought_back(back, screens) == back


_PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from viewer import app
from viewer.ui.window.main_window import MainWindow

begin = MainWindow._begin
def begin_and_tell(window):
    begin(window)
    def tell():
        screen = QGuiApplication.primaryScreen()
        inside = window.centralWidget()
        room, frame = screen.availableGeometry(), window.frameGeometry()
        print(json.dumps([
            screen.devicePixelRatio(), room.contains(frame), list(frame.getRect()),
            inside.width() <= window.width(), inside.height() <= window.height(),
        ]))
        window.close()
    QTimer.singleShot(300, tell)
MainWindow._begin = begin_and_tell
sys.exit(app.run_window(Path(sys.argv[1])))
"""


def _geometry(place: QRect, screen_width: int) -> str:
    """What Qt saves of a window that was there (see `QWidget::saveGeometry`)."""
    rect = struct.pack(">4i", place.left(), place.top(), place.right(), place.bottom())
    head = struct.pack(">IHH", 0x1D9D0CB, 3, 0)
    state = struct.pack(">iBBi", 0, 0, 0, screen_width)
    return base64.b64encode(head + rect + rect + state + rect).decode()


@pytest.mark.parametrize(
    ("scale", "width", "height", "remembered"),
    [
        ("1", 800, 600, None),
        ("1.5", 1366, 768, QRect(2500, 300, 2400, 1400)),
        ("2", 1366, 768, None),
    ],
)
def test_the_real_window_fits_a_small_screen(
    tmp_path: Path, scale: str, width: int, height: int, remembered: QRect | None
) -> None:
    Archive.create(tmp_path / "archive.db", "Test").close()
    home = tmp_path / "home"
    home.mkdir()
    if remembered is not None:
        geometry = _geometry(remembered, round(width / float(scale)))
        (home / "settings.json").write_text(json.dumps({"geometry": geometry}))
    screens = tmp_path / "screens.json"
    screen = {"name": "small", "x": 0, "y": 0, "width": width, "height": height}
    screens.write_text(json.dumps({"screens": [screen]}))
    told = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "archive.db")],
        env=os.environ
        | {
            "ARCHIVE_VIEWER_HOME": str(home),
            "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
            "QT_SCALE_FACTOR": scale,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    ratio, is_on_screen, frame, *inside = json.loads(told.stdout)
    assert ratio == float(scale)
    assert is_on_screen, frame
    assert all(inside)
