"""The passage in hand: the one that the inspector shows and that commands for one act on."""

from __future__ import annotations

from collections.abc import Callable

from psygnal import Signal

from viewer.base.errors import NotFoundError, ViewerError
from viewer.base.ids import AnnotationId, VersionId
from viewer.services.archive.archive import Archive
from viewer.services.passages.describe_passage import describe_passage
from viewer.services.types import ArchiveChanged, PassageCard, PassageInfo
from viewer.workspace.desk import MARKED, Desk
from viewer.workspace.executor import Executor


class PassageInHand:
    """Signals: `described(PassageCard)` when a passage was taken in hand, or has changed there;
    `dropped()` when none is in hand any more, `note_asked(AnnotationId)` when a note is to be
    written on a passage."""

    described = Signal(PassageCard)
    dropped = Signal()
    note_asked = Signal(int)

    def __init__(self, archive: Archive, executor: Executor, desk: Desk) -> None:
        self._archive = archive
        self._executor = executor
        self._desk = desk
        #: The passage in hand, or on its way there.
        self.wanted: AnnotationId | None = None
        self._card: PassageCard | None = None
        self._then: Callable[[], object] | None = None
        #: The versions that panes showed at the last look.
        self._shown: frozenset[VersionId] = frozenset()
        desk.opened.connect(self._look_at_panes)
        desk.refreshed.connect(self._look_at_panes)
        desk.panes.closed.connect(self._look_at_panes)

    @property
    def passage(self) -> PassageInfo | None:
        """The passage in hand, if any."""
        return None if self._card is None else self._card.passage

    def describe(
        self, annotation_id: AnnotationId, then: Callable[[], object] | None = None
    ) -> None:
        """Take a passage in hand, in place of any other on its way; `then` is done once it is."""
        self.wanted, self._then = annotation_id, then

        def job(*_: object) -> PassageCard:
            return describe_passage(self._archive, annotation_id)

        self._executor.submit(job, self._show, self._give_up, key="passage")

    def ask_for_note(self, annotation_id: AnnotationId) -> None:
        """Have the user write a note on a passage."""
        self.note_asked.emit(annotation_id)

    def drop(self, annotation_id: AnnotationId) -> None:
        """Have this passage in hand no longer; another that is on its way still comes."""
        if self.wanted == annotation_id:
            self.wanted = self._then = None
            self._executor.void("passage")
        self._card = None
        self.dropped.emit()

    def follow(self, changed: ArchiveChanged) -> None:
        """Read the passage in hand once more where a change of the archive may have touched it."""
        if self.wanted is not None and changed.tables & MARKED:
            self.describe(self.wanted, self._then)

    def _show(self, card: PassageCard) -> None:
        then, self._then = self._then, None
        self._card = card
        self.described.emit(card)
        if then is not None:
            then()

    def _give_up(self, error: ViewerError) -> None:
        self._then = None
        if isinstance(error, NotFoundError) and self.wanted is not None:
            self.drop(self.wanted)
        else:
            self._executor.tell(error)

    def _look_at_panes(self) -> None:
        """Drop the passage when the last pane that showed its text shows it no longer.

        One that was chosen in a list, with its text in no pane, stays.
        """
        shown = self._desk.panes.versions
        gone, self._shown = self._shown - shown, shown
        passage = self.passage
        if passage is not None and passage.version_id in gone:
            self.drop(passage.id)
