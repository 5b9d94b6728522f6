"""What narrows the hits, as chips: a press takes it away again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget
from typing_extensions import override

_GAP = 4
_WIDEST = 190


@dataclass(frozen=True, slots=True)
class FilterChip:
    """`words` for one facet's narrowing, and what takes it away."""

    words: str
    remove: Callable[[], None]


class FilterChips(QWidget):
    """As many chips as there is room for, from the left; one without room is not shown at all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What narrows the hits")
        self._chips: list[FilterChip] = []
        self.buttons: list[QToolButton] = []
        # Unlike a layout's, the least width is none: a narrow window must not grow by a filter.
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_chips(self, chips: Sequence[FilterChip]) -> None:
        """Show these in place of those before."""
        if [chip.words for chip in chips] == [chip.words for chip in self._chips]:
            self._chips = list(chips)
            return
        self._chips = list(chips)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._make(number) for number in range(len(chips))]
        self.updateGeometry()
        self._place()

    @override
    def sizeHint(self) -> QSize:
        widths = [button.sizeHint().width() + _GAP for button in self.buttons]
        heights = [button.sizeHint().height() for button in self.buttons]
        return QSize(sum(widths), max(heights, default=0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _make(self, number: int) -> QToolButton:
        words = self._chips[number].words
        button = QToolButton(self)
        button.setProperty("role", "filterChip")
        metrics = button.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        button.setText(f"{shown} ✕".replace("&", "&&"))
        button.setAccessibleName(f"Only {words}: take this away")
        button.setToolTip(f"Only {words}. Press to take this away.")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._remove, number))
        button.ensurePolished()
        return button

    def _place(self) -> None:
        """Put the chips beside each other, as far as they have room."""
        x = 0
        for button in self.buttons:
            size = button.sizeHint()
            button.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x += size.width()
            button.setVisible(x <= self.width())
            x += _GAP

    def _remove(self, number: int, _checked: bool = False) -> None:
        self._chips[number].remove()
