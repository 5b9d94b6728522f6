"""Passages as a table: what is shown, and what a view asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.made_passages import made_passage
from viewer.services.types import AnchorState, PassageColumn, PassageInfo
from viewer.text.wording import NO_NEWSPAPER
from viewer.ui.passages.passages_model import (
    DATE,
    NEWSPAPER,
    NOTE,
    QUOTE,
    TAGS,
    TAGS_ROLE,
    PassagesModel,
)


@pytest.fixture
def passages() -> list[PassageInfo]:
    return [
        made_passage(1),
        made_passage(
            2, publication="The Guardian", issue_date="1945-08-14", quote="Harbin", tags=()
        ),
        made_passage(3, publication="", issue_date="", quote="поля", note="see Wangyemiao (1945)"),
    ]


@pytest.fixture
def model(passages: list[PassageInfo]) -> PassagesModel:
    made = PassagesModel()
    made.set_rows(passages)
    return made


def test_it_is_a_sound_model(model: PassagesModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_it_stays_sound_whatever_is_edited(
    model: PassagesModel, qtmodeltester: ModelTester
) -> None:
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    model.replace_rows(1, 1, (made_passage(7), made_passage(8)))
    assert [row.id for row in model.rows] == [1, 7, 8, 3]
    model.replace_rows(0, 2, ())
    model.replace_rows(2, 0, (made_passage(9),))
    assert [row.id for row in model.rows] == [8, 3, 9]
    model.change_row(1, made_passage(3, note="new"))
    assert model.index(1, NOTE).data() == "new"
    qtmodeltester.check(model)
    del tester


def test_more_is_asked_for_where_the_list_goes_on(model: PassagesModel, qtbot: QtBot) -> None:
    nowhere = QModelIndex()
    assert not model.canFetchMore(nowhere)
    model.total = 4
    assert model.canFetchMore(nowhere)
    assert not model.canFetchMore(model.index(0, 0))
    with qtbot.waitSignal(model.more_requested):
        model.fetchMore(nowhere)
    assert model.rowCount() == 3


@pytest.mark.parametrize(
    ("section", "column"), [(-1, None), (DATE, PassageColumn.DATE), (TAGS, PassageColumn.TAGS)]
)
def test_sorting_is_asked_for(
    model: PassagesModel, qtbot: QtBot, section: int, column: PassageColumn | None
) -> None:
    with qtbot.waitSignal(model.sort_requested) as asked:
        model.sort(section, Qt.SortOrder.DescendingOrder)
    assert asked.args == [column, True]
    with qtbot.waitSignal(model.sort_requested) as asked:
        model.sort(section)
    assert asked.args == [column, False]
    assert [row.id for row in model.rows] == [1, 2, 3]


def test_a_row_says_where_what_and_how_tagged(model: PassagesModel) -> None:
    texts = [model.index(0, column).data() for column in range(model.columnCount())]
    assert texts == [
        "Izvestia",
        "4 Sep 1945",
        "extract",
        "taking 😀 Манжуур and the café (e\u0301)",
        "liberation",
        "",
    ]
    assert model.index(0, TAGS).data(Qt.ItemDataRole.ToolTipRole) == "framing/liberation"
    assert model.index(0, TAGS).data(TAGS_ROLE)[0].id == 2


def test_what_is_unknown_is_said(model: PassagesModel) -> None:
    assert model.index(2, NEWSPAPER).data() == NO_NEWSPAPER
    assert model.index(2, DATE).data() == "undated"


def test_a_passage_that_does_not_stand_exactly_says_so(model: PassagesModel) -> None:
    model.set_rows([made_passage(1, state=AnchorState.ORPHAN)])
    assert model.index(0, QUOTE).data(Qt.ItemDataRole.ToolTipRole).endswith("no longer in the text")


def test_rows_are_found_by_id(model: PassagesModel) -> None:
    assert model.row_of(2) == 1  # type: ignore[arg-type]
    assert model.row_of(9) == -1  # type: ignore[arg-type]
