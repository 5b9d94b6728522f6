"""What the right and bottom panels show: the codebook, passages, one passage, the journal."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

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


class LookingFlow(QObject):
    """Signals: `overviewed(Overview)`, `described(PassageCard)`, `passage_lost()`."""

    overviewed = Signal(object)
    described = Signal(object)
    passage_lost = Signal()

    def __init__(self, archive: Archive, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        self._jobs = jobs
        self.tag_id: TagId | None = None

    def refresh(self) -> None:
        """Read everything again."""
        tag_id = self.tag_id

        def job(*_: object) -> Overview:
            tags = list_tags(self._archive)
            tag = next((each for each in tags if each.id == tag_id), None)
            return Overview(
                tags=tags,
                passages=list_passages(self._archive, tag_id=tag.id if tag else None),
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

    def describe(self, annotation_id: AnnotationId) -> None:
        """Put one passage in hand."""

        def job(*_: object) -> PassageCard:
            return describe_passage(self._archive, annotation_id)

        self._jobs.read(
            job, self.described.emit, lambda _error: self.passage_lost.emit(), key="passage"
        )
