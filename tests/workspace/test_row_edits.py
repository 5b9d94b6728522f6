"""Edits of rows make one list into the other, and say no more than what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from viewer.workspace.row_edits import RowEdit, row_edits


@dataclass(frozen=True)
class Row:
    id: int
    words: str = ""


def rows(*ids: int) -> list[Row]:
    return [Row(each) for each in ids]


def done(before: list[Row], edits: list[RowEdit[Row]]) -> list[Row]:
    found = list(before)
    for edit in edits:
        assert edit.removed == len(found[edit.at : edit.at + edit.removed])
        found[edit.at : edit.at + edit.removed] = edit.inserted
    return found


LISTS = st.lists(
    st.builds(Row, st.integers(0, 12), st.sampled_from("ab")), unique_by=lambda row: row.id
)


@given(LISTS, LISTS)
def test_edits_make_one_list_into_the_other(before: list[Row], after: list[Row]) -> None:
    edits = row_edits(before, after)
    assert done(before, edits) == after
    assert sum(not edit.is_same for edit in edits) <= 1


def test_one_row_that_came_went_or_changed_is_one_edit() -> None:
    before = rows(*range(9))
    assert row_edits(before, rows(*range(9))) == []
    assert row_edits(before, before[:4] + before[5:]) == [RowEdit(4, 1, ())]
    assert row_edits(before[:4] + before[5:], before) == [RowEdit(4, 0, (Row(4),))]
    other = Row(7, "new")
    assert row_edits(before, [*before[:7], other, Row(8)]) == [RowEdit(7, 1, (other,), True)]
    assert row_edits(before, [*before, Row(9)]) == [RowEdit(9, 0, (Row(9),))]


def test_rows_around_what_came_may_change_too() -> None:
    before, after = rows(1, 2, 3), [Row(1, "x"), Row(9), Row(2), Row(3, "y")]
    assert row_edits(before, after) == [
        RowEdit(1, 0, (Row(9),)),
        RowEdit(0, 1, (Row(1, "x"),), True),
        RowEdit(3, 1, (Row(3, "y"),), True),
    ]
