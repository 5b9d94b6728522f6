"""What the right and bottom panels show: the codebook, passages, one passage, the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from viewer.base.errors import NotFoundError, ViewerError
from viewer.base.ids import AnnotationId, TagId
from viewer.services.archive import Archive
from viewer.services.describe_passage import PassageCard, describe_passage
from viewer.services.list_journal import list_journal
from viewer.services.list_passages import count_passages, list_passages
from viewer.services.list_publications import count_excerpts, list_publications
from viewer.services.list_tags import list_tags
from viewer.services.types import PassageInfo, PublicationInfo, StepInfo, TagInfo, UndoState
from viewer.services.undo_steps import undo_state
from viewer.ui.jobs import Jobs


@dataclass(frozen=True, slots=True)
class Overview:
    """The archive as the panels around the desk show it."""

    tags: list[TagInfo]
    passages: list[PassageInfo]
    title: str
    steps: list[StepInfo]
    undo: UndoState
    publications: list[PublicationInfo]
    excerpts: int
    passage_count: int


class OverviewFlow(QObject):
    """Signals: `overviewed(Overview)`, `described(PassageCard)`, `passage_lost()`.

    `tag_id` is the tag whose passages are listed (None: all), `passage_id` the passage in hand or
    on its way there.
    """

    overviewed = Signal(object)
    described = Signal(object)
    passage_lost = Signal()

    def __init__(self, archive: Archive, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        self._jobs = jobs
        self.tag_id: TagId | None = None
        self.passage_id: AnnotationId | None = None
        self._then: Callable[[], object] | None = None

    def refresh(self) -> None:
        """Read everything again."""
        tag_id = self.tag_id

        def job(*_: object) -> Overview:
            tags = list_tags(self._archive)
            tag = next((each for each in tags if each.id == tag_id), None)
            return Overview(
                tags=tags,
                passages=list_passages(self._archive, tag_ids=[tag.id] if tag else None),
                title=f"Passages tagged {tag.path}" if tag else "All passages",
                steps=list_journal(self._archive),
                undo=undo_state(self._archive),
                publications=list_publications(self._archive),
                excerpts=count_excerpts(self._archive),
                passage_count=count_passages(self._archive),
            )

        self._jobs.read(job, self.overviewed.emit, key="overview")

    def show_tag(self, tag_id: TagId | None) -> None:
        """List the passages of a tag, or all."""
        self.tag_id = tag_id
        self.refresh()

    def describe(
        self, annotation_id: AnnotationId, then: Callable[[], object] | None = None
    ) -> None:
        """Put one passage in hand, in place of any other on its way; `then` is done once it is."""
        self.passage_id, self._then = annotation_id, then

        def job(*_: object) -> PassageCard:
            return describe_passage(self._archive, annotation_id)

        self._jobs.read(job, self._show, self._give_up, key="passage")

    def describe_again(self) -> None:
        """Read the passage in hand once more: something has changed."""
        if self.passage_id is not None:
            self.describe(self.passage_id, self._then)

    def drop_passage(self, annotation_id: int) -> None:
        """Have this passage in hand no longer; another that is on its way still comes."""
        if self.passage_id == annotation_id:
            self.passage_id = self._then = None
            self._jobs.void("passage")
        self.passage_lost.emit()

    def _show(self, card: PassageCard) -> None:
        then, self._then = self._then, None
        self.described.emit(card)
        if then is not None:
            then()

    def _give_up(self, error: ViewerError) -> None:
        self._then = None
        if isinstance(error, NotFoundError) and self.passage_id is not None:
            self.drop_passage(self.passage_id)
        else:
            self._jobs.tell(error)
