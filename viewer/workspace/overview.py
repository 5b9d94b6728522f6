"""What the lists around the desk show: the codebook, passages, the journal, the newspapers."""

from __future__ import annotations

from dataclasses import dataclass, field

from psygnal import Signal

from viewer.base.ids import TagId
from viewer.services.archive import Archive
from viewer.services.list_journal import list_journal
from viewer.services.list_passages import count_passages, list_passages
from viewer.services.list_publications import count_excerpts, list_publications
from viewer.services.list_tags import list_tags
from viewer.services.types import PassageInfo, PublicationInfo, StepInfo, TagInfo, UndoState
from viewer.services.undo_steps import undo_state
from viewer.workspace.executor import Executor

NOTHING_TO_UNDO = UndoState(None, None)


@dataclass(frozen=True, slots=True)
class Listed:
    """The archive as the lists show it."""

    tags: list[TagInfo] = field(default_factory=list)
    passages: list[PassageInfo] = field(default_factory=list)
    title: str = "All passages"
    steps: list[StepInfo] = field(default_factory=list)
    undo: UndoState = NOTHING_TO_UNDO
    publications: list[PublicationInfo] = field(default_factory=list)
    excerpts: int = 0
    passage_count: int = 0


class Overview:
    """`listed` is what was read last, `tag_id` the tag whose passages are listed (None: all).

    Signals: `overviewed(Listed)`, `tag_chosen()` when the passages of a tag or all were asked for.
    """

    overviewed = Signal(Listed)
    tag_chosen = Signal()

    def __init__(self, archive: Archive, executor: Executor) -> None:
        self._archive = archive
        self._executor = executor
        self.listed = Listed()
        self.tag_id: TagId | None = None

    def refresh(self) -> None:
        """Read everything again."""
        tag_id = self.tag_id

        def job(*_: object) -> Listed:
            tags = list_tags(self._archive)
            tag = next((each for each in tags if each.id == tag_id), None)
            return Listed(
                tags=tags,
                passages=list_passages(self._archive, tag_ids=[tag.id] if tag else None),
                title=f"Passages tagged {tag.path}" if tag else "All passages",
                steps=list_journal(self._archive),
                undo=undo_state(self._archive),
                publications=list_publications(self._archive),
                excerpts=count_excerpts(self._archive),
                passage_count=count_passages(self._archive),
            )

        self._executor.submit(job, self._show, key="overview")

    def show_tag(self, tag_id: TagId | None) -> None:
        """List the passages of a tag, or all."""
        self.tag_id = tag_id
        self.tag_chosen.emit()
        self.refresh()

    def _show(self, listed: Listed) -> None:
        self.listed = listed
        self.overviewed.emit(listed)
