"""Laying out a long text as far as a place, in slices, so that the window never stands still.

Qt lays a document out as far as it is shown, and all that is missing in one go when the caret is
put further down: two million characters take half a second.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextDocument

#: UTF-16 units laid out in one go.
_STEP = 4_000
#: Seconds after which the event loop has its turn.
_SLICE = 0.02
#: Shorter texts are laid out at once.
_SHORT = 100_000


class LayoutAhead(QObject):
    """Lays out one document. Only the newest wish is fulfilled."""

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._at = self._goal = 0
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_waiting(self) -> bool:
        """Whether what was wished for last is still to be done."""
        return self._then is not None

    def up_to(self, position: int, then: Callable[[], None]) -> None:
        """Do `then` once the text is laid out as far as `position`: now, or a little later."""
        self.forget()
        if self._document.characterCount() <= _SHORT:
            then()
            return
        self._at, self._goal, self._then = 0, position, then
        self._timer.start()
        self._go_on()

    def forget(self) -> None:
        """Do not do what was wished for last."""
        self._timer.stop()
        self._then = None

    @Slot()
    def _go_on(self) -> None:
        layout, began = self._document.documentLayout(), perf_counter()
        while self._at < self._goal:
            if perf_counter() - began > _SLICE:
                return
            self._at = min(self._at + _STEP, self._goal)
            layout.blockBoundingRect(self._document.findBlock(self._at))
        then = self._then
        self.forget()
        if then is not None:
            then()
