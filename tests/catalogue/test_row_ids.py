"""What remains of a change, by row; bounded where there are many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.catalogue.row_ids import MANY, MOST_ROWS, RowIds, TouchedRows


def touched(*actions: tuple[str, int]) -> RowIds | None:
    rows = TouchedRows()
    for action, key in actions:
        rows.add("tag", action, [key])
    return rows.by_table().get("tag")


def test_each_row_is_in_the_set_of_what_was_done_to_it() -> None:
    found = touched(("insert", 1), ("update", 2), ("delete", 3), ("update", 2))
    assert found == RowIds(frozenset({1}), frozenset({2}), frozenset({3}))
    assert found is not None
    assert found.all == {1, 2, 3}


def test_what_remains_counts_not_what_happened_on_the_way() -> None:
    assert touched(("insert", 1), ("update", 1)) == RowIds(inserted=frozenset({1}))
    assert touched(("update", 1), ("delete", 1)) == RowIds(deleted=frozenset({1}))
    assert touched(("delete", 1), ("insert", 1)) == RowIds(updated=frozenset({1}))
    assert touched(("insert", 1), ("delete", 1)) is None


def test_of_a_composite_key_each_column_can_be_asked_for() -> None:
    rows = RowIds(inserted=frozenset({(7, 1), (8, 1)}), deleted=frozenset({(7, 2)}))
    assert rows.ids() == {7, 8}
    assert rows.ids(1) == {1, 2}
    assert RowIds(updated=frozenset({5})).ids() == {5}


def test_past_the_limit_only_that_there_were_many_is_known() -> None:
    rows = TouchedRows()
    rows.add("tag", "insert", range(MOST_ROWS))
    assert len(rows.by_table()["tag"].inserted) == MOST_ROWS
    rows.add("tag", "update", [0])
    assert not rows.by_table()["tag"].many
    rows.add("tag", "insert", [MOST_ROWS])
    rows.add("tag", "delete", [0])
    rows.add("link", "insert", [1])
    assert rows.by_table() == {"tag": MANY, "link": RowIds(inserted=frozenset({1}))}
    assert rows._actions["tag"] is None  # nothing of a huge import is kept


def test_many_rows_are_not_taken_for_none() -> None:
    with pytest.raises(ValueError, match="too many"):
        _ = MANY.all
    with pytest.raises(ValueError, match="too many"):
        MANY.ids()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers())))
def test_a_mirror_that_applies_what_remains_is_the_table(writes: list[tuple[int, int]]) -> None:
    table: dict[int, int] = {0: 0, 1: 1}
    mirror = dict(table)
    rows = TouchedRows()
    for key, value in writes:
        if key not in table:
            table[key] = value
            rows.add("tag", "insert", [key])
        elif value % 2:
            table[key] = value
            rows.add("tag", "update", [key])
        else:
            del table[key]
            rows.add("tag", "delete", [key])
    ids = rows.by_table().get("tag", RowIds())
    assert ids.inserted.isdisjoint(mirror)
    for key in ids.deleted:
        del mirror[key]
    mirror.update({key: table[key] for key in ids.inserted | ids.updated})
    assert mirror == table
