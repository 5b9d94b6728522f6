"""Which match of how many a pane stands at, quietly in the head of the pane."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

_KEYS = "F3 goes to the next match, Shift+F3 to the one before."


class MatchCount(QLabel):
    """ "3 of 12", or "12 matches" while none is current. Hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matchCount")
        self.setProperty("role", "matchCount")
        self.setToolTip(_KEYS)
        self.hide()

    def show_match(self, current: int | None, count: int) -> None:
        """`current` counts from 0; None while no match is current."""
        if current is not None:
            self.setText(f"{current + 1:,} of {count:,}")
            self.setAccessibleName(f"Match {current + 1} of {count}")
        else:
            self.setText(f"{count:,} {'match' if count == 1 else 'matches'}")
            self.setAccessibleName(self.text())
        self.setVisible(count > 0)
        self.adjustSize()
