"""The choice of a tag that is under way: for a new passage, for one there is, or every match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from psygnal import Signal

from viewer.base.ids import AnnotationId, VersionId
from viewer.services.passages.passages_in_words import passages_in_words, why_none_matched
from viewer.services.search.filters_in_words import hits_in_words
from viewer.services.types import SearchRequest, TagReport
from viewer.text.spans import Span
from viewer.workspace.notices import Notices
from viewer.workspace.overview import Overview
from viewer.workspace.panes import PaneId, Panes
from viewer.workspace.search import SearchSession
from viewer.workspace.tagging import Tagging

NOTHING_TO_MATCH = "Type what to look for first; its matches in the hits can then all be tagged."
SEARCH_CHANGED = "The search has changed while its matches were counted. Ask once more to tag them."
SELECT_FIRST = "Select some words in a pane first, then press T to tag them."


@dataclass(frozen=True, slots=True)
class NewPassage:
    """Words in the version of a text that `pane` showed when the tag was asked for."""

    pane: PaneId
    version_id: VersionId
    span: Span


#: What a tag is chosen for: every match of the hits that a request lists is one of them.
TagTarget = NewPassage | AnnotationId | SearchRequest


@dataclass(frozen=True, slots=True)
class TagQuestion:
    """A tag is to be chosen for `target`; `note` says how much gets it."""

    target: TagTarget
    title: str
    note: str = ""


class TagChoice:
    """At most one question is open; asking another takes its place.

    Signals: `asked(TagQuestion)`, `closed(TagQuestion)` when it was answered or dismissed.
    """

    asked = Signal(TagQuestion)
    closed = Signal(TagQuestion)

    def __init__(
        self,
        tagging: Tagging,
        search: SearchSession,
        overview: Overview,
        panes: Panes,
        notices: Notices,
        may_change: Callable[[], bool],
    ) -> None:
        self._tagging = tagging
        self._search = search
        self._overview = overview
        self._panes = panes
        self._notices = notices
        self._may_change = may_change
        self._open: TagQuestion | None = None

    def for_words(self, pane: PaneId, span: Span | None) -> None:
        """Ask for a tag for `span` of the text in `pane`."""
        reading = self._panes.reading(pane)
        if span is None or not len(span) or reading is None:
            self._notices.tell(SELECT_FIRST)
        else:
            self._ask(TagQuestion(NewPassage(pane, reading.version_id, span), "Tag the passage"))

    def for_passage(self, annotation_id: AnnotationId) -> None:
        """Ask for one more tag for a passage."""
        self._ask(TagQuestion(annotation_id, "Add a tag"))

    def for_every_match(self) -> None:
        """Count the matches in the hits that are listed, then ask for a tag for them all."""
        request, draft = self._search.shown_request, self._search.draft
        if not request.query.strip():
            self._notices.tell(NOTHING_TO_MATCH)
        elif self._may_change():
            self._tagging.count_matches(
                request, lambda report: self._ask_for_matches(request, report, draft)
            )

    def choose(self, path: str) -> None:
        """Tag what was asked for with the tag of this path."""
        question, self._open = self._open, None
        if question is None:
            return
        target = question.target
        if isinstance(target, NewPassage):
            self._tagging.tag(target.version_id, target.span, [path])
        elif isinstance(target, SearchRequest):
            self._tagging.tag_all(target, path)
        else:
            self._tagging.add_tag(target, path)
        self.closed.emit(question)

    def dismiss(self) -> None:
        """Tag nothing."""
        question, self._open = self._open, None
        if question is not None:
            self.closed.emit(question)

    def tag_by_key(self, pane: PaneId, span: Span | None, key: str) -> None:
        """Tag `span` of the text in `pane` with the tag that has this key."""
        reading = self._panes.reading(pane)
        if span is None or reading is None:
            return
        tag = next((each for each in self._overview.listed.tags if each.shortcut == key), None)
        if tag is None:
            self._notices.tell(f"No tag has the key {key}; give it one in the codebook.")
        else:
            self._tagging.tag(reading.version_id, span, [tag.path])

    def _ask(self, question: TagQuestion) -> None:
        self._open = question
        self.asked.emit(question)

    def _ask_for_matches(self, request: SearchRequest, report: TagReport, draft: str) -> None:
        """Ask for the tag, saying how much gets it, unless another search was begun meanwhile."""
        if not report.tagged.passages:
            self._notices.tell(str(why_none_matched(report)))
        elif self._search.draft != draft or self._search.request != request:
            self._notices.tell(SEARCH_CHANGED)
        else:
            papers = {int(paper.id): paper for paper in self._overview.listed.publications}
            note = f"{passages_in_words(report.tagged)}\n{hits_in_words(request, papers)}"
            self._ask(TagQuestion(request, "Tag every match", note))
