"""Where a window may be: wholly on a screen, whatever was remembered and however small it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMargins, QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

#: What a window is given where nothing is remembered and the screen has room.
FIRST_SIZE = QSize(1440, 900)
#: Below this the panes are cut off; a screen of 1366 × 768 pixels at scale factor 1.5 has more.
LEAST_SIZE = QSize(640, 336)
#: The frame of a window that was not shown yet, whose frame no window system can tell.
USUAL_FRAME = QMargins(4, 36, 4, 4)


def first_place(available: QRect, frame: QMargins = USUAL_FRAME) -> QRect:
    """The place of a first window, in the middle of a screen's `available` rectangle."""
    wanted = QRect(QPoint(), FIRST_SIZE)
    wanted.moveCenter(available.center())
    return brought_back(wanted, [available], frame)


def brought_back(wanted: QRect, screens: Sequence[QRect], frame: QMargins = USUAL_FRAME) -> QRect:
    """`wanted` (without its frame) moved and shrunk as little as puts it, frame included, wholly
    on one screen: the one that holds most of it, else the first.

    `screens` are the available rectangles of all of them, the primary one first, at least one.
    """
    screen = max(screens, key=lambda each: _area(each.intersected(wanted)))
    room = screen.marginsRemoved(frame)
    size = wanted.size().boundedTo(room.size())
    left = max(room.left(), min(wanted.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(wanted.top(), room.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)


def remember(window: QMainWindow) -> str:
    """The place and size of a window, as `restore` takes them."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore(window: QMainWindow, remembered: str) -> None:
    """Give a window the place and size that it had, as far as the screen has room for them."""
    primary = QGuiApplication.primaryScreen()
    others = [each for each in QGuiApplication.screens() if each is not primary]
    screens = [each.availableGeometry() for each in (primary, *others)]
    place = first_place(screens[0])
    window.setMinimumSize(LEAST_SIZE.boundedTo(place.size()))
    window.setGeometry(place)
    window.restoreGeometry(QByteArray.fromBase64(remembered.encode("ascii", "replace")))
    # The screen may be another now. (The window system fits what is maximised.)
    if not (window.isMaximized() or window.isFullScreen()):
        window.setGeometry(brought_back(window.geometry(), screens))


def _area(rect: QRect) -> int:
    return max(rect.width(), 0) * max(rect.height(), 0)
