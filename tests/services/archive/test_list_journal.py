"""The journal as it is read: newest first, in pages, undo and redo among the steps."""

from __future__ import annotations

import pytest

from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.codebook.change_codebook import create_tag


@pytest.fixture
def worked(new_archive: Archive) -> Archive:
    for name in "abc":
        create_tag(new_archive, name)
    undo(new_archive)
    redo(new_archive)
    return new_archive


def test_the_newest_step_comes_first(worked: Archive) -> None:
    steps = list_journal(worked)
    assert [step.id for step in steps] == [5, 4, 3, 2, 1]
    assert [step.kind for step in steps] == ["redo", "undo", "do", "do", "do"]
    assert [step.changes for step in steps] == [1] * 5
    assert "“a”" in str(steps[-1].what)


def test_pages_follow_on_each_other(worked: Archive) -> None:
    pages = [list_journal(worked, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [[step.id for step in page] for page in pages] == [[5, 4], [3, 2], [1], []]
