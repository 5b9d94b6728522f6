"""What a tag is chosen for stays what it was asked for, whatever happens meanwhile."""

from __future__ import annotations

import pytest

from tests.workspace.executors import ImmediateExecutor
from viewer.base.ids import ExcerptId
from viewer.services.passages.list_passages import list_passages
from viewer.services.types import Filters
from viewer.text.spans import Span
from viewer.workspace.executor import Lane
from viewer.workspace.tag_choice import (
    NOTHING_TO_MATCH,
    SEARCH_CHANGED,
    SELECT_FIRST,
    NewPassage,
    TagChoice,
    TagQuestion,
)
from viewer.workspace.workspace import Workspace

_SPAN = Span(0, 6)


@pytest.fixture
def choice(workspace: Workspace, immediate: ImmediateExecutor) -> TagChoice:
    """With the second text in the active pane."""
    workspace.desk.open_here(ExcerptId(2))
    immediate.run()
    return workspace.tag_choice


@pytest.fixture
def asked(choice: TagChoice) -> list[TagQuestion]:
    asked: list[TagQuestion] = []
    choice.asked.connect(asked.append)
    return asked


@pytest.fixture
def closed(choice: TagChoice) -> list[TagQuestion]:
    closed: list[TagQuestion] = []
    choice.closed.connect(closed.append)
    return closed


def tagged(workspace: Workspace) -> list[tuple[int, str, list[str]]]:
    """Excerpt, quotation and tags of every passage."""
    return [
        (each.excerpt_id, each.quote, sorted(tag.path for tag in each.tags))
        for each in list_passages(workspace.archive)
    ]


def test_selected_words_are_tagged_in_the_text_that_they_were_asked_for(
    workspace: Workspace,
    choice: TagChoice,
    asked: list[TagQuestion],
    closed: list[TagQuestion],
    immediate: ImmediateExecutor,
) -> None:
    pane = workspace.desk.panes.active
    workspace.desk.panes.select(pane, _SPAN)
    workspace.tag_selection()
    (question,) = asked
    assert isinstance(question.target, NewPassage)
    workspace.desk.open_here(ExcerptId(3))
    immediate.run()
    choice.choose("place")
    immediate.run()
    assert tagged(workspace) == [(2, "Harbin", ["place"])]
    assert closed == [question]


@pytest.mark.parametrize("span", [None, Span(4, 4)])
def test_nothing_is_asked_for_where_nothing_is_selected(
    workspace: Workspace,
    choice: TagChoice,
    asked: list[TagQuestion],
    told: list[str],
    span: Span | None,
) -> None:
    choice.for_words(workspace.desk.panes.active, span)
    assert (asked, told) == ([], [SELECT_FIRST])


def test_a_question_is_answered_once(
    workspace: Workspace, choice: TagChoice, immediate: ImmediateExecutor, closed: list
) -> None:
    choice.for_words(workspace.desk.panes.active, _SPAN)
    choice.dismiss()
    choice.choose("late")
    choice.dismiss()
    immediate.run()
    assert tagged(workspace) == []
    assert len(closed) == 1


def test_another_question_takes_the_place_of_the_one_that_is_open(
    workspace: Workspace, choice: TagChoice, immediate: ImmediateExecutor
) -> None:
    choice.for_words(workspace.desk.panes.active, _SPAN)
    choice.choose("place")
    immediate.run()
    (passage,) = list_passages(workspace.archive)
    choice.for_words(workspace.desk.panes.active, Span(7, 12))
    choice.for_passage(passage.id)
    choice.choose("second")
    immediate.run()
    assert tagged(workspace) == [(2, "Harbin", ["place", "second"])]


def test_the_tag_of_a_key_needs_no_question(
    workspace: Workspace,
    choice: TagChoice,
    asked: list[TagQuestion],
    immediate: ImmediateExecutor,
    told: list[str],
) -> None:
    pane = workspace.desk.panes.active
    choice.tag_by_key(pane, _SPAN, "p")
    assert told == ["No tag has the key p; give it one in the codebook."]
    workspace.codebook.create_tag("place")
    immediate.run()
    workspace.codebook.set_shortcut(workspace.overview.listed.tags[0].id, "p")
    immediate.run()
    choice.tag_by_key(pane, None, "p")
    choice.tag_by_key(pane, _SPAN, "p")
    immediate.run()
    assert tagged(workspace) == [(2, "Harbin", ["place"])]
    assert asked == []


class TestEveryMatch:
    @pytest.fixture(autouse=True)
    def search(self, workspace: Workspace, immediate: ImmediateExecutor) -> None:
        workspace.search.search_for("army")
        immediate.run()

    def test_says_first_how_many_get_the_tag(
        self,
        workspace: Workspace,
        choice: TagChoice,
        asked: list[TagQuestion],
        immediate: ImmediateExecutor,
        told: list[str],
    ) -> None:
        choice.for_every_match()
        immediate.run()
        (question,) = asked
        assert question.target == workspace.search.shown_request
        assert question.note.startswith("3 passages in 3 texts")
        choice.choose("force")
        immediate.run()
        assert {tuple(tags) for *_, tags in tagged(workspace)} == {("force",)}
        assert told[-1].endswith("Ctrl+Z takes it back.")
        workspace.history.undo()
        immediate.run()
        assert tagged(workspace) == []

    def test_needs_a_query(
        self,
        workspace: Workspace,
        choice: TagChoice,
        asked: list[TagQuestion],
        immediate: ImmediateExecutor,
        told: list[str],
    ) -> None:
        workspace.search.search_for("  ")
        immediate.run()
        choice.for_every_match()
        immediate.run()
        assert (asked, told) == ([], [NOTHING_TO_MATCH])

    @pytest.mark.parametrize("change", ["typed", "asked", "narrowed"])
    def test_is_not_asked_for_a_search_that_has_changed(
        self,
        workspace: Workspace,
        choice: TagChoice,
        asked: list[TagQuestion],
        immediate: ImmediateExecutor,
        told: list[str],
        change: str,
    ) -> None:
        choice.for_every_match()
        if change == "typed":
            workspace.search.draft = "army o"
        elif change == "asked":
            workspace.search.search_for("harbin")
        else:
            workspace.search.narrow(Filters(kinds=frozenset({"ocr"})))
        immediate.run(Lane.BACKGROUND)
        assert (asked, told) == ([], [SEARCH_CHANGED])
