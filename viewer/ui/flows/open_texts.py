"""Which texts the panes show, and what follows when one is no longer shown."""

from __future__ import annotations

from viewer.ui.flows.overview import OverviewFlow
from viewer.ui.passages.passage_inspector import PassageInspector
from viewer.ui.reading.reading_desk import ReadingDesk


class OpenTexts:
    """Empties the passage panel when the last pane that showed its text shows it no longer.

    A passage that was chosen in a list, with its text in no pane, stays.
    """

    def __init__(
        self, desk: ReadingDesk, inspector: PassageInspector, overview: OverviewFlow
    ) -> None:
        self._desk = desk
        self._inspector = inspector
        self._looking = overview
        self._shown: set[int] = set()

    def look(self) -> None:
        """Compare what the panes show with what they showed at the last look."""
        shown = {pane.version_id for pane in self._desk.panes if pane.version_id is not None}
        gone = self._shown - shown
        self._shown = set(shown)
        in_hand = self._inspector.passage
        if in_hand is not None and in_hand.version_id in gone:
            self._looking.drop_passage(in_hand.id)
