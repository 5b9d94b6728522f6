"""Focus mode: the papers only, and back to exactly what was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from tests.journeys.conftest import OpenWindow
from viewer.ui.tour import Driver


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def _regions(drive: Driver) -> dict[str, QRect | None]:
    """Where each region of the window is; None for what is not shown."""
    window, inside = drive.window, drive.layout
    regions: dict[str, QWidget] = {
        "search": drive.panels.search_bar,
        "filters": inside.filter_line,
        "hits": inside.left,
        "desk": drive.panels.desk,
        "side": inside.right,
        "rail": inside.rail,
        "lists": inside.bottom,
        "status": drive.panels.status,
    }
    return {
        name: QRect(each.mapTo(window, QPoint()), each.size()) if each.isVisible() else None
        for name, each in regions.items()
    }


@pytest.mark.parametrize("leave", [Qt.Key.Key_F11, Qt.Key.Key_Escape])
@pytest.mark.parametrize("before", ["", "fold", "fold-lists", "fold-hits"])
def test_only_the_papers_and_back(drive: Driver, before: str, leave: Qt.Key) -> None:
    window = drive.window
    if before:
        drive.commands.run(before)
    drive.layout._middle.moveSplitter(300, 1)
    drive.settle()
    regions = _regions(drive)
    drive.panels.desk.active_pane.setFocus()
    drive.press(window, Qt.Key.Key_F11)
    drive.settle()
    shown = {name for name, place in _regions(drive).items() if place is not None}
    assert shown == {"desk"}
    assert drive.panels.desk.size() == drive.layout.size()
    drive.press(drive.focus, leave)
    drive.settle()
    assert _regions(drive) == regions


def test_the_focus_comes_back_to_where_it_was(drive: Driver) -> None:
    window = drive.window
    drive.panels.hits.view.setFocus()
    drive.press(window, Qt.Key.Key_F11)
    assert drive.panels.desk.isAncestorOf(drive.focus)
    drive.press(drive.focus, Qt.Key.Key_F11)
    assert drive.focus is drive.panels.hits.view


@pytest.mark.parametrize(
    ("command", "part"),
    [("journal", "journal"), ("search", "search_bar"), ("fold", "codebook"), ("help", "help")],
)
def test_what_is_asked_for_is_shown(drive: Driver, command: str, part: str) -> None:
    drive.commands.run("focus-mode")
    drive.commands.run(command)
    drive.settle()
    assert getattr(drive.panels, part).isVisible()
    assert drive.panels.hits.isVisible(), "focus mode is left"


def test_trouble_is_said_in_focus_mode(drive: Driver) -> None:
    drive.commands.run("focus-mode")
    drive.workspace.executor.trouble.emit("The disk is full. Free some room.")
    assert drive.panels.status.isVisible()
    assert drive.panels.status.sentence
    drive.commands.run("focus-mode")
    assert drive.panels.hits.isVisible()


def test_a_resized_window_stays_in_focus_mode(drive: Driver) -> None:
    window = drive.window
    drive.commands.run("focus-mode")
    for width in (1000, 1900, 1280):
        window.resize(width, 800)
        drive.settle()
        shown = {name for name, place in _regions(drive).items() if place is not None}
        assert shown == {"desk"}
    drive.commands.run("focus-mode")
    assert drive.panels.hits.isVisible()
