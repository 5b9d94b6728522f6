"""Keeping notes: each text that was typed is saved, or known to be unsaved until it is."""

from __future__ import annotations

from psygnal import Signal

from viewer.base.errors import ViewerError
from viewer.base.ids import AnnotationId
from viewer.services.archive.archive import Archive
from viewer.services.passages.write_note import write_note
from viewer.workspace.executor import Executor, Lane

CLOSE_AGAIN = (
    "A note could not be saved. Wait for the other program and close again, or copy the text; "
    "closing once more leaves without it."
)


class Notes:
    """Signals: `saved(AnnotationId, str note)`, `failed(AnnotationId, str note, str sentence)`,
    `settled()` when no note is on its way to the archive any more."""

    saved = Signal(int, str)
    failed = Signal(int, str, str)
    settled = Signal()

    def __init__(self, archive: Archive, executor: Executor) -> None:
        self._archive = archive
        self._executor = executor
        #: The newest text of each note that is not in the archive yet, and the number of its save.
        self._unsaved: dict[AnnotationId, tuple[int, str]] = {}
        self._saves = 0
        #: The numbers of the saves that have not ended.
        self._writing: set[int] = set()
        self._has_warned = False

    @property
    def is_writing(self) -> bool:
        """Whether a note is on its way to the archive."""
        return bool(self._writing)

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
            self._tell_settled()

        def give_up(error: ViewerError) -> None:
            self._writing.discard(number)
            self.failed.emit(annotation_id, note, str(error))
            self._tell_settled()

        self._executor.submit(
            lambda *_: write_note(self._archive, annotation_id, note),
            done,
            give_up,
            lane=Lane.WRITE,
        )

    def unsaved(self, annotation_id: AnnotationId) -> str | None:
        """What was typed as the note of a passage and could not be saved, or is on its way."""
        held = self._unsaved.get(annotation_id)
        return None if held is None else held[1]

    def save_again(self) -> None:
        """Try once more to save what could not be saved; `settled` tells when it is known."""
        for annotation_id, (number, note) in list(self._unsaved.items()):
            if number not in self._writing:
                self.save(annotation_id, note)

    def may_close(self) -> bool:
        """Whether all is saved; where it is not, refuse with a sentence, but only once."""
        saved, warned = not self._unsaved, self._has_warned
        self._has_warned = not saved
        if not saved and not warned:
            self._executor.trouble.emit(CLOSE_AGAIN)
        return saved or warned

    def _tell_settled(self) -> None:
        if not self._writing:
            self.settled.emit()
