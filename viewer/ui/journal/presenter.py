"""The journal's panel, bound to the workspace's history."""

from __future__ import annotations

from viewer.services.types import StepInfo
from viewer.ui.journal.journal_panel import JournalPanel
from viewer.workspace.row_edits import RowEdit
from viewer.workspace.workspace import Workspace


class JournalPresenter:
    """Shows the steps in `view`, and undoes and redoes there."""

    def __init__(self, workspace: Workspace, view: JournalPanel) -> None:
        self._view = view
        workspace.overview.overviewed.connect(lambda listed: view.set_undo_state(listed.undo))
        workspace.journal.edited.connect(self._edit)
        workspace.journal.followed.connect(lambda listing: view.set_total(listing.total))
        view.more_requested.connect(workspace.journal.read_more)
        view.undo_requested.connect(workspace.history.undo)
        view.redo_requested.connect(workspace.history.redo)

    def _edit(self, edit: RowEdit[StepInfo]) -> None:
        self._view.replace_rows(edit.at, edit.removed, edit.inserted)
