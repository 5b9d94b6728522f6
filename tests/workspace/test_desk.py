"""Texts come to the panes that they were asked for, and never after something newer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.conftest import link
from tests.workspace.conftest import TEXTS
from tests.workspace.executors import ImmediateExecutor
from viewer.base.ids import ExcerptId
from viewer.base.messages import VERBATIM, Message
from viewer.catalogue.models import Event
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.tag_passage import tag_passage
from viewer.text.canonical import canonical
from viewer.text.kinds import LinkKind
from viewer.text.spans import Span
from viewer.workspace.desk import Desk
from viewer.workspace.executor import Lane
from viewer.workspace.panes import FIRST_PANE
from viewer.workspace.workspace import Workspace

ONE, TWO, THREE = (ExcerptId(number) for number in TEXTS)


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return workspace.desk


@pytest.fixture
def facts(desk: Desk) -> list[tuple[Any, ...]]:
    """What the desk told, by name, with the ids in it."""
    facts: list[tuple[Any, ...]] = []
    desk.opened.connect(lambda pane, text: facts.append(("opened", pane, text.reading.id)))
    desk.text_reached.connect(lambda pane, _marks: facts.append(("text", pane)))
    desk.passage_reached.connect(lambda pane, each: facts.append(("passage", pane, each.id)))
    desk.panes.activated.connect(lambda pane: facts.append(("active", pane)))
    desk.matches_found.connect(
        lambda pane, marks: facts.append(("matches", pane, len(marks.matches)))
    )
    return facts


def shown(desk: Desk) -> list[int | None]:
    readings = desk.panes.readings
    return [readings[pane].id if pane in readings else None for pane in desk.panes.ids]


def passage_in(workspace: Workspace, immediate: ImmediateExecutor, excerpt: int) -> int:
    """A passage made in an excerpt, which is not opened for it."""
    version = workspace.desk._reader.read(ExcerptId(excerpt), workspace.search.request)
    made = tag_passage(workspace.archive, version.reading.version_id, Span(0, 5), ["tag"])
    immediate.run()
    return made


def test_an_excerpt_opens_in_the_active_pane_with_its_text(
    desk: Desk, immediate: ImmediateExecutor, facts: list
) -> None:
    desk.open_here(ONE)
    immediate.run()
    assert facts == [("opened", FIRST_PANE, 1), ("text", FIRST_PANE)]
    assert desk.panes.readings[FIRST_PANE].text == canonical(TEXTS[1])


def test_the_one_asked_for_last_stays_whichever_is_read_first(
    desk: Desk, immediate: ImmediateExecutor
) -> None:
    desk.open_here(ONE)
    desk.open_here(TWO)
    reads = immediate.held[Lane.READ].tasks
    reads.reverse()
    immediate.run()
    assert shown(desk) == [2]


def test_a_text_stays_with_the_pane_that_it_was_asked_for(
    desk: Desk, immediate: ImmediateExecutor
) -> None:
    desk.panes.set_count(2)
    immediate.run()
    first, second = desk.panes.ids
    desk.open_here(ONE)
    desk.panes.activate(second)
    immediate.run()
    assert shown(desk) == [1, None]
    assert desk.panes.active == second
    desk.open_here(TWO, first)
    immediate.run()
    assert shown(desk) == [2, None]
    assert desk.panes.active == first


def test_beside_takes_no_pane_that_another_text_is_on_its_way_to(
    desk: Desk, immediate: ImmediateExecutor
) -> None:
    desk.open_here(ONE)
    late = immediate.held[Lane.READ].tasks.popleft()
    desk.open_beside(TWO)
    immediate.run()
    assert shown(desk) == [None, 2]
    assert desk.panes.active == desk.panes.ids[1]
    late()
    immediate.run()
    assert shown(desk) == [1, 2]
    assert desk.panes.active == desk.panes.ids[1], "the newer wish has the active pane"


def test_beside_becomes_active_unless_something_was_asked_for_since(
    desk: Desk, immediate: ImmediateExecutor
) -> None:
    desk.open_beside(ONE)
    immediate.run()
    desk.open_beside(TWO)
    desk.open_here(THREE)
    immediate.run()
    assert shown(desk) == [3, 2]
    assert desk.panes.active == FIRST_PANE


@pytest.mark.parametrize("count", [1, 2])
def test_nothing_comes_to_a_pane_that_was_closed(
    desk: Desk, immediate: ImmediateExecutor, count: int
) -> None:
    desk.panes.set_count(count)
    immediate.run()
    desk.open_here(ONE)
    desk.panes.close(desk.panes.active)
    immediate.run()
    assert shown(desk) == [None]


def test_a_pane_that_met_trouble_is_awaited_no_longer(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor, told: list[str]
) -> None:
    desk.open_here(ExcerptId(99))
    immediate.run()
    assert len(told) == 1
    assert told[0].startswith("! ")
    desk.open_beside(ONE)
    immediate.run()
    assert shown(desk) == [1]


def test_a_passage_is_gone_to_where_its_text_is_open_the_active_pane_first(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor, facts: list
) -> None:
    passage = passage_in(workspace, immediate, 1)
    for excerpt in (ONE, TWO, ONE):
        desk.open_beside(excerpt)
        immediate.run()
    first, second, third = desk.panes.ids
    facts.clear()
    desk.go_to_passage(passage)
    immediate.run()
    assert facts == [("passage", third, passage)]
    desk.panes.activate(second)
    facts.clear()
    desk.go_to_passage(passage)
    immediate.run()
    assert facts == [("active", first), ("passage", first, passage)]


def test_a_passage_whose_text_is_not_open_opens_in_the_active_pane(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor, facts: list
) -> None:
    passage = passage_in(workspace, immediate, 2)
    desk.open_here(ONE)
    immediate.run()
    facts.clear()
    desk.go_to_passage(passage)
    immediate.run()
    assert facts == [("opened", FIRST_PANE, 2), ("passage", FIRST_PANE, passage)]
    desk.go_to_passage(99)
    immediate.run()
    assert shown(desk) == [2], "one that is gone leads nowhere"


def test_a_passage_that_one_comes_from_is_kept_beside(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor
) -> None:
    here, there = (passage_in(workspace, immediate, excerpt) for excerpt in (1, 2))
    desk.go_to_passage(here)
    immediate.run()
    desk.go_to_passage(there, coming_from=here)
    immediate.run()
    assert shown(desk) == [1, 2]
    desk.go_to_passage(here, coming_from=99)
    immediate.run()
    assert shown(desk) == [1, 2], "it is open already"


def test_an_older_way_to_a_passage_does_not_replace_a_newer_text(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor
) -> None:
    passage = passage_in(workspace, immediate, 2)
    desk.go_to_passage(passage)
    late = immediate.held[Lane.READ].tasks.popleft()
    desk.open_here(THREE)
    immediate.run()
    late()
    immediate.run()
    assert shown(desk) == [3]


def test_matches_are_those_of_the_answer_that_is_shown(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor, facts: list
) -> None:
    desk.open_here(TWO)
    immediate.run()
    facts.clear()
    workspace.search.search_for("harbin")
    immediate.run()
    assert facts == [("matches", FIRST_PANE, 3)]
    facts.clear()
    workspace.search.again()
    immediate.run()
    assert facts == [], "the same words once more mark nothing anew"


def test_a_text_read_slowly_is_marked_for_the_query_shown(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor, facts: list
) -> None:
    desk.open_here(TWO)
    late = immediate.held[Lane.READ].tasks.popleft()
    workspace.search.search_for("harbin")
    immediate.run()
    late()
    immediate.run()
    assert facts[-1] == ("matches", FIRST_PANE, 3)


def test_passages_are_in_step_with_the_archive(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor
) -> None:
    read = []
    desk.passages_read.connect(lambda version, placed: read.append((version, len(placed.all))))
    desk.open_here(ONE)
    immediate.run()
    version = desk.panes.readings[FIRST_PANE].version_id
    made = tag_passage(workspace.archive, version, Span(0, 5), ["tag"])
    immediate.run()
    assert desk.passage(FIRST_PANE, made).quote == canonical(TEXTS[1])[:5]
    delete_passages(workspace.archive, [made])
    immediate.run()
    assert desk.passage(FIRST_PANE, made) is None
    assert [count for _, count in read][-2:] == [1, 0]


def test_what_a_change_does_not_touch_is_not_read_again(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor
) -> None:
    refreshed = []
    desk.refreshed.connect(lambda: refreshed.append(1))
    workspace.codebook.create_tag("new")
    immediate.run()
    assert refreshed == [], "no text is open"
    desk.open_here(ONE)
    immediate.run()
    refreshed.clear()
    with workspace.archive.writing(Message.of(VERBATIM, words="Name an event")) as write:
        write.session.add(Event(uid="e", title="Landing"))
    immediate.run()
    assert refreshed == []


def test_a_text_that_is_gone_leaves_its_pane_empty(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor
) -> None:
    emptied = []
    desk.panes.emptied.connect(emptied.append)
    desk.open_here(THREE)
    desk.open_beside(TWO)
    immediate.run()
    workspace.history.undo()
    immediate.run()
    assert shown(desk) == [None, 2], "its import was undone"
    assert emptied == [FIRST_PANE]


def test_links_are_those_of_passages_in_open_texts(
    workspace: Workspace, desk: Desk, immediate: ImmediateExecutor
) -> None:
    origin, target = (passage_in(workspace, immediate, excerpt) for excerpt in (1, 2))
    made = link(workspace.archive, origin, target, LinkKind.COPIES)
    immediate.run()
    assert desk.link(made) is None
    desk.open_here(ONE)
    immediate.run()
    assert desk.link(made).target_id == target
    workspace.follow_link(made)
    immediate.run()
    assert shown(desk) == [1, 2], "the end that one comes from is kept"
    assert workspace.passage.passage.id == target
    workspace.follow_link(made)
    immediate.run()
    assert workspace.passage.passage.id == origin
