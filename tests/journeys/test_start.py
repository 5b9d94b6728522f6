"""How the first window comes to be."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import wait_idle
from viewer.app import Desktop
from viewer.base.settings import Settings
from viewer.ui.theme import THEMES
from viewer.ui.theme.style import style_sheet
from viewer.ui.window.main_window import MainWindow
from viewer.workspace.workspace import Workspace

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("asked", "shown"), [("dark", "dark"), ("no such theme", "light")])
def test_the_first_window_is_built_before_the_style_sheet_is_on(
    qapp: QApplication, sample: Path, monkeypatch: pytest.MonkeyPatch, asked: str, shown: str
) -> None:
    qapp.setStyleSheet("")
    sheets = []

    def make_window(workspace: Workspace, settings: Settings) -> MainWindow:
        window = MainWindow(workspace, settings)
        sheets.append(qapp.styleSheet())
        return window

    monkeypatch.setattr("viewer.app.MainWindow", make_window)
    desktop = Desktop(Settings(theme=asked), save_settings=False)
    window = desktop.open(sample)
    assert sheets == [""]
    assert qapp.styleSheet() == style_sheet(THEMES[shown])
    assert desktop.settings.theme == shown
    parts = window.parts
    wait_idle(parts.workspace.executor)
    window.close()
    desktop.apply_theme("light")
