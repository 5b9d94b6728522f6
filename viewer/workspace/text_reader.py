"""What panes show of texts, as jobs read it: the text, its passages and links, its matches."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from viewer.base.ids import AnnotationId, ExcerptId, VersionId
from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_links, list_passages
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, LinkInfo, PassageInfo, SearchRequest, TextMarks
from viewer.workspace.placed_passages import PlacedPassages


@dataclass(frozen=True, slots=True)
class OpenedText:
    """An excerpt with what is marked in it, as a pane is to show it."""

    reading: ExcerptReading
    passages: PlacedPassages
    marks: TextMarks
    #: What the matches are those of.
    searched: SearchRequest


@dataclass(frozen=True, slots=True)
class PaneMarks:
    """What the open texts carry, as the archive has it now; `gone` are no longer in it."""

    passages: dict[VersionId, PlacedPassages]
    links: list[LinkInfo]
    gone: frozenset[ExcerptId]


class TextReader:
    """Reads for the desk; every method is called on a thread of the executor."""

    def __init__(self, archive: Archive, searcher: ArchiveSearch) -> None:
        self._archive = archive
        self._searcher = searcher

    def read(self, excerpt_id: ExcerptId, request: SearchRequest) -> OpenedText:
        """An excerpt with the matches of `request`. Raises `NotFoundError`."""
        reading = read_excerpt(self._archive, excerpt_id)
        passages = list_passages(self._archive, version_id=reading.version_id)
        return OpenedText(
            reading,
            PlacedPassages(reading.text, passages),
            self._matches(excerpt_id, request),
            request,
        )

    def passage(self, annotation_id: AnnotationId) -> PassageInfo | None:
        """A passage by its id; None where it is no longer in the archive."""
        found = list_passages(self._archive, annotation_ids=[annotation_id])
        return found[0] if found else None

    def pane_marks(
        self, texts: Mapping[VersionId, str], excerpts: Collection[ExcerptId]
    ) -> PaneMarks:
        """The passages of these versions, the links between them, and which excerpts are gone."""
        found = {version: list_passages(self._archive, version_id=version) for version in texts}
        marked = [passage.id for each in found.values() for passage in each]
        links = list_links(self._archive, marked)
        placed = {key: PlacedPassages(texts[key], each) for key, each in found.items()}
        return PaneMarks(placed, links, self._searcher.gone(excerpts))

    def matches(
        self, excerpts: Collection[ExcerptId], request: SearchRequest
    ) -> dict[ExcerptId, TextMarks]:
        """What `request` marks in each of these excerpts."""
        return {each: self._matches(each, request) for each in excerpts}

    def _matches(self, excerpt_id: ExcerptId, request: SearchRequest) -> TextMarks:
        return self._searcher.marks_in(excerpt_id, request.query, typing=request.typing)
