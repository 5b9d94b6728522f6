"""What the catalogue answers for a query's conditions, as every engine takes it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection

import pytest

from tests.search.contract.conftest import Asking, text
from viewer.base.messages import verbatim
from viewer.search.index.ids import SortedIds, ascending
from viewer.search.language.conditions import Excerpts, Label, Labels, Refused
from viewer.search.requests import Filters, SearchRequest

Ask = Callable[..., Asking]

TEXTS = [
    text(number, words, publication=number % 2)
    for number, words in enumerate(["war", "war army", "army", "home", "war"], 1)
]


@pytest.mark.parametrize("kind", [list, tuple, set, frozenset, lambda ids: array("q", ids)])
def test_ids_come_in_any_order_and_some_are_not_in_the_index(
    asking: Ask, kind: Callable[[list[int]], Collection[int]]
) -> None:
    ids = kind([5, 2, 99, 2, 4, -1])
    asked = asking(TEXTS, conditions={("tag", "x"): Excerpts(ids)})
    assert asked.matching("tag:x") == [2, 4, 5]
    assert asked.matching("war tag:x") == [2, 5]
    assert asked.matching("war NOT tag:x") == [1]
    assert asked.matching("home OR tag:x") == [2, 4, 5]
    assert asked.matching("NOT tag:x") == [1, 3]


def test_conditions_add_nothing_to_a_score(asking: Ask) -> None:
    asked = asking(TEXTS, conditions={("tag", "x"): Excerpts([1, 2])})
    alone = {hit.excerpt_id: hit.score for hit in asked.search("war").hits}
    for hit in asked.search("war tag:x").hits:
        assert hit.score == pytest.approx(alone[hit.excerpt_id])
    assert {hit.score for hit in asked.search("tag:x").hits} == {0.0}


def test_a_condition_stays_one_for_hits_that_hold_some(asking: Ask) -> None:
    asked = asking(TEXTS, conditions={("tag", "x"): Excerpts([2, 3])})
    answer = asked.search("war home tag:x")
    assert [(hit.excerpt_id, hit.tier) for hit in answer.hits] == [(2, 2)]


def test_filters_among_the_answers_are_united_with_ids(asking: Ask) -> None:
    odd = Filters(publications=frozenset({1}))
    dated = Filters(date_from="1945-08-02")
    asked = asking(
        TEXTS,
        conditions={
            ("place", "x"): Excerpts([2], (odd,)),
            ("date", "1946"): Excerpts(filters=(dated,)),
            ("newspaper", "x"): Excerpts(filters=(dated, odd)),
        },
    )
    assert asked.matching("place:x") == [1, 2, 3, 5]
    assert asked.matching("date:1946") == []
    assert asked.matching("newspaper:x") == [1, 3, 5]


def test_sentences_of_the_catalogue_are_said(asking: Ask) -> None:
    asked = asking(
        TEXTS,
        conditions={
            ("tag", "x"): Excerpts(complaint=verbatim("No such tag.")),
            ("date", "x"): Refused(verbatim("No such day.")),
        },
    )
    assert asked.read("war tag:x").complaints == (verbatim("No such tag."),)
    assert asked.matching("war tag:x") == []
    assert asked.read("war date:x").complaints == (verbatim("No such day."),)
    assert asked.matching("war date:x") == [1, 2, 5]


def test_labels_of_a_name_are_words(asking: Ask) -> None:
    asked = asking(TEXTS, conditions={("name", "x"): Labels([Label("home"), Label("Army")])})
    assert asked.matching("name:x") == [2, 3, 4]


def test_the_conditions_of_a_query_are_those_that_a_hit_may_fulfil(asking: Ask) -> None:
    asked = asking(TEXTS)
    read = asked.read("war (tag:x OR note:y) NOT tag:z date:1945")
    assert read.conditions == {("tag", "x"), ("note", "y"), ("date", "1945")}


def test_what_the_catalogue_no_longer_holds_is_nowhere(asking: Ask) -> None:
    whole, asked = asking(TEXTS), asking(TEXTS, gone=[2, 5, 99])
    for query in ("", "war", "war army", "NOT home"):
        kept = [number for number in whole.ids(query) if number not in (2, 5)]
        answer = asked.search(query)
        assert [hit.excerpt_id for hit in answer.hits] == kept
        assert answer.total + answer.total_some == len(kept)
        assert sum(count for _, count in answer.facets.newspapers) in (answer.total, len(kept))
    assert asked.matching("war") == [1]


def test_a_page_of_what_is_left_is_full(asking: Ask) -> None:
    asked = asking(TEXTS, gone=[1])
    assert len(asked.ids(SearchRequest("", limit=3))) == 3


def test_sets_of_ids_compare_as_sets() -> None:
    some, more = SortedIds(ascending([3, 1])), SortedIds(ascending({1, 2, 3}))
    assert some <= more
    assert not more <= some
    assert SortedIds(ascending([])) <= some
    assert not some <= SortedIds(ascending([]))
    assert some <= frozenset({1, 2, 3})
    assert (2 in more, 2 in some, "2" in more) == (True, False, False)
    assert some & frozenset({3}) == {3}
    assert list(more) == [1, 2, 3]
    assert some == {1, 3}
