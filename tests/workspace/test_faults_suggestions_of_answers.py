"""What is offered belongs to the answer that is shown."""

import threading
from collections.abc import Iterator

import pytest

from tests.workspace.executors import Mailbox
from viewer.base.errors import BusyError
from viewer.base.ids import PublicationId
from viewer.base.messages import VERBATIM
from viewer.services.types import (
    Facets,
    Filters,
    SearchAnswer,
    SearchRequest,
    SortOrder,
    Suggestion,
    SuggestionKind,
)
from viewer.workspace.executor import Executor
from viewer.workspace.search import SearchSession


class Offering:
    """Finds nothing and offers each query in capitals, once it may."""

    def __init__(self) -> None:
        self.go, self.is_locked = threading.Event(), False
        self.go.set()

    def search(self, request: SearchRequest, _cancel) -> SearchAnswer:
        return SearchAnswer(request, "", (), 0, 0, 1.0, (), Facets())

    def suggestions(self, request: SearchRequest, _cancel) -> tuple[Suggestion, ...]:
        assert self.go.wait(20)
        if self.is_locked:
            raise BusyError(VERBATIM, words="Another program is writing.")
        query = request.query.upper()
        return (Suggestion(SuggestionKind.SPELLING, query, query, 1, request.filters),)


@pytest.fixture
def search() -> Iterator[Offering]:
    search = Offering()
    yield search
    search.go.set()


@pytest.fixture
def offered(executor: Executor, mailbox: Mailbox, search: Offering) -> list[str]:
    """What is offered now, under `flow` as it goes on."""
    return []


@pytest.fixture
def flow(
    executor: Executor, mailbox: Mailbox, search: Offering, offered: list[str]
) -> SearchSession:
    flow = SearchSession(search, executor)

    def show(found: tuple[Suggestion, ...]) -> None:
        offered[:] = [each.query for each in found]

    flow.suggested.connect(show)
    flow.search_for("harbin")
    mailbox.settle(executor)
    assert offered == ["HARBIN"]
    return flow


@pytest.mark.parametrize("change", ["query", "filters"])
def test_another_answer_offers_nothing_of_the_one_before(
    change: str, flow: SearchSession, search: Offering, offered: list[str], mailbox: Mailbox
) -> None:
    search.go.clear()
    answered = []
    flow.answered.connect(answered.append)
    if change == "query":
        flow.search_for("mukden")
    else:
        flow.narrow(Filters(publications=frozenset({PublicationId(1)})))
    mailbox.run_until(lambda: answered)
    assert offered == []


def test_the_same_hits_in_another_order_keep_what_is_offered(
    flow: SearchSession, search: Offering, offered: list[str], mailbox: Mailbox
) -> None:
    search.go.clear()
    answered = []
    flow.answered.connect(answered.append)
    flow.sort(SortOrder.DATE)
    mailbox.run_until(lambda: answered)
    assert offered == ["HARBIN"]


def test_where_nothing_could_be_read_nothing_is_offered(
    flow: SearchSession, executor: Executor, mailbox: Mailbox, search: Offering, offered: list[str]
) -> None:
    search.is_locked = True
    flow.again()
    mailbox.settle(executor)
    assert offered == []
