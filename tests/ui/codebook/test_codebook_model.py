"""The tree of tags: its shape, its counts, and what replacing it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from viewer.services.types import TagInfo
from viewer.ui.codebook.codebook_model import COUNT_ROLE, CodebookModel


def _tag(number: int, path: str, parent: int | None = None, passages: int = 0) -> TagInfo:
    name = path.rsplit("/", 1)[-1]
    return TagInfo(
        id=number,  # type: ignore[arg-type]
        parent_id=parent,  # type: ignore[arg-type]
        name=name,
        path=path,
        colour="#8460A8",
        definition="",
        shortcut="1" if number == 2 else "",
        labels={},
        passages=passages,
        position=number,
    )


@pytest.fixture
def tags() -> list[TagInfo]:
    return [
        _tag(1, "framing", passages=5),
        _tag(2, "framing/liberation", 1, 14),
        _tag(3, "framing/завоевание", 1, 1),
        _tag(4, "event"),
    ]


@pytest.fixture
def model(tags: list[TagInfo]) -> CodebookModel:
    made = CodebookModel()
    made.set_tags(tags)
    return made


def test_it_is_a_sound_model(model: CodebookModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_an_empty_tree_is_sound(qtmodeltester: ModelTester) -> None:
    empty = CodebookModel()
    empty.set_tags([])
    qtmodeltester.check(empty)
    assert empty.rowCount() == 0


def test_tags_stand_under_their_parents(model: CodebookModel) -> None:
    framing = model.index(0, 0)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["framing", "event"]
    assert [model.index(row, 0, framing).data() for row in range(model.rowCount(framing))] == [
        "liberation",
        "завоевание",
    ]
    assert model.index_of(3).parent() == framing
    assert not model.index_of(99).isValid()


def test_a_count_is_the_one_given(model: CodebookModel, tags: list[TagInfo]) -> None:
    assert model.index_of(1).data(COUNT_ROLE) == tags[0].passages
    assert model.index_of(2).data(COUNT_ROLE) == 14


def test_a_row_is_spoken_whole(model: CodebookModel) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index_of(2).data(spoken) == "liberation, 14 passages, key 1"
    assert model.index_of(3).data(spoken) == "завоевание, 1 passage"


def test_a_tag_whose_parent_is_missing_stands_at_the_top() -> None:
    model = CodebookModel()
    model.set_tags([_tag(7, "lost/child", 6)])
    assert model.index(0, 0).data() == "child"
    assert model.index(0, 0).parent() == QModelIndex()


def test_the_same_tree_with_other_rows_is_not_reset(
    model: CodebookModel, tags: list[TagInfo], qtbot: QtBot
) -> None:
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    with qtbot.waitSignal(model.dataChanged):
        model.set_tags([replace(tag, passages=tag.passages + 1) for tag in tags])
    assert not resets
    assert model.index_of(1).data(COUNT_ROLE) == tags[0].passages + 1


def test_another_tree_resets(model: CodebookModel, tags: list[TagInfo], qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.modelReset):
        model.set_tags(tags[:2])
    assert model.rowCount() == 1


def test_a_name_typed_over_is_told_and_not_kept(model: CodebookModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.name_edited) as told:
        assert not model.setData(model.index_of(2), " freeing ")
    assert told.args == [2, "freeing"]
    assert model.index_of(2).data() == "liberation"


@pytest.mark.parametrize("typed", ["", "   ", "liberation", " liberation "])
def test_a_name_left_as_it_was_is_not_told(model: CodebookModel, qtbot: QtBot, typed: str) -> None:
    with qtbot.assertNotEmitted(model.name_edited):
        model.setData(model.index_of(2), typed)
