"""Margin lanes: no two overlapping passages in one, and no more of them than needed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.annotation.lanes import lanes
from viewer.text.spans import Span

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(0, 25)
)
passages = spans.filter(bool)


@given(st.lists(spans, max_size=40))
def test_overlapping_passages_never_share_a_lane(some: list[Span]) -> None:
    found = lanes(some)
    assert len(found) == len(some)
    for one, lane in enumerate(found):
        for other in range(one):
            if some[one].overlaps(some[other]):
                assert lane != found[other]


@given(st.lists(passages, max_size=40))
def test_no_lane_more_than_the_most_crowded_place_needs(some: list[Span]) -> None:
    crowd = max((sum(s.start <= at < s.end for s in some) for at in range(90)), default=0)
    found = lanes(some)
    assert max(found, default=-1) == crowd - 1
    assert set(found) == set(range(crowd))


@given(st.lists(passages, max_size=20, unique=True), st.randoms(use_true_random=False))
def test_the_order_given_matters_only_among_equals(some: list[Span], chance: object) -> None:
    by_span = dict(zip(some, lanes(some), strict=True))
    shuffled = list(some)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert dict(zip(shuffled, lanes(shuffled), strict=True)) == by_span


def test_examples() -> None:
    assert lanes([]) == []
    assert lanes([Span(0, 5), Span(5, 9)]) == [0, 0]
    assert lanes([Span(0, 3), Span(0, 9)]) == [1, 0]
    assert lanes([Span(4, 6), Span(4, 6)]) == [0, 1]
    assert lanes([Span(0, 10), Span(2, 4), Span(3, 12), Span(4, 6), Span(11, 12)]) == [
        0,
        1,
        2,
        1,
        0,
    ]


def test_thousands_at_once() -> None:
    many = [Span(start, start + 50) for start in range(20_000)]
    assert max(lanes(many)) == 49
