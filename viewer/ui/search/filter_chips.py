"""What narrows the hits, as chips: a press takes it away again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

_GAP = 4
_WIDEST = 190


@dataclass(frozen=True, slots=True)
class FilterChip:
    """`words` for one facet's narrowing, and what takes it away."""

    words: str
    remove: Callable[[], None]


class FilterChips(QWidget):
    """As many chips as there is room for, from the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What narrows the hits")
        self._chips: list[FilterChip] = []
        self.buttons: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_chips(self, chips: Sequence[FilterChip]) -> None:
        """Show these in place of those before."""
        if [chip.words for chip in chips] == [chip.words for chip in self._chips]:
            self._chips = list(chips)
            return
        self._chips = list(chips)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._make(number) for number in range(len(chips))]
        self.updateGeometry()

    def _make(self, number: int) -> QToolButton:
        words = self._chips[number].words
        button = QToolButton()
        button.setProperty("role", "filterChip")
        metrics = button.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        button.setText(f"{shown} ✕".replace("&", "&&"))
        button.setAccessibleName(f"Only {words}: take this away")
        button.setToolTip(f"Only {words}. Press to take this away.")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._remove, number))
        self._row.addWidget(button)
        return button

    def _remove(self, number: int, _checked: bool = False) -> None:
        self._chips[number].remove()

    @override
    def sizeHint(self) -> QSize:
        return self._row.sizeHint()
