"""A page of hits belongs to the answer that it continues."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tests.workspace.executors import Mailbox
from viewer.base.errors import BusyError
from viewer.base.messages import VERBATIM, verbatim
from viewer.services.types import Facets, IndexState, SearchAnswer, SearchRequest
from viewer.workspace.executor import Executor
from viewer.workspace.search import PAGE, SearchSession


@dataclass(frozen=True)
class NumberedHit:
    """A hit of which only the id matters."""

    id: int


class SlowSearch:
    """Answers with hits that are numbered, from `first` on; pages wait until they may go."""

    def __init__(self) -> None:
        self.go, self.first, self.trouble = threading.Event(), 0, False

    def search(self, request: SearchRequest, _cancel) -> SearchAnswer:
        first = self.first
        if request.offset:
            assert self.go.wait(20)
        if self.trouble:
            raise BusyError(VERBATIM, words="Another program is writing.")
        begin = first + request.offset
        hits = tuple(map(NumberedHit, range(begin, begin + request.limit)))
        return SearchAnswer(
            request=request,
            read_as=verbatim(""),
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

    def __init__(self, flow: SearchSession) -> None:
        self.rows: list[int] = []
        self.failed = 0
        flow.answered.connect(self._show)
        flow.continued.connect(lambda answer: self.rows.extend(hit.id for hit in answer.hits))
        flow.page_failed.connect(self._fail)

    def _show(self, answer: SearchAnswer) -> None:
        self.rows = [hit.id for hit in answer.hits]

    def _fail(self) -> None:
        self.failed += 1


@pytest.fixture
def search() -> Iterator[SlowSearch]:
    search = SlowSearch()
    yield search
    search.go.set()


@pytest.fixture
def flow(executor: Executor, mailbox: Mailbox, search: SlowSearch) -> SearchSession:
    flow = SearchSession(search, executor)
    flow.search_for("harbin")
    mailbox.settle(executor)
    return flow


def test_a_page_asked_for_before_a_refresh_is_dropped(
    executor: Executor, mailbox: Mailbox, search: SlowSearch, flow: SearchSession
) -> None:
    listed = Listed(flow)
    flow.more(PAGE)
    search.first = 7
    flow.again()
    mailbox.run_until(lambda: listed.rows[:1] == [7])
    search.go.set()
    mailbox.settle(executor)
    assert listed.rows == list(range(7, 7 + PAGE))
    flow.more(PAGE)
    mailbox.settle(executor)
    assert listed.rows == list(range(7, 7 + 2 * PAGE))


def test_a_page_continues_the_answer_that_is_shown(
    executor: Executor, mailbox: Mailbox, search: SlowSearch, flow: SearchSession
) -> None:
    listed = Listed(flow)
    listed.rows = list(range(PAGE))
    search.go.set()
    flow._request = replace(flow.request, query="another, on its way")
    pages = []
    flow.continued.connect(lambda answer: pages.append(answer.request.query))
    flow.more(PAGE)
    mailbox.settle(executor)
    assert pages == ["harbin"]
    assert listed.rows == list(range(2 * PAGE))


def test_the_same_page_never_comes_twice(
    executor: Executor, mailbox: Mailbox, search: SlowSearch, flow: SearchSession
) -> None:
    listed = Listed(flow)
    listed.rows = list(range(PAGE))
    search.go.set()
    flow.more(PAGE)
    mailbox.settle(executor)
    flow.more(PAGE)
    mailbox.settle(executor)
    assert listed.rows == list(range(2 * PAGE))


def test_a_page_that_fails_may_be_asked_for_again(
    executor: Executor, mailbox: Mailbox, search: SlowSearch, flow: SearchSession
) -> None:
    listed, told = Listed(flow), []
    executor.trouble.connect(told.append)
    search.trouble = True
    search.go.set()
    flow.more(PAGE)
    mailbox.settle(executor)
    assert (listed.failed, told) == (1, ["Another program is writing."])
