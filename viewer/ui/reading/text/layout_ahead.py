"""Laying out a long text as far as a place, in slices, so that the window never freezes.

Qt lays a document out as far as it is shown, and all that is missing in one go when the caret is
put further down: two million characters take half a second.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextDocument

#: UTF-16 units between two places that are looked at.
_STEP = 4_000
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

    def _laid_out(self) -> int:
        """How far towards the goal the text is laid out, in steps."""
        at = self._at
        while at < self._goal:
            following = min(at + _STEP, self._goal)
            if not self._document.findBlock(following).layout().lineCount():
                break
            at = following
        return at

    @Slot()
    def _go_on(self) -> None:
        before, self._at = self._at, self._laid_out()
        if self._at < self._goal:
            # Qt lays out a step itself whenever it is idle: two in one turn would take too long.
            if self._at == before:
                following = self._document.findBlock(min(self._at + _STEP, self._goal))
                self._document.documentLayout().blockBoundingRect(following)
            return
        then = self._then
        self.forget()
        if then is not None:
            then()
