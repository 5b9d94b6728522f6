"""Steps of the tour: searching, and narrowing what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt

from viewer.ui.tour.driver import Driver
from viewer.ui.tour.window_state import total

#: What most of the tour reads.
QUERY = "manchuria OR harbin OR japan*"


def open_window(drive: Driver) -> None:
    """The whole archive is open."""
    drive.check(drive.panels.hits.model.rowCount(), "hits for the whole archive")
    drive.check(drive.workspace.overview.listed.tags, "a codebook")
    drive.picture("open")


def search(drive: Driver) -> None:
    """A query gives ranked hits with marks."""
    drive.query(QUERY)
    answer = drive.workspace.search.answer
    drive.check(answer and answer.total > 1, "hits for a query")
    drive.check(answer and any(hit.marks for hit in answer.hits), "marks in the snippets")
    drive.picture("search")


def find_a_name_in_another_script(drive: Driver) -> None:
    """A Russian name finds English texts, and the hit says why."""
    drive.query("Харбин")
    answer = drive.workspace.search.answer
    drive.check(answer and answer.hits and answer.hits[0].why, "a hit that says why")
    drive.picture("name")


def take_a_suggestion(drive: Driver) -> None:
    """Nothing is found for a slip of the fingers; the word that was meant is one press away."""
    drive.query("mongolai")
    drive.wait(lambda: drive.panels.hits.suggestions.buttons, "suggestions where nothing was found")
    drive.picture("suggestions")
    drive.press(drive.panels.hits.suggestions.buttons[0], Qt.Key.Key_Space)
    drive.wait(
        lambda: drive.workspace.search.request.query == "mongolia", "the suggestion searched for"
    )
    drive.settle()
    drive.check(total(drive), "hits for the suggestion")
    drive.picture("suggested")
    drive.query(QUERY)


def find_what_is_tagged(drive: Driver) -> None:
    """A tag is searched for, and the hit shows the passage that carries it."""
    drive.query("tag:conquest")
    answer = drive.workspace.search.answer
    drive.check(answer and answer.hits and answer.hits[0].marks, "a passage as the snippet")
    drive.picture("tag-hit")
    drive.query(QUERY)


def narrow(drive: Driver) -> None:
    """One newspaper only, and back."""
    row = drive.panels.facets.first_newspaper()
    everything = total(drive)
    drive.click(row)
    drive.wait(lambda: drive.workspace.search.request.filters.publications, "a newspaper chosen")
    drive.settle()
    drive.check(0 < total(drive) < everything, "fewer hits with one newspaper")
    drive.picture("narrow")
    _ask_for_every_match(drive)
    drive.click(row)
    drive.wait(
        lambda: not drive.workspace.search.request.filters.publications, "all newspapers again"
    )
    drive.settle()
    drive.check(total(drive) == everything, "all hits again")


def _ask_for_every_match(drive: Driver) -> None:
    """What tagging every match of the narrowed hits would do, and leave it."""
    chooser = drive.chooser
    drive.commands.run("tag-all")
    drive.wait(chooser.isVisible, "the tag chooser for every match")
    drive.picture("tag-every-match")
    drive.press(drive.focus, Qt.Key.Key_Escape)
    drive.wait(lambda: not chooser.isVisible(), "the tag chooser closed")
