"""Which passage is in hand, when it comes there, and when it is let go."""

from __future__ import annotations

import pytest

from tests.workspace.executors import ImmediateExecutor
from viewer.base.ids import ExcerptId
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.records.read_excerpt import read_excerpt
from viewer.text.spans import Span
from viewer.workspace.executor import Lane
from viewer.workspace.passage import PassageInHand
from viewer.workspace.workspace import Workspace


@pytest.fixture
def in_hand(workspace: Workspace) -> PassageInHand:
    return workspace.passage


@pytest.fixture
def passages(workspace: Workspace, immediate: ImmediateExecutor) -> list[int]:
    """A passage of each text, in order."""
    versions = [read_excerpt(workspace.archive, ExcerptId(at)).version_id for at in (1, 2, 3)]
    made = [tag_passage(workspace.archive, version, Span(0, 5), ["x"]) for version in versions]
    immediate.run()
    return made


def now(in_hand: PassageInHand) -> int | None:
    return None if in_hand.passage is None else in_hand.passage.id


def test_the_one_chosen_last_stays(
    in_hand: PassageInHand, passages: list[int], immediate: ImmediateExecutor
) -> None:
    in_hand.describe(passages[0])
    in_hand.describe(passages[1])
    immediate.held[Lane.READ].tasks.reverse()
    immediate.run()
    assert now(in_hand) == passages[1]


def test_what_follows_follows_once_and_for_its_own_passage_only(
    in_hand: PassageInHand, passages: list[int], immediate: ImmediateExecutor
) -> None:
    followed = []
    in_hand.describe(passages[0], lambda: followed.append("first"))
    in_hand.describe(passages[1], lambda: followed.append("second"))
    immediate.run()
    in_hand.describe(passages[0])
    immediate.run()
    assert followed == ["second"]


def test_what_follows_waits_for_a_reading_after_a_change(
    workspace: Workspace, in_hand: PassageInHand, passages: list[int], immediate: ImmediateExecutor
) -> None:
    followed = []
    in_hand.describe(passages[0], lambda: followed.append(1))
    workspace.codebook.create_tag("meanwhile")
    immediate.run(Lane.WRITE)
    immediate.run()
    assert followed == [1]


def test_a_change_is_shown(
    workspace: Workspace, in_hand: PassageInHand, passages: list[int], immediate: ImmediateExecutor
) -> None:
    in_hand.describe(passages[0])
    immediate.run()
    workspace.tagging.add_tag(passages[0], "second")
    immediate.run()
    assert {tag.path for tag in in_hand.passage.tags} == {"x", "second"}


def test_one_that_was_deleted_is_dropped(
    workspace: Workspace, in_hand: PassageInHand, passages: list[int], immediate: ImmediateExecutor
) -> None:
    dropped = []
    in_hand.dropped.connect(lambda: dropped.append(1))
    in_hand.describe(passages[0])
    immediate.run()
    delete_passages(workspace.archive, [passages[0]])
    immediate.run()
    assert (now(in_hand), in_hand.wanted, dropped) == (None, None, [1])


def test_one_that_was_dropped_does_not_come(
    in_hand: PassageInHand, passages: list[int], immediate: ImmediateExecutor
) -> None:
    in_hand.describe(passages[0])
    in_hand.drop(passages[0])
    immediate.run()
    assert now(in_hand) is None


def test_dropping_one_does_not_stop_another_on_its_way(
    in_hand: PassageInHand, passages: list[int], immediate: ImmediateExecutor
) -> None:
    in_hand.describe(passages[0])
    immediate.run()
    in_hand.describe(passages[1])
    in_hand.drop(passages[0])
    immediate.run()
    assert now(in_hand) == passages[1]


def test_it_goes_with_the_last_pane_that_showed_its_text(
    workspace: Workspace, in_hand: PassageInHand, passages: list[int], immediate: ImmediateExecutor
) -> None:
    desk = workspace.desk
    for _ in range(2):
        desk.open_beside(ExcerptId(1))
        immediate.run()
    in_hand.describe(passages[0])
    immediate.run()
    desk.open_here(ExcerptId(2))
    immediate.run()
    assert now(in_hand) == passages[0], "another pane shows it"
    desk.panes.close(desk.panes.ids[0])
    immediate.run()
    assert now(in_hand) is None


def test_one_whose_text_is_in_no_pane_stays(
    workspace: Workspace, in_hand: PassageInHand, passages: list[int], immediate: ImmediateExecutor
) -> None:
    in_hand.describe(passages[2])
    workspace.desk.open_here(ExcerptId(1))
    immediate.run()
    workspace.desk.panes.close(workspace.desk.panes.active)
    immediate.run()
    assert now(in_hand) == passages[2]


def test_deleting_it_is_a_wish_for_the_one_in_hand(
    workspace: Workspace,
    in_hand: PassageInHand,
    passages: list[int],
    immediate: ImmediateExecutor,
    told: list[str],
) -> None:
    workspace.delete_passage()
    immediate.run()
    assert told == ["Click a passage first; then it can be deleted."]
    in_hand.describe(passages[0])
    immediate.run()
    workspace.delete_passage()
    immediate.run()
    assert workspace.overview.listed.passage_count == 2
    assert told[-1] == "1 passage deleted. Ctrl+Z brings back what was there."
