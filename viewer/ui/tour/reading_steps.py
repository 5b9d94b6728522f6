"""Steps of the tour: texts in panes, and from one to another."""

from __future__ import annotations

from PySide6.QtCore import Qt

from viewer.ui.tour.driver import Driver
from viewer.ui.tour.search_steps import QUERY
from viewer.ui.tour.window_state import link_to_follow, read_panes, row_of

_CONTROL = Qt.KeyboardModifier.ControlModifier


def read_an_abstract(drive: Driver) -> None:
    """What is not the newspaper's own words is said to be so."""
    drive.query("kind:abstract")
    drive.panels.hits.focus_first()
    drive.press(drive.panels.hits.view, Qt.Key.Key_Return)
    drive.wait(lambda: drive.panels.desk.panes[0].reading, "an abstract in a pane")
    drive.picture("abstract")
    drive.query(QUERY)


def read_beside(drive: Driver) -> None:
    """Enter opens a hit here, Ctrl+Enter another paper's beside it."""
    view = drive.panels.hits.view
    drive.press(drive.panels.search_bar.field, Qt.Key.Key_Return)
    drive.settle()
    drive.panels.hits.focus_first()
    drive.panels.hits.select_row(row_of(drive, "Guardian"))
    drive.press(view, Qt.Key.Key_Return)
    drive.wait(lambda: drive.panels.desk.panes[0].reading, "an article in a pane")
    drive.settle()
    drive.panels.hits.focus_first()
    drive.panels.hits.select_row(row_of(drive, "Izvestia"))
    drive.press(view, Qt.Key.Key_Return, _CONTROL)
    drive.wait(lambda: read_panes(drive) == 2, "two articles beside each other")
    drive.picture("side-by-side")


def walk_matches(drive: Driver) -> None:
    """F3 goes from match to match."""
    window = drive.window
    drive.check(any(pane.match_count for pane in drive.panels.desk.panes), "matches in the panes")
    drive.panels.desk.activate(drive.panels.desk.panes[0])
    drive.press(window, Qt.Key.Key_F3, times=2)
    walked = [pane.current_match for pane in drive.panels.desk.panes]
    drive.check(any(match is not None for match in walked), "a match walked to")
    drive.picture("walk-matches")


def follow_a_link(drive: Driver) -> None:
    """A passage's link leads to the other paper's passage, beside it; a ribbon joins the two."""
    link = link_to_follow(drive)
    drive.panels.desk.activate(drive.panels.desk.panes[0])
    drive.workspace.go_to_passage(link.origin_id)
    drive.wait(
        lambda: drive.panels.inspector.passage_id == link.origin_id, "the link's first passage"
    )
    drive.settle()
    drive.layout.show_part("passage")
    drive.panels.desk.activate(drive.panels.desk.panes[1])
    drive.click(drive.panels.inspector.link_to(link.target_id))
    drive.wait(
        lambda: drive.panels.inspector.passage_id == link.target_id, "the link's other passage"
    )
    drive.settle()
    drive.layout.toggle_right()
    drive.check(drive.panels.desk.ribbon_layer.ribbons, "a ribbon between the two passages")
    drive.picture("linked")


def three_panes(drive: Driver) -> None:
    """A third paper beside the two."""
    drive.panels.hits.focus_first()
    drive.panels.hits.select_row(row_of(drive, "New York Times"))
    drive.press(drive.panels.hits.view, Qt.Key.Key_Return, _CONTROL)
    drive.wait(lambda: read_panes(drive) == 3, "three articles")
    drive.picture("three-panes")
