"""A closed window leaves no widget behind: each one is polished anew by every change of theme."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import OpenWindow

pytestmark = pytest.mark.journey


def test_a_window_takes_all_its_widgets_with_it(open_window: OpenWindow, sample: Path) -> None:
    before = set(QApplication.allWidgets())
    drive = open_window(sample)
    window = drive.window
    drive.commands.run("export")
    drive.layout.close_page(drive.panels.exporting)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert set(QApplication.allWidgets()) - before == set()
