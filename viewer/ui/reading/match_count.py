"""Which match of how many a pane is at, quietly in the head of the pane."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from viewer.text.counting import counted

_KEYS = "F3 goes to the next match, Shift+F3 to the one before."


class MatchCount(QLabel):
    """ "3 of 12", or "12 matches" while none is current; "12" where room is short.

    Hidden where there are none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matchCount")
        self.setProperty("role", "matchCount")
        self._current: int | None = None
        self._count = 0
        self._is_brief = False
        self.hide()

    def set_brief(self, brief: bool) -> None:
        """Say no more than the number while no match is current, or say what it counts."""
        if brief != self._is_brief:
            self._is_brief = brief
            self._say()

    def show_match(self, current: int | None, count: int) -> None:
        """`current` counts from 0; None while no match is current."""
        self._current, self._count = current, count
        self._say()
        self.setVisible(count > 0)

    def _say(self) -> None:
        matches = counted(self._count, "match", "matches")
        if self._current is not None:
            self.setText(f"{self._current + 1:,} of {self._count:,}")
            self.setAccessibleName(f"Match {self._current + 1} of {self._count}")
        else:
            self.setText(f"{self._count:,}" if self._is_brief else matches)
            self.setAccessibleName(matches)
        self.setToolTip(f"{matches[:1].upper()}{matches[1:]}. {_KEYS}")
        self.adjustSize()
