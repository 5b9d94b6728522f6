"""The passage panel empties when the text of its passage is no longer open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import OpenWindow
from viewer.services.passages.list_passages import list_passages
from viewer.services.types import PassageInfo
from viewer.ui.tour import Driver


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


@pytest.fixture
def passage(drive: Driver) -> PassageInfo:
    """A passage in hand, its text open in the one pane there is."""
    drive.workspace.desk.panes.set_count(1)
    found = list_passages(drive.workspace.archive)[0]
    drive.workspace.go_to_passage(found.id)
    drive.settle()
    drive.wait(lambda: drive.panels.inspector.passage_id == found.id, "the passage in hand")
    return found


def _other(passage: PassageInfo) -> int:
    return 2 if passage.excerpt_id == 1 else 1


def test_closing_the_pane_empties_it(drive: Driver, passage: PassageInfo) -> None:
    drive.commands.run("close-pane")
    drive.settle()
    assert drive.panels.inspector.passage_id is None


def test_another_text_in_the_pane_empties_it(drive: Driver, passage: PassageInfo) -> None:
    drive.workspace.desk.open_here(_other(passage))
    drive.settle()
    assert drive.panels.inspector.passage_id is None


def test_it_stays_while_another_pane_shows_the_text(drive: Driver, passage: PassageInfo) -> None:
    drive.workspace.desk.open_beside(passage.excerpt_id)
    drive.settle()
    assert [pane.excerpt_id for pane in drive.panels.desk.panes] == [passage.excerpt_id] * 2
    drive.workspace.desk.open_here(_other(passage))
    drive.settle()
    assert drive.panels.inspector.passage_id == passage.id
    drive.workspace.desk.panes.set_count(3)
    drive.workspace.desk.panes.close(drive.panels.desk.id_of(drive.panels.desk.panes[2]))
    drive.settle()
    assert drive.panels.inspector.passage_id == passage.id
    panes = drive.workspace.desk.panes
    panes.close(
        next(pane for pane, each in panes.readings.items() if each.id == passage.excerpt_id)
    )
    drive.settle()
    assert drive.panels.inspector.passage_id is None


def test_a_passage_chosen_in_the_list_stays(drive: Driver, passage: PassageInfo) -> None:
    drive.commands.run("close-pane")
    drive.workspace.passage.describe(passage.id)
    drive.settle()
    assert drive.panels.inspector.passage_id == passage.id
    drive.workspace.desk.open_here(_other(passage))
    drive.settle()
    drive.commands.run("close-pane")
    drive.settle()
    assert drive.panels.inspector.passage_id == passage.id


def test_going_to_a_passage_of_another_text_shows_that_one(
    drive: Driver, passage: PassageInfo
) -> None:
    other = next(
        each
        for each in list_passages(drive.workspace.archive)
        if each.excerpt_id != passage.excerpt_id
    )
    drive.workspace.go_to_passage(other.id)
    drive.settle()
    assert drive.panels.inspector.passage_id == other.id
