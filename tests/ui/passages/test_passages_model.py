"""Passages as a table: what is shown, sorted by, and filtered for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from tests.ui.made_passages import made_passage
from viewer.services.types import AnchorState, PassageInfo
from viewer.text.wording import NO_NEWSPAPER
from viewer.ui.passages.passages_model import (
    DATE,
    ID_ROLE,
    NEWSPAPER,
    QUOTE,
    TAGS,
    TAGS_ROLE,
    PassagesModel,
    SortedPassages,
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


@pytest.fixture
def shown(model: PassagesModel) -> Callable[..., list[int]]:
    """Ids left by a filter, sorted by a column if one is named."""

    def ids(words: str = "", column: int = -1, *, down: bool = False) -> list[int]:
        rows = SortedPassages(model)
        rows.set_filter(words)
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        rows.sort(column, order)
        return [rows.index(row, 0).data(ID_ROLE) for row in range(rows.rowCount())]

    return ids


def test_they_are_sound_models(model: PassagesModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    rows = SortedPassages(model)
    qtmodeltester.check(rows)


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


def test_dates_sort_by_time_not_by_letter(shown: Callable[..., list[int]]) -> None:
    assert shown(column=DATE) == [3, 2, 1]
    assert shown(column=DATE, down=True) == [1, 2, 3]
    assert shown() == [1, 2, 3]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("", [1, 2, 3]),
        ("МАНЖУУР", [1]),
        ("izvestia liberation", [1]),
        ("framing/lib", [1, 3]),
        ("guardian liberation", []),
        ("(1945)", [3]),
        ("[", []),
        ("😀", [1]),
        ("address", [1, 2, 3]),
    ],
)
def test_a_filter_wants_every_word(
    shown: Callable[..., list[int]], words: str, left: list[int]
) -> None:
    assert shown(words) == left
