"""Each wish about the codebook is one write and one step, and a refusal leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.conftest import tag_words
from tests.services.listed import list_tags
from tests.workspace.executors import ImmediateExecutor
from viewer.base.ids import TagId
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import undo
from viewer.services.codebook.change_codebook import create_tag, set_shortcut
from viewer.services.passages.list_passages import list_passages
from viewer.services.types import TagInfo
from viewer.workspace.codebook import Codebook
from viewer.workspace.executor import Lane
from viewer.workspace.workspace import Workspace

#: The tags of `tags`, by what tests call them.
ACTOR, ARMY, PLACE = TagId(1), TagId(2), TagId(3)
NONE = TagId(99)

Wish = Callable[[Codebook], None]


@pytest.fixture
def archive(new_archive: Archive) -> Archive:
    """An archive with a codebook."""
    made = [create_tag(new_archive, path) for path in ("actor", "actor/army", "Харби\u0301н 🚩")]
    assert made == [ACTOR, ARMY, PLACE]
    set_shortcut(new_archive, PLACE, "p")
    return new_archive


@pytest.fixture
def codebook(archive: Archive, immediate: ImmediateExecutor) -> Codebook:
    return Codebook(archive, immediate)


@pytest.fixture
def trouble(immediate: ImmediateExecutor) -> list[str]:
    trouble: list[str] = []
    immediate.trouble.connect(trouble.append)
    return trouble


def tag(archive: Archive, tag_id: TagId) -> TagInfo:
    (found,) = (each for each in list_tags(archive) if each.id == tag_id)
    return found


def test_a_tag_is_made_with_those_above_it(
    archive: Archive, codebook: Codebook, immediate: ImmediateExecutor
) -> None:
    codebook.create_tag("framing/освобождение 😀")
    immediate.run()
    paths = [each.path for each in list_tags(archive)]
    assert paths[3:] == ["framing", "framing/освобождение 😀"]


@pytest.mark.parametrize(
    ("wish", "field", "value"),
    [
        (lambda codebook: codebook.rename_tag(ARMY, "армия 🪖"), "path", "actor/армия 🪖"),
        (lambda codebook: codebook.recolour_tag(ARMY, "#a1b2c3"), "colour", "#A1B2C3"),
        (
            lambda codebook: codebook.define_tag(ARMY, "Any\u00a0one.\n"),
            "definition",
            "Any\u00a0one.\n",
        ),
        (lambda codebook: codebook.set_shortcut(ARMY, "a"), "shortcut", "a"),
    ],
    ids=["name", "colour", "definition", "key"],
)
def test_a_tag_gets_what_was_wished_for_it_and_no_other_does(
    archive: Archive,
    codebook: Codebook,
    immediate: ImmediateExecutor,
    wish: Wish,
    field: str,
    value: str,
) -> None:
    others = tag(archive, ACTOR), tag(archive, PLACE)
    wish(codebook)
    immediate.run()
    assert getattr(tag(archive, ARMY), field) == value
    assert (tag(archive, ACTOR), tag(archive, PLACE)) == others


def test_a_key_goes_over_from_the_tag_that_had_it(
    archive: Archive, codebook: Codebook, immediate: ImmediateExecutor
) -> None:
    codebook.set_shortcut(ARMY, "p")
    immediate.run()
    assert (tag(archive, ARMY).shortcut, tag(archive, PLACE).shortcut) == ("p", "")
    codebook.set_shortcut(ARMY, "")
    immediate.run()
    assert tag(archive, ARMY).shortcut == ""


@pytest.mark.parametrize(
    ("wish", "step"),
    [
        (lambda codebook: codebook.create_tag("framing/x"), "Make tag “framing/x”"),
        (lambda codebook: codebook.rename_tag(ARMY, "troops"), "Rename tag army to troops"),
        (lambda codebook: codebook.recolour_tag(ARMY, "#A1B2C3"), "Colour tag army"),
        (lambda codebook: codebook.define_tag(ARMY, "Soldiers."), "Define tag army"),
        (lambda codebook: codebook.set_shortcut(ARMY, "p"), "Give tag army the key p"),
        (lambda codebook: codebook.set_shortcut(PLACE, ""), "Take tag Харби\u0301н 🚩's key"),
        (lambda codebook: codebook.delete_tag(ACTOR), "Delete tag actor"),
    ],
    ids=["make", "rename", "colour", "define", "give key", "take key", "delete"],
)
def test_a_wish_is_one_step_that_one_undo_takes_back(
    archive: Archive, codebook: Codebook, immediate: ImmediateExecutor, wish: Wish, step: str
) -> None:
    tags, steps = list_tags(archive), list_journal(archive)
    wish(codebook)
    assert list_tags(archive) == tags, "nothing is written on this thread"
    immediate.run(Lane.WRITE)
    assert list_tags(archive) != tags
    newest, *before = list_journal(archive)
    assert (newest.what, before) == (step, steps)
    undo(archive)
    assert list_tags(archive) == tags


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (lambda codebook: codebook.create_tag(" "), "The tag “” has an empty name."),
        (lambda codebook: codebook.rename_tag(ACTOR, "Харби\u0301н 🚩"), "There is a tag"),
        (lambda codebook: codebook.rename_tag(ACTOR, "a/b"), "A tag's name has no “/” in it"),
        (lambda codebook: codebook.recolour_tag(ARMY, "red"), "“red” is not a colour"),
        (lambda codebook: codebook.set_shortcut(ARMY, "ab"), "A shortcut is one digit or"),
        (lambda codebook: codebook.define_tag(NONE, "x"), "This tag is no longer in"),
        (lambda codebook: codebook.delete_tag(NONE), "This tag is no longer in"),
    ],
    ids=["no name", "taken", "slash", "no colour", "long key", "define gone", "delete gone"],
)
def test_what_is_refused_is_said_and_changes_nothing(
    archive: Archive,
    codebook: Codebook,
    immediate: ImmediateExecutor,
    trouble: list[str],
    wish: Wish,
    said: str,
) -> None:
    tags, steps = list_tags(archive), list_journal(archive)
    wish(codebook)
    immediate.run()
    (sentence,) = trouble
    assert sentence.startswith(said)
    assert (list_tags(archive), list_journal(archive)) == (tags, steps)


def test_every_wish_is_a_write_and_none_makes_another_void(
    archive: Archive, codebook: Codebook, immediate: ImmediateExecutor
) -> None:
    writes: list[object] = []
    immediate.write_asked.connect(lambda: writes.append("asked"))
    immediate.write_ended.connect(writes.append)
    for name in ("one", "two", ""):
        codebook.rename_tag(ARMY, name)
    immediate.run()
    assert writes == ["asked", "asked", "asked", True, True, False]
    assert tag(archive, ARMY).name == "two"
    assert [step.what for step in list_journal(archive)[:2]] == [
        "Rename tag one to two",
        "Rename tag army to one",
    ]


def test_an_archive_that_may_only_be_read_is_left_as_it_is(
    tmp_path: Path, immediate: ImmediateExecutor, trouble: list[str]
) -> None:
    path = tmp_path / "read only.db"
    Archive.create(path).close()
    with Archive.open(path, read_only=True) as archive:
        Codebook(archive, immediate).create_tag("army")
        immediate.run()
        assert list_tags(archive) == []
    assert len(trouble) == 1


def test_passages_stay_when_their_tag_goes_and_all_lists_follow(
    workspace: Workspace, immediate: ImmediateExecutor
) -> None:
    passage = tag_words(workspace.archive, 2, "army 😀", "actor/army", "place")
    immediate.run()
    (actor, _, place) = workspace.overview.listed.tags
    assert (actor.path, place.path) == ("actor", "place")
    workspace.codebook.delete_tag(actor.id)
    immediate.run()
    (left,) = list_passages(workspace.archive)
    assert (left.id, [each.path for each in left.tags]) == (passage, ["place"])
    assert [each.path for each in workspace.overview.listed.tags] == ["place"]
    assert workspace.overview.listed.undo.undo_what == "Delete tag actor"
