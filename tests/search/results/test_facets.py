"""Narrowing by days where dates are vague, and counting without a facet's own narrowing."""

from __future__ import annotations

import numpy as np
import pytest

from viewer.base.ids import PublicationId
from viewer.search.index.columns import ExcerptColumns
from viewer.search.requests import Filters
from viewer.search.results.facets import all_of, count_facets, masks

#: A day, a month, a year, a span over a new year, and no date at all.
DATED = ("1945-08-09", "1945-08", "1945", "1944-12/1946-01", "")
COLUMNS = ExcerptColumns(
    ids=np.array([3, 4, 7, 8, 9]),
    publication=np.array([1, 1, 2, 0, 2]),
    language=np.array([0, 1, 0, 1, 0]),
    languages=("en", "ru"),
    kind=np.array([0, 0, 1, 1, 1]),
    kinds=("transcription", "ocr"),
    first=np.array([19450809, 19450801, 19450101, 19441201, 0]),
    last=np.array([19450809, 19450831, 19451231, 19460131, 0]),
)
ROWS = np.arange(5)


@pytest.mark.parametrize(
    ("first", "last", "dates"),
    [
        ("1945-08-09", "1945-08-09", "1945-08-09 1945-08 1945 1944-12/1946-01"),
        ("1945-08-10", "1945-08-20", "1945-08 1945 1944-12/1946-01"),  # within the month
        ("1945-08-31", "1945-08-31", "1945-08 1945 1944-12/1946-01"),
        ("1945-09-01", "1945-09-30", "1945 1944-12/1946-01"),
        ("1946-01-31", "1946-01-31", "1944-12/1946-01"),
        ("1946-02-01", "", ""),
        ("", "1944-11-30", ""),
        ("", "1944-12-01", "1944-12/1946-01"),
        ("1945-08-09", "", "1945-08-09 1945-08 1945 1944-12/1946-01"),
        ("", "1945-08-09", "1945-08-09 1945-08 1945 1944-12/1946-01"),
    ],
)
def test_days_let_through_what_may_have_been_printed_on_one_of_them(
    first: str, last: str, dates: str
) -> None:
    mask = masks(COLUMNS, ROWS, Filters(date_from=first, date_to=last))["months"]
    assert " ".join(np.array(DATED)[mask]) == dates


def test_what_narrows_nothing_has_no_mask() -> None:
    assert masks(COLUMNS, ROWS, Filters()) == {}
    assert all_of({}, 5).all()


def test_narrowings_hold_together() -> None:
    filters = Filters(
        frozenset({PublicationId(1), PublicationId(2)}), frozenset({"en"}), date_from="1945-01-01"
    )
    found = masks(COLUMNS, ROWS, filters)
    assert set(found) == {"newspapers", "languages", "months"}
    assert COLUMNS.ids[all_of(found, 5)].tolist() == [3, 7]
    assert COLUMNS.ids[all_of(found, 5, but="languages")].tolist() == [3, 4, 7]
    later = ROWS[2:]
    assert COLUMNS.ids[later[all_of(masks(COLUMNS, later, filters), 3)]].tolist() == [7]


def test_each_facet_counts_what_its_own_narrowing_hides() -> None:
    narrowing = masks(COLUMNS, ROWS, Filters(languages=frozenset({"en"}), kinds=frozenset({"ocr"})))
    counts = count_facets(COLUMNS, ROWS, narrowing)
    assert counts.newspapers == ((2, 2),)
    assert counts.languages == (("en", 2), ("ru", 1))
    assert counts.kinds == (("transcription", 1), ("ocr", 2))
    assert (counts.months, counts.undated) == ((("1945-01", 2, 1),), 1)


def test_months_and_the_undated_are_counted_apart() -> None:
    counts = count_facets(COLUMNS, ROWS, {})
    assert counts.undated == 1
    assert counts.months == (("1944-12", 0, 1), ("1945-01", 2, 1), ("1945-08", 1, 2))


def test_nothing_has_no_facets() -> None:
    counts = count_facets(COLUMNS, ROWS[:0], {})
    assert (counts.newspapers, counts.languages, counts.months, counts.undated) == ((), (), (), 0)
