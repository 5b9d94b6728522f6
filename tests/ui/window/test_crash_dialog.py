"""The dialog after a bug."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from viewer.ui.window.crash_dialog import HAPPENED, KEPT, CrashDialog

_TRACEBACK = "Traceback:\n  Манжуур 😀\nValueError: not a span"


def test_it_says_what_happened_and_stops_nothing(qtbot: QtBot) -> None:
    dialog = CrashDialog(_TRACEBACK)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.isModal()
    assert {HAPPENED, KEPT} <= {each.text() for each in dialog.findChildren(QLabel)}
    assert dialog.findChild(QPlainTextEdit).toPlainText() == _TRACEBACK
    copy, close = dialog.findChildren(QPushButton)
    copy.click()
    assert QGuiApplication.clipboard().text() == _TRACEBACK
    close.click()
    assert not dialog.isVisible()
