"""Undo and redo: each wish takes one step in its turn, and says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.listed import list_tags
from tests.workspace.executors import ImmediateExecutor
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.codebook.change_codebook import create_tag
from viewer.workspace.codebook import Codebook
from viewer.workspace.executor import Lane
from viewer.workspace.history import History
from viewer.workspace.notices import Notices


@pytest.fixture
def told(immediate: ImmediateExecutor) -> list[str]:
    """What is said, sentences about trouble with an exclamation mark before them."""
    told: list[str] = []
    immediate.trouble.connect(lambda sentence: told.append(f"! {sentence}"))
    return told


@pytest.fixture
def history(new_archive: Archive, immediate: ImmediateExecutor, told: list[str]) -> History:
    notices = Notices()
    notices.told.connect(told.append)
    return History(new_archive, immediate, notices)


def paths(archive: Archive) -> list[str]:
    return [tag.path for tag in list_tags(archive)]


def test_undo_takes_the_newest_step_back_and_says_which(
    new_archive: Archive, history: History, immediate: ImmediateExecutor, told: list[str]
) -> None:
    create_tag(new_archive, "Харби\u0301н")
    create_tag(new_archive, "army 🚩")
    history.undo()
    immediate.run()
    assert paths(new_archive) == ["Харби\u0301н"]
    assert told == ["Undone: Make tag “army 🚩”"]
    newest = list_journal(new_archive)[0]
    assert (newest.kind, newest.what) == ("undo", "Undo: Make tag “army 🚩”")


def test_redo_makes_the_step_once_more_and_says_which(
    new_archive: Archive, history: History, immediate: ImmediateExecutor, told: list[str]
) -> None:
    create_tag(new_archive, "army 🚩")
    before = list_tags(new_archive)
    history.undo()
    history.redo()
    immediate.run()
    assert list_tags(new_archive) == before
    assert told == ["Undone: Make tag “army 🚩”", "Done again: Make tag “army 🚩”"]
    assert list_journal(new_archive)[0].kind == "redo"


def test_wishes_that_wait_take_one_step_each(
    new_archive: Archive, history: History, immediate: ImmediateExecutor, told: list[str]
) -> None:
    for name in ("one", "two", "three"):
        create_tag(new_archive, name)
    history.undo()
    history.undo()
    assert paths(new_archive) == ["one", "two", "three"], "nothing is done on this thread"
    assert told == []
    immediate.run()
    assert paths(new_archive) == ["one"]
    assert told == ["Undone: Make tag “three”", "Undone: Make tag “two”"]
    history.redo()
    immediate.run()
    assert paths(new_archive) == ["one", "two"], "the one undone last comes back first"


def test_a_change_that_waits_is_what_is_undone(
    new_archive: Archive, history: History, immediate: ImmediateExecutor, told: list[str]
) -> None:
    Codebook(new_archive, immediate).create_tag("typed a moment before")
    history.undo()
    assert len(immediate.held[Lane.WRITE].tasks) == 2
    immediate.run()
    assert paths(new_archive) == []
    assert told == ["Undone: Make tag “typed a moment before”"]


def test_where_there_is_nothing_to_take_that_is_said(
    new_archive: Archive, history: History, immediate: ImmediateExecutor, told: list[str]
) -> None:
    history.undo()
    history.redo()
    immediate.run()
    assert told == ["! There is nothing to undo.", "! There is nothing to redo."]
    assert list_journal(new_archive) == []


def test_a_new_step_leaves_nothing_to_redo(
    new_archive: Archive, history: History, immediate: ImmediateExecutor, told: list[str]
) -> None:
    create_tag(new_archive, "old")
    history.undo()
    immediate.run()
    create_tag(new_archive, "new")
    history.redo()
    immediate.run()
    assert paths(new_archive) == ["new"]
    assert told[1:] == ["! There is nothing to redo."]


def test_an_undo_is_a_write_and_told_as_one(
    new_archive: Archive, history: History, immediate: ImmediateExecutor
) -> None:
    create_tag(new_archive, "army")
    writes: list[object] = []
    immediate.write_asked.connect(lambda: writes.append("asked"))
    immediate.write_ended.connect(writes.append)
    history.undo()
    history.undo()
    immediate.run()
    assert writes == ["asked", "asked", True, False]


def test_an_archive_that_may_only_be_read_is_left_as_it_is(
    tmp_path: Path, immediate: ImmediateExecutor, told: list[str]
) -> None:
    path = tmp_path / "read only.db"
    with Archive.create(path) as archive:
        create_tag(archive, "army")
    notices = Notices()
    notices.told.connect(told.append)
    with Archive.open(path, read_only=True) as archive:
        History(archive, immediate, notices).undo()
        immediate.run()
        assert paths(archive) == ["army"]
    (said,) = told
    assert said.startswith("! ")
