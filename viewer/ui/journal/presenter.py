"""The journal's panel, bound to the workspace's history."""

from __future__ import annotations

from viewer.ui.journal.journal_panel import JournalPanel
from viewer.workspace.overview import Listed
from viewer.workspace.workspace import Workspace


class JournalPresenter:
    """Shows the steps in `view`, and undoes and redoes there."""

    def __init__(self, workspace: Workspace, view: JournalPanel) -> None:
        self._view = view
        workspace.overview.overviewed.connect(self._show)
        view.undo_requested.connect(workspace.history.undo)
        view.redo_requested.connect(workspace.history.redo)

    def _show(self, listed: Listed) -> None:
        self._view.set_steps(listed.steps)
        self._view.set_undo_state(listed.undo)
