"""What is offered belongs to the answer that is shown."""

import threading
from collections.abc import Iterator

import pytest

from viewer.base.errors import BusyError
from viewer.base.ids import PublicationId
from viewer.services.types import (
    Facets,
    Filters,
    SearchAnswer,
    SearchRequest,
    SortOrder,
    Suggestion,
    SuggestionKind,
)
from viewer.ui.flows.searching import SearchFlow
from viewer.ui.jobs import Jobs


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
            raise BusyError("Another program is writing.")
        query = request.query.upper()
        return (Suggestion(SuggestionKind.SPELLING, query, query, 1, request.filters),)


@pytest.fixture
def search() -> Iterator[Offering]:
    search = Offering()
    yield search
    search.go.set()


@pytest.fixture
def jobs(qapp, search: Offering) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    search.go.set()
    jobs.shutdown()


@pytest.fixture
def offered(jobs: Jobs, search: Offering) -> list[str]:
    """What is offered now, under `flow` as it goes on."""
    return []


@pytest.fixture
def flow(jobs: Jobs, search: Offering, offered: list[str]) -> SearchFlow:
    flow = SearchFlow(search, jobs)

    def show(found: tuple[Suggestion, ...]) -> None:
        offered[:] = [each.query for each in found]

    flow.suggested.connect(show)
    flow.search_for("harbin")
    assert jobs.wait_idle()
    assert offered == ["HARBIN"]
    return flow


@pytest.mark.parametrize("change", ["query", "filters"])
def test_another_answer_offers_nothing_of_the_one_before(
    change: str, flow: SearchFlow, search: Offering, offered: list[str], qtbot
) -> None:
    search.go.clear()
    with qtbot.waitSignal(flow.answered):
        if change == "query":
            flow.search_for("mukden")
        else:
            flow.narrow(Filters(publications=frozenset({PublicationId(1)})))
    assert offered == []


def test_the_same_hits_in_another_order_keep_what_is_offered(
    flow: SearchFlow, search: Offering, offered: list[str], qtbot
) -> None:
    search.go.clear()
    with qtbot.waitSignal(flow.answered):
        flow.sort(SortOrder.DATE)
    assert offered == ["HARBIN"]


def test_where_nothing_could_be_read_nothing_is_offered(
    flow: SearchFlow, jobs: Jobs, search: Offering, offered: list[str]
) -> None:
    search.is_locked = True
    flow.again()
    assert jobs.wait_idle()
    assert offered == []
