"""Keeping notes: each text that was typed is saved, or known to be unsaved until it is."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from viewer.base.errors import ViewerError
from viewer.base.ids import AnnotationId
from viewer.services.archive import Archive
from viewer.services.write_note import write_note
from viewer.ui.jobs import Jobs

CLOSE_AGAIN = (
    "A note could not be saved. Wait for the other program and close again, or copy the text; "
    "closing once more leaves without it."
)
#: How long closing waits for notes, in milliseconds: more than a write waits for a lock.
_LONGEST_WAIT = 6000


class NoteFlow(QObject):
    """Signals: `saved(AnnotationId, str note)`, `failed(AnnotationId, str note, str sentence)`."""

    saved = Signal(int, str)
    failed = Signal(int, str, str)

    def __init__(self, archive: Archive, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        self._jobs = jobs
        #: The newest text of each note that is not in the archive yet, and the number of its save.
        self._unsaved: dict[AnnotationId, tuple[int, str]] = {}
        self._saves = 0
        #: The numbers of the saves that have not ended.
        self._writing: set[int] = set()
        self._closing = self._warned = False

    def save(self, annotation_id: AnnotationId, note: str) -> None:
        """Keep the note of a passage, in place of any text of it that is not saved yet."""
        self._saves += 1
        number = self._saves
        self._unsaved[annotation_id] = number, note
        self._writing.add(number)

        def done(_outcome: object) -> None:
            # By its number: the same text may be on its way once more, after another.
            if self._unsaved.get(annotation_id) == (number, note):
                del self._unsaved[annotation_id]
            self._writing.discard(number)
            self.saved.emit(annotation_id, note)

        def give_up(error: ViewerError) -> None:
            self._writing.discard(number)
            self.failed.emit(annotation_id, note, str(error))

        self._jobs.write(lambda *_: write_note(self._archive, annotation_id, note), done, give_up)

    def unsaved(self, annotation_id: AnnotationId) -> str | None:
        """What was typed as the note of a passage and could not be saved, or is on its way."""
        held = self._unsaved.get(annotation_id)
        return None if held is None else held[1]

    def may_close(self) -> bool:
        """Save what is not saved yet; where it cannot be, refuse with a sentence, but only once."""
        if self._closing:
            return False  # asked once more while this waits
        self._closing = True
        saved, warned = self._settle(), self._warned
        self._closing, self._warned = False, not saved
        if not saved and not warned:
            self._jobs.trouble.emit(CLOSE_AGAIN)
        return saved or warned

    def _settle(self) -> bool:
        """Try once more to save what could not be saved, and wait for it; whether all is saved."""
        for annotation_id, (number, note) in list(self._unsaved.items()):
            if number not in self._writing:
                self.save(annotation_id, note)
        loop = QEventLoop()

        def leave() -> None:
            if not self._writing:
                loop.quit()

        for outcome in (self.saved, self.failed):
            outcome.connect(leave)
        QTimer.singleShot(_LONGEST_WAIT, loop, loop.quit)
        if self._writing:
            loop.exec()
        for outcome in (self.saved, self.failed):
            outcome.disconnect(leave)
        return not self._unsaved
