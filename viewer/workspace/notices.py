"""What the sessions say to the user: sentences about what was done, or why nothing was."""

from __future__ import annotations

from psygnal import Signal


class Notices:
    """Signals: `told(str)` a sentence for the status line; empty takes away the one before."""

    told = Signal(str)

    def tell(self, sentence: str) -> None:
        """Say a sentence in place of the one before."""
        self.told.emit(sentence)
