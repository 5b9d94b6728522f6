"""What the window says never moves the panes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QToolButton

from tests.journeys.conftest import OpenWindow
from viewer.base.messages import verbatim
from viewer.services.types import UndoState
from viewer.ui.tour import Driver

LONG = "The archive is open for reading only, since another program holds it.\nClose it. " * 5


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def _places(drive: Driver) -> list[QRect]:
    window = drive.window
    return [
        QRect(each.mapTo(window, QPoint()), each.size())
        for each in (drive.panels.desk, drive.panels.hits, drive.layout.bottom, drive.panels.status)
    ]


def test_no_message_moves_the_panes(drive: Driver) -> None:
    window = drive.window
    before = _places(drive)
    says = {
        "a message": lambda: drive.panels.status.tell("Done.\nTwo lines.\n" * 20),
        "trouble": lambda: drive.panels.status.show_error(LONG),
        "trouble, dismissed": drive.panels.status.dismiss,
        "a long undo": lambda: drive.panels.status.show_undo(
            UndoState(verbatim("Tag 🚩 Бүгд " * 30), None)
        ),
        "a long job": lambda: drive.panels.status.show_progress("Importing", 10**9, 10**12),
        "the index": lambda: drive.panels.status.show_index("Preparing the index…"),
    }
    for what, say in says.items():
        say()
        drive.settle()
        assert _places(drive) == before, what
        assert window.width() == 1280


@pytest.mark.parametrize("query", ["manchuria", "한국 ᠮᠣᠩᠭᠣᠯ 🚩🏳️", "tag:none (((", "x " * 500])
def test_no_query_moves_the_panes(drive: Driver, query: str) -> None:
    before = _places(drive)
    drive.workspace.search.search_for(query)
    drive.settle()
    assert _places(drive) == before


def test_trouble_that_is_cut_off_can_be_read_and_dismissed_by_keyboard(drive: Driver) -> None:
    status = drive.panels.status
    whole = next(each for each in status.findChildren(QToolButton) if each.text() == "Read all")
    status.show_error("Short.")
    assert not whole.isVisible()
    status.show_error(LONG)
    drive.settle()
    assert whole.isVisible()
    assert LONG in whole.accessibleName()
    assert status.sentence == LONG
    whole.setFocus()
    assert whole.hasFocus()
    whole.click()
    dismiss = next(each for each in status.findChildren(QToolButton) if each.toolTip() == "Dismiss")
    dismiss.setFocus()
    assert dismiss.hasFocus()
    dismiss.click()
    assert status.sentence == ""
    status.tell("Next.")
    assert status.message == "Next."
