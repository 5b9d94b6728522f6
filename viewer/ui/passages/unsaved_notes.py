"""Saving notes before a window closes."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer

from viewer.workspace.notes import Notes

#: How long closing waits for notes, in milliseconds: more than a write waits for a lock.
_LONGEST_WAIT = 6000


def settle_notes(notes: Notes) -> None:
    """Try once more to save what could not be saved, and wait until it is known."""
    notes.save_again()
    if not notes.is_writing:
        return
    loop = QEventLoop()

    def leave() -> None:
        loop.quit()

    notes.settled.connect(leave)
    QTimer.singleShot(_LONGEST_WAIT, loop, leave)
    loop.exec()
    notes.settled.disconnect(leave)
