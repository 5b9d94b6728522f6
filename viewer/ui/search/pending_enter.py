"""Enter in the search field: on to the hits, as soon as they are those of what was typed."""

from __future__ import annotations

from viewer.ui.search.hits_panel import HitsPanel
from viewer.ui.search.search_bar import SearchBar
from viewer.workspace.search import SearchSession


class PendingEnter:
    """Moves the focus for an Enter, at once or when the answer comes.

    Who types on, or puts the focus elsewhere, meanwhile has changed their mind. Where nothing was
    found the focus stays, to type something else.
    """

    def __init__(self, bar: SearchBar, hits: HitsPanel, search: SearchSession) -> None:
        self._hits = hits
        self._search = search
        self._waits = False
        bar.entered.connect(self._on_entered)
        bar.typed.connect(self._change_mind)
        bar.left.connect(self._change_mind)
        search.answered.connect(self._on_answered)

    def _on_entered(self) -> None:
        self._waits = True
        if not self._search.is_pending:
            self._on_answered()

    def _change_mind(self) -> None:
        self._waits = False

    def _on_answered(self) -> None:
        waits, self._waits = self._waits, False
        if waits and self._hits.model.rowCount():
            self._hits.focus_first()
