"""What is searched for, and what of it is read again when the archive changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workspace.executors import ImmediateExecutor
from viewer.base.ids import ExcerptId, PublicationId
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.types import Filters, SearchRequest, SortOrder, Suggestion, SuggestionKind
from viewer.text.spans import Span
from viewer.workspace.executor import Lane
from viewer.workspace.search import SearchSession
from viewer.workspace.workspace import Workspace


@pytest.fixture
def search(workspace: Workspace) -> SearchSession:
    return workspace.search


@pytest.fixture
def answered(search: SearchSession) -> list[str]:
    """The queries of the answers that came."""
    answered: list[str] = []
    search.answered.connect(lambda answer: answered.append(answer.request.query))
    return answered


@pytest.fixture
def tag_a_passage(workspace: Workspace) -> Callable[[], None]:
    """Tags a passage of the second text, `Harbin taken`."""

    def tag() -> None:
        reading = read_excerpt(workspace.archive, ExcerptId(2))
        tag_passage(workspace.archive, reading.version_id, Span(0, 6), ["place"])

    return tag


def test_what_was_asked_for_last_is_what_is_shown(
    search: SearchSession, immediate: ImmediateExecutor, answered: list[str]
) -> None:
    search.search_for("mukden")
    search.search_for("harbin")
    assert search.is_pending
    immediate.held[Lane.READ].tasks.reverse()
    immediate.run()
    assert answered == ["harbin"]
    assert not search.is_pending
    assert [hit.id for hit in search.answer.hits if hit.tier == 1] == [2]


def test_the_request_is_one_and_told_at_each_wish(
    search: SearchSession, immediate: ImmediateExecutor
) -> None:
    requested: list[SearchRequest] = []
    search.requested.connect(requested.append)
    filters = Filters(publications=frozenset({PublicationId(2)}))
    search.search_for("army", typing=True)
    search.narrow(filters)
    search.sort(SortOrder.DATE)
    immediate.run()
    assert requested[-1] == search.request == search.answer.request == search.shown_request
    assert (search.request.query, search.request.filters) == ("army", filters)
    assert (search.request.sort, search.request.typing) == (SortOrder.DATE, True)
    assert search.answer.total == 1


def test_a_suggestion_is_taken_with_its_filters_at_once(
    search: SearchSession, immediate: ImmediateExecutor, answered: list[str]
) -> None:
    search.search_for("harbni", typing=True)
    immediate.run()
    filters = Filters(publications=frozenset({PublicationId(2)}))
    search.take(Suggestion(SuggestionKind.SPELLING, "harbin", "harbin", 1, filters))
    immediate.run()
    assert answered == ["harbni", "harbin"]
    assert (search.request.filters, search.request.typing) == (filters, False)


def test_other_words_are_told_after_their_answer_only(
    search: SearchSession, immediate: ImmediateExecutor
) -> None:
    told = []
    search.query_answered.connect(lambda request: told.append((request.query, request.typing)))
    search.search_for("army", typing=True)
    immediate.run()
    search.sort(SortOrder.DATE)
    search.again()
    immediate.run()
    search.search_for("army")
    immediate.run()
    assert told == [("army", True), ("army", False)]


@pytest.mark.parametrize("query", ["", "army"])
def test_a_tag_is_shown_on_the_hits_without_another_search(
    search: SearchSession,
    immediate: ImmediateExecutor,
    answered: list[str],
    tag_a_passage: Callable[[], None],
    query: str,
) -> None:
    search.search_for(query)
    immediate.run()
    answered.clear()
    tagged = []
    search.hits_tagged.connect(tagged.append)
    tag_a_passage()
    immediate.run()
    assert answered == []
    (tags,) = tagged
    assert [tag.path for tag in tags[2]] == ["place"]
    assert tags[3] == ()


@pytest.mark.parametrize("query", ["tag:place", "NOT tag:place", "army has:note"])
def test_a_query_with_a_condition_is_asked_again(
    search: SearchSession,
    immediate: ImmediateExecutor,
    answered: list[str],
    tag_a_passage: Callable[[], None],
    query: str,
) -> None:
    search.search_for(query)
    immediate.run()
    answered.clear()
    tag_a_passage()
    immediate.run()
    assert answered == [query]


def test_a_search_on_its_way_is_asked_again(
    search: SearchSession,
    immediate: ImmediateExecutor,
    answered: list[str],
    tag_a_passage: Callable[[], None],
) -> None:
    """It may have been read before the change, as it was here."""
    search.search_for("harbin")
    outcomes: list[Callable[[], None]] = []
    immediate.post = outcomes.append
    immediate.run(Lane.READ)
    immediate.post = lambda call: call()
    tag_a_passage()
    for outcome in outcomes:
        outcome()
    immediate.run()
    assert answered == ["harbin"]
    assert [tag.path for tag in search.answer.hits[0].tags] == ["place"]


def test_tags_for_an_answer_that_is_gone_are_dropped(
    search: SearchSession, immediate: ImmediateExecutor, tag_a_passage: Callable[[], None]
) -> None:
    tagged = []
    search.hits_tagged.connect(tagged.append)
    tag_a_passage()
    reads = immediate.held[Lane.READ].tasks
    late = reads.pop()
    search.search_for("harbin")
    immediate.run()
    late()
    immediate.run()
    assert tagged == []


def test_another_text_makes_the_index_stale(
    workspace: Workspace, search: SearchSession, immediate: ImmediateExecutor
) -> None:
    states = []
    search.index_changed.connect(states.append)
    workspace.history.undo()
    immediate.run()
    assert [state.excerpts for state in states] == [2], "the last import was undone"
    assert search.answer.total == 2
