"""What the steps of the tour look up in the window."""

from __future__ import annotations

from viewer.services.types import LinkInfo
from viewer.ui.tour.driver import Driver, TourError
from viewer.workspace.linked_newspapers import link_between_newspapers


def total(drive: Driver) -> int:
    """How many hits the answer has."""
    answer = drive.workspace.search.answer
    return answer.total if answer else 0


def undoable(drive: Driver) -> str:
    """What undo would do."""
    return drive.workspace.overview.listed.undo.undo_what


def read_panes(drive: Driver) -> int:
    """How many panes show a text."""
    return sum(pane.reading is not None for pane in drive.panels.desk.panes)


def row_of(drive: Driver, newspaper: str) -> int:
    """The first hit of a newspaper, or any hit that is not open yet."""
    model = drive.panels.hits.model
    hits = {row: hit for row in range(model.rowCount()) if (hit := model.hit(row))}
    opened = {pane.excerpt_id for pane in drive.panels.desk.panes}
    wanted = [row for row, hit in hits.items() if newspaper in hit.publication]
    # The paper's own words before what is only retold.
    wanted.sort(key=lambda row: (hits[row].kind == "abstract", -len(hits[row].tags)))
    others = [row for row, hit in hits.items() if hit.id not in opened]
    if not wanted and not others:
        raise TourError("The tour needs three articles that match its query.")
    return (wanted or others)[0]


def link_to_follow(drive: Driver) -> LinkInfo:
    """A link that joins the texts of two newspapers."""
    workspace = drive.workspace
    link = link_between_newspapers(workspace.archive, workspace.overview.listed.publications)
    if link is None:
        raise TourError("The tour needs an archive with a link between two newspapers.")
    return link
