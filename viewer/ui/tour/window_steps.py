"""Steps of the tour: every command by its name, and help."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from viewer.ui.tour.driver import Driver

_CONTROL = Qt.KeyboardModifier.ControlModifier


def use_the_palette(drive: Driver) -> None:
    """Ctrl+K offers every command."""
    window = drive.window
    drive.press(window, Qt.Key.Key_K, _CONTROL)
    drive.wait(drive.palette.isVisible, "the command palette")
    drive.type(drive.focus, "jour")
    drive.picture("palette")
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.wait(lambda: drive.layout.bottom.currentWidget() is drive.panels.journal, "the journal")
    drive.picture("journal")


def show_help(drive: Driver) -> None:
    """F1 shows what a query can say."""
    drive.press(drive.window, Qt.Key.Key_F1)
    drive.wait(lambda: drive.layout.bottom.currentWidget() is drive.panels.help, "the help")
    drive.picture("help")
    drive.check(QApplication.activeModalWidget() is None, "nothing modal")
