"""A page of hits belongs to the answer that it continues."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from viewer.base.errors import BusyError
from viewer.services.types import Facets, IndexState, SearchAnswer, SearchRequest
from viewer.ui.flows.searching import PAGE, SearchFlow
from viewer.ui.jobs import Jobs


class SlowSearch:
    """Answers with numbers for hits, from `first` on; pages wait until they may go."""

    def __init__(self) -> None:
        self.go, self.first, self.trouble = threading.Event(), 0, False

    def search(self, request: SearchRequest, _cancel) -> SearchAnswer:
        first = self.first
        if request.offset:
            assert self.go.wait(20)
        if self.trouble:
            raise BusyError("Another program is writing.")
        hits = tuple(range(first + request.offset, first + request.offset + request.limit))
        return SearchAnswer(
            request=request,
            read_as="",
            complaints=(),
            total=1000,
            total_some=0,
            took_ms=1.0,
            hits=hits,
            facets=Facets(),
        )

    def refresh(self, *_args, **_more) -> IndexState:
        raise AssertionError


class Listed:
    """The list as a view of these signals would hold it."""

    def __init__(self, flow: SearchFlow) -> None:
        self.rows: list[int] = []
        self.failed = 0
        flow.answered.connect(self._show)
        flow.continued.connect(lambda answer: self.rows.extend(answer.hits))
        flow.page_failed.connect(self._fail)

    def _show(self, answer: SearchAnswer) -> None:
        self.rows = list(answer.hits)

    def _fail(self) -> None:
        self.failed += 1


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


@pytest.fixture
def search() -> Iterator[SlowSearch]:
    search = SlowSearch()
    yield search
    search.go.set()


@pytest.fixture
def flow(jobs: Jobs, search: SlowSearch) -> SearchFlow:
    flow = SearchFlow(search, jobs)
    flow.search_for("harbin")
    assert jobs.wait_idle()
    return flow


def test_a_page_asked_for_before_a_refresh_is_dropped(
    jobs: Jobs, search: SlowSearch, flow: SearchFlow, qtbot
) -> None:
    listed = Listed(flow)
    flow.more(PAGE)
    search.first = 7
    flow.again()
    qtbot.waitUntil(lambda: listed.rows[:1] == [7])
    search.go.set()
    assert jobs.wait_idle()
    assert listed.rows == list(range(7, 7 + PAGE))
    flow.more(PAGE)
    assert jobs.wait_idle()
    assert listed.rows == list(range(7, 7 + 2 * PAGE))


def test_a_page_continues_the_answer_that_is_shown(
    jobs: Jobs, search: SlowSearch, flow: SearchFlow
) -> None:
    listed = Listed(flow)
    listed.rows = list(range(PAGE))
    search.go.set()
    flow.request = replace(flow.request, query="another, on its way")
    pages = []
    flow.continued.connect(lambda answer: pages.append(answer.request.query))
    flow.more(PAGE)
    assert jobs.wait_idle()
    assert pages == ["harbin"]
    assert listed.rows == list(range(2 * PAGE))


def test_the_same_page_never_comes_twice(jobs: Jobs, search: SlowSearch, flow: SearchFlow) -> None:
    listed = Listed(flow)
    listed.rows = list(range(PAGE))
    search.go.set()
    flow.more(PAGE)
    assert jobs.wait_idle()
    flow.more(PAGE)
    assert jobs.wait_idle()
    assert listed.rows == list(range(2 * PAGE))


def test_a_page_that_fails_may_be_asked_for_again(
    jobs: Jobs, search: SlowSearch, flow: SearchFlow
) -> None:
    listed, told = Listed(flow), []
    jobs.trouble.connect(told.append)
    search.trouble = True
    search.go.set()
    flow.more(PAGE)
    assert jobs.wait_idle()
    assert (listed.failed, told) == (1, ["Another program is writing."])
