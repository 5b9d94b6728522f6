"""The order of hits: a page of it is what sorting all of them would give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.index.columns import ExcerptColumns
from viewer.search.results.ranking import Tier, order
from viewer.text.kinds import SortOrder

EXCERPTS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from([0, 19450809, 19450814, 19451018]),
        st.sampled_from([0.0, 0.5, 1.0, 2.5]),
    ),
    max_size=30,
)
#: In the order of their titles.
NEWSPAPERS = (2, 1, 3)


@given(EXCERPTS, st.integers(0, 12))
@pytest.mark.parametrize("by", SortOrder)
def test_the_first_of_an_order_are_those_of_the_whole_order(
    by: SortOrder, excerpts: list[tuple[int, int, float]], most: int
) -> None:
    publications, days, scores = zip(*excerpts, strict=True) if excerpts else [()] * 3
    count = len(excerpts)
    ids = np.arange(10, 10 + count, dtype=np.int64)
    none = np.zeros(count, np.int64)
    printed, dates = np.array(publications, np.int64), np.array(days, np.int64)
    columns = ExcerptColumns(ids, printed, none, ("en",), none, ("ocr",), dates, dates)
    found = Tier(np.arange(count), np.array(scores, np.float32), {})

    rank = {2: 0, 1: 1, 3: 2, 0: 3}
    keys = {
        SortOrder.RELEVANCE: lambda row: (-scores[row], days[row] or 99999999, row),
        SortOrder.DATE: lambda row: (days[row] or 99999999, -scores[row], row),
        SortOrder.NEWSPAPER: lambda row: (rank[publications[row]], days[row] or 99999999, row),
    }
    expected = [10 + row for row in sorted(range(count), key=keys[by])]
    assert order(columns, NEWSPAPERS, found, by, most)[0].tolist() == expected[:most]
