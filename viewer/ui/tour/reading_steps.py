"""Steps of the tour: texts in panes, and from one to another."""

from __future__ import annotations

from PySide6.QtCore import Qt

from viewer.ui.tour.driver import Driver
from viewer.ui.tour.search_steps import QUERY
from viewer.ui.tour.window_state import link_between_newspapers, read_panes, row_of

_CONTROL = Qt.KeyboardModifier.ControlModifier


def read_an_abstract(drive: Driver) -> None:
    """What is not the newspaper's own words is said to be so."""
    window = drive.window
    drive.query("kind:abstract")
    window.hits.focus_first()
    drive.press(window.hits.view, Qt.Key.Key_Return)
    drive.wait(lambda: window.desk.panes[0].reading, "an abstract in a pane")
    drive.picture("abstract")
    drive.query(QUERY)


def read_beside(drive: Driver) -> None:
    """Enter opens a hit here, Ctrl+Enter another paper's beside it."""
    window = drive.window
    view = window.hits.view
    drive.press(window.search_bar.field, Qt.Key.Key_Return)
    drive.settle()
    window.hits.focus_first()
    window.hits.select_row(row_of(drive, "Guardian"))
    drive.press(view, Qt.Key.Key_Return)
    drive.wait(lambda: window.desk.panes[0].reading, "an article in a pane")
    drive.settle()
    window.hits.focus_first()
    window.hits.select_row(row_of(drive, "Izvestia"))
    drive.press(view, Qt.Key.Key_Return, _CONTROL)
    drive.wait(lambda: read_panes(drive) == 2, "two articles beside each other")
    drive.picture("side-by-side")


def walk_matches(drive: Driver) -> None:
    """F3 goes from match to match."""
    window = drive.window
    drive.check(any(pane.match_count for pane in window.desk.panes), "matches in the panes")
    window.desk.activate(window.desk.panes[0])
    drive.press(window, Qt.Key.Key_F3, times=2)
    walked = [pane.current_match for pane in window.desk.panes]
    drive.check(any(match is not None for match in walked), "a match walked to")
    drive.picture("walk-matches")


def follow_a_link(drive: Driver) -> None:
    """A passage's link leads to the other paper's passage, beside it; a ribbon joins the two."""
    window = drive.window
    link = link_between_newspapers(drive)
    window.desk.activate(window.desk.panes[0])
    window.commands.go_to_passage(link.origin_id)
    drive.wait(lambda: window.inspector.passage_id == link.origin_id, "the link's first passage")
    drive.settle()
    window.inside.show_part("passage")
    window.desk.activate(window.desk.panes[1])
    drive.click(window.inspector.link_to(link.target_id))
    drive.wait(lambda: window.inspector.passage_id == link.target_id, "the link's other passage")
    drive.settle()
    window.inside.toggle_right()
    drive.check(window.desk.ribbon_layer.ribbons, "a ribbon between the two passages")
    drive.picture("linked")


def three_panes(drive: Driver) -> None:
    """A third paper beside the two."""
    window = drive.window
    window.hits.focus_first()
    window.hits.select_row(row_of(drive, "New York Times"))
    drive.press(window.hits.view, Qt.Key.Key_Return, _CONTROL)
    drive.wait(lambda: read_panes(drive) == 3, "three articles")
    drive.picture("three-panes")
