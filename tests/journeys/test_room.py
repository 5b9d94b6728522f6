"""How much of the papers one sees: lines, characters to a line, hits, in the real window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import OpenWindow
from viewer.base.ids import ExcerptId
from viewer.services.records.read_excerpt import read_excerpt
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.tour import Driver

pytestmark = pytest.mark.journey

#: Sample excerpts whose kind of text is said in full above them.
ABSTRACT, TRANSLATION = ExcerptId(14), ExcerptId(8)


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def show(drive: Driver, width: int, height: int, panes: int) -> tuple[ReadingPane, ...]:
    """The window at this size with so many long texts of the sample's words."""
    drive.show(width, height)
    drive.query("manchuria OR japan*")
    drive.commands.run(f"panes-{panes}")
    drive.settle()
    for number, pane in enumerate(drive.panels.desk.panes):
        reading = read_excerpt(drive.workspace.archive, (ABSTRACT, TRANSLATION)[number % 2])
        words = " ".join(reading.text.split())
        pane.show_excerpt(replace(reading, text="\n\n".join([words] * 6)), [], [])
    QApplication.processEvents()
    return drive.panels.desk.panes


def lines(pane: ReadingPane) -> list[str]:
    """The lines with words that are wholly in view."""
    view = pane.text_view
    text, top, height = view.marked.text, view.top_of_view, view.viewport().height()
    whole = [
        line for line in view.lines_in_view() if line.top >= top and line.bottom - top <= height
    ]
    # The sample's texts have no character above U+FFFF: positions of both counts are the same.
    return [words for line in whole if (words := text[line.start : line.end].strip())]


def measure(pane: ReadingPane) -> float:
    """Characters of a line in the middle of a paragraph."""
    return median(len(line) for line in lines(pane)[:-1])


def hits_in_view(drive: Driver) -> int:
    """The hits that are wholly in view."""
    view = drive.panels.hits.view
    model, room = view.model(), view.viewport().rect()
    return sum(
        room.contains(view.visualRect(model.index(row, 0))) for row in range(model.rowCount())
    )


def test_two_panes_at_1440_by_900(drive: Driver) -> None:
    for pane in show(drive, 1440, 900, 2):
        assert len(lines(pane)) >= 28
        assert 55 <= measure(pane) <= 70
    assert hits_in_view(drive) >= 5


def test_four_panes_at_1440_by_900(drive: Driver) -> None:
    panes = show(drive, 1440, 900, 4)
    assert len(panes) == 4
    for pane in panes:
        assert measure(pane) >= 35
        assert len(lines(pane)) >= 10
    assert hits_in_view(drive) >= 5


def test_a_small_window(drive: Driver) -> None:
    for pane in show(drive, 1024, 700, 2):
        assert measure(pane) >= 28
        assert len(lines(pane)) >= 18
    assert hits_in_view(drive) >= 3


def test_a_large_window_is_used(drive: Driver) -> None:
    panes = show(drive, 2560, 1440, 2)
    assert drive.panels.codebook.isVisible()
    assert drive.panels.inspector.isVisible()
    for pane in panes:
        assert 65 <= measure(pane) <= 80
        assert len(lines(pane)) >= 48
        shared = pane.text_view.columns
        assert shared is not None
        assert shared.text + shared.lanes >= 0.9 * pane.width(), "no wasted margins"
    assert hits_in_view(drive) >= 7
    panes = show(drive, 2560, 1440, 4)
    assert len({pane.mapTo(drive.window, pane.rect().topLeft()).y() for pane in panes}) == 1
    assert all(measure(pane) >= 35 for pane in panes)


def test_with_the_codebook_and_the_lists_open_there_is_still_a_text_to_read(
    drive: Driver,
) -> None:
    panes = show(drive, 1440, 900, 2)
    drive.commands.run("fold")
    drive.commands.run("fold-lists")
    QApplication.processEvents()
    for pane in panes:
        assert measure(pane) >= 35
        assert len(lines(pane)) >= 17


def test_only_the_papers(drive: Driver) -> None:
    panes = show(drive, 1440, 900, 2)
    drive.commands.run("focus-mode")
    QApplication.processEvents()
    for pane in panes:
        assert len(lines(pane)) >= 33
        assert measure(pane) >= 65
