"""The journal's list: the newest steps first, earlier ones as they are asked for."""

from __future__ import annotations

import pytest

from tests.workspace.executors import ImmediateExecutor
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.codebook.change_codebook import create_tag
from viewer.services.types import StepInfo
from viewer.workspace import journal_list
from viewer.workspace.journal_list import JournalList
from viewer.workspace.row_edits import RowEdit


@pytest.fixture
def archive(new_archive: Archive) -> Archive:
    for number in range(25):
        create_tag(new_archive, f"tag {number}")
    return new_archive


@pytest.fixture
def listed(
    archive: Archive, immediate: ImmediateExecutor, monkeypatch: pytest.MonkeyPatch
) -> JournalList:
    monkeypatch.setattr(journal_list, "PAGE", 10)
    return JournalList(archive, immediate)


@pytest.fixture
def rows(listed: JournalList, immediate: ImmediateExecutor) -> list[StepInfo]:
    """The rows as a view has them."""
    rows: list[StepInfo] = []

    def edit(edit: RowEdit[StepInfo]) -> None:
        rows[edit.at : edit.at + edit.removed] = edit.inserted

    listed.edited.connect(edit)
    listed.refresh()
    immediate.run()
    return rows


def test_the_newest_steps_are_read_at_first(
    rows: list[StepInfo], listed: JournalList, archive: Archive
) -> None:
    assert rows == list_journal(archive, limit=10)
    assert listed.listing is not None
    assert (listed.listing.total, listed.listing.is_whole) == (25, False)


def test_earlier_ones_come_below_and_new_ones_above(
    rows: list[StepInfo], listed: JournalList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    listed.read_more()
    create_tag(archive, "Манжуур")
    listed.refresh()
    immediate.run()
    assert rows == list_journal(archive, limit=21)
    listed.read_more()
    immediate.run()
    assert rows == list_journal(archive)
    assert listed.listing is not None
    assert (listed.listing.total, listed.listing.is_whole) == (26, True)
    listed.read_more()
    assert not immediate.busy


def test_where_nothing_changed_nothing_is_edited(
    rows: list[StepInfo], listed: JournalList, immediate: ImmediateExecutor
) -> None:
    edits: list[object] = []
    listed.edited.connect(edits.append)
    listed.refresh()
    immediate.run()
    assert not edits


def test_an_empty_journal_gets_its_first_step(
    new_archive: Archive, immediate: ImmediateExecutor
) -> None:
    listed = JournalList(new_archive, immediate)
    listed.refresh()
    immediate.run()
    create_tag(new_archive, "first")
    listed.refresh()
    immediate.run()
    assert listed.listing is not None
    assert [step.what for step in listed.listing.steps] == ["Make tag “first”"]
