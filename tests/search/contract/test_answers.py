"""What every engine answers: totals, tiers, order, pages, facets, filters, places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.search.contract.conftest import Asking, text
from viewer.base.errors import Cancelled
from viewer.search.engine import FacetCounts, Occurrence
from viewer.search.index.lexicon import TermCounts
from viewer.search.requests import Filters, SearchRequest
from viewer.text.kinds import SortOrder

Ask = Callable[..., Asking]

TEXTS = (
    text(1, "The war in Manchuria. 🚩 cafe\u0301", first=19450809, publication=1),
    text(2, "War, war and war again", "The army", first=19450810, publication=2, kind="extract"),
    text(3, "Квантунская\u00a0армия разбита.\r\nВойна", language="ru", first=0, publication=2),
    text(4, "The army went home", first=19450801, last=19450831, publication=0),
    text(5, "Дайн: Квантуны арми 🚩", language="mn", first=19450910, publication=3),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("war", [1, 2]),
        ("war army", [2]),
        ("war AND army", [2]),
        ("war OR army", [1, 2, 4]),
        ("war NOT army", [1]),
        ("NOT war", [3, 4, 5]),
        ('"war again"', [2]),
        ('"war manchuria"', []),
        ('"war manchuria"~2', [1]),
        ("headline:army", [2]),
        ("headline:*", [2]),
        ("man*", [1]),
        ("w?r", [1, 2]),
        ("wat~", [1, 2]),
        ("/arm.*/", [2, 4]),
        ("=the", [1, 2, 4]),
        ("café", [1]),
        ("армией", [3, 5]),
        ("квантунской", [3]),
        ("🚩", []),
        ("nowhere", []),
        ("nowhere*", []),
        ("*", [1, 2, 3, 4, 5]),
        ("", [1, 2, 3, 4, 5]),
    ],
)
def test_what_is_found(asking: Ask, query: str, found: list[int]) -> None:
    asked = asking(TEXTS)
    assert asked.matching(query) == found
    assert asked.search(query).total == len(found)


def test_hits_that_hold_all_come_before_hits_that_hold_some(asking: Ask) -> None:
    answer = asking(TEXTS).search("army war")
    assert [(hit.excerpt_id, hit.tier) for hit in answer.hits] == [(2, 1), (4, 2), (1, 2)]
    assert (answer.total, answer.total_some) == (1, 2)
    assert all(hit.score > 0 for hit in answer.hits)


def test_words_that_no_text_holds_together_still_find(asking: Ask) -> None:
    answer = asking(TEXTS).search("manchuria home")
    assert (answer.total, answer.total_some) == (0, 2)
    assert sum(count for _, count in answer.facets.newspapers) == 2


def test_the_rarer_and_the_more_frequent_word_score_higher(asking: Ask) -> None:
    words = ["in a war", "in war war", "in a peace", "in a home"]
    asked = asking([text(number, each) for number, each in enumerate(words, 1)])
    assert asked.ids("war") == [2, 1]
    assert asked.ids("war OR peace") == [3, 2, 1]


def test_equal_scores_go_by_date_then_id_and_undated_last(asking: Ask) -> None:
    days = {1: 0, 2: 19450810, 3: 19450809, 4: 19450809, 5: 0}
    asked = asking([text(number, "war", first=day) for number, day in days.items()])
    assert asked.ids("war") == [3, 4, 2, 1, 5]


def test_by_date_the_undated_come_last_and_ties_go_by_score(asking: Ask) -> None:
    asked = asking(
        [
            text(1, "war and peace", first=0),
            text(2, "war and peace", first=19450810),
            text(3, "war and peace", first=19450809),
            text(4, "war war peace", first=19450810),
        ]
    )
    assert asked.ids(SearchRequest("war", sort=SortOrder.DATE)) == [3, 4, 2, 1]


def test_by_newspaper_those_without_one_come_last(asking: Ask) -> None:
    printed = {1: 0, 2: 7, 3: 2, 4: 7, 5: 9}
    asked = asking(
        [text(number, "war", publication=paper) for number, paper in printed.items()],
        newspapers=[7, 2],
    )
    assert asked.ids(SearchRequest("war", sort=SortOrder.NEWSPAPER)) == [2, 4, 3, 1, 5]


@pytest.mark.parametrize("sort", SortOrder)
def test_pages_go_on_from_one_tier_to_the_next(asking: Ask, sort: SortOrder) -> None:
    words = ["war army", "war", "army", "army war war", "home", "army army", "war"]
    asked = asking([text(number, each) for number, each in enumerate(words, 1)])
    whole = asked.search(SearchRequest("war army", sort=sort)).hits
    assert [hit.tier for hit in whole] == [1, 1, 2, 2, 2, 2]
    for limit in (1, 2, 3, 5):
        pages = [
            asked.search(SearchRequest("war army", sort=sort, limit=limit, offset=offset))
            for offset in range(0, 8, limit)
        ]
        assert sum((page.hits for page in pages), ()) == whole
        assert {(page.total, page.total_some) for page in pages} == {(2, 4)}
    assert asked.search(SearchRequest("war army", limit=0)).hits == ()


def test_facets_count_the_hits_that_hold_all(asking: Ask) -> None:
    assert asking(TEXTS).search("").facets == FacetCounts(
        newspapers=((0, 1), (1, 1), (2, 2), (3, 1)),
        languages=(("en", 3), ("mn", 1), ("ru", 1)),
        kinds=(("extract", 1), ("ocr", 4)),
        months=(("1945-08", 0, 1), ("1945-08", 1, 1), ("1945-08", 2, 1), ("1945-09", 3, 1)),
        undated=1,
    )


def test_each_facet_is_counted_without_its_own_narrowing(asking: Ask) -> None:
    filters = Filters(publications=frozenset({2}), languages=frozenset({"en"}))
    answer = asking(TEXTS).search(SearchRequest("", filters))
    assert answer.total == 1
    assert answer.facets.newspapers == ((0, 1), (1, 1), (2, 1))
    assert answer.facets.languages == (("en", 1), ("ru", 1))
    assert answer.facets.kinds == (("extract", 1),)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(publications=frozenset({1, 3})), [1, 5]),
        (Filters(publications=frozenset({-1})), []),
        (Filters(languages=frozenset({"ru", "mn"})), [3, 5]),
        (Filters(kinds=frozenset({"extract", "nothing"})), [2]),
        (Filters(date_from="1945-08-10", date_to="1945-08-12"), [2, 4]),
        (Filters(date_from="1945-08-31"), [4, 5]),
        (Filters(date_to="1945-08-01"), [4]),
        (Filters(languages=frozenset({"en"}), date_from="1945-08-10"), [2, 4]),
    ],
)
def test_filters_narrow_both_tiers(asking: Ask, filters: Filters, found: list[int]) -> None:
    asked = asking(TEXTS)
    assert asked.matching(SearchRequest("", filters)) == found
    assert sorted(asked.engine.let_through(filters)) == found
    hits = asked.search(SearchRequest("army war дайн армия", filters)).hits
    assert sorted(hit.excerpt_id for hit in hits) == found


def test_whether_a_text_holds_all_does_not_ask_the_filters(asking: Ask) -> None:
    asked = asking(TEXTS)
    narrowed = SearchRequest("war army", Filters(publications=frozenset({1})))
    read = asked.read(narrowed)
    held = [asked.engine.holds_all(read, number, asked.cancel) for number in range(1, 7)]
    assert held == [False, True, False, False, False, False]


def test_occurrences_are_words_of_the_text_by_their_numbers(asking: Ask) -> None:
    asked = asking(TEXTS)
    for query, places in {
        "war": [(1, 1, 1), (2, 0, 0), (2, 1, 1), (2, 3, 3)],
        '"war again" OR war': [(1, 1, 1), (2, 0, 0), (2, 1, 1), (2, 3, 4)],
        '"war manchuria"~2': [(1, 1, 3)],
        "headline:army war": [(2, 0, 0), (2, 1, 1), (2, 3, 3)],
        "army NOT war": [(4, 1, 1)],
        "кванту*": [(3, 0, 0), (5, 1, 1)],
        "*": [],
    }.items():
        found = asked.engine.occurrences(asked.read(query), asked.cancel)
        assert list(found) == [Occurrence(*place) for place in places], query
        assert len(found) == len(places)


def test_a_word_that_is_typed_stands_for_what_begins_with_it(asking: Ask) -> None:
    asked = asking(TEXTS)
    assert asked.matching(SearchRequest("manch", typing=True)) == [1]
    assert asked.matching(SearchRequest("manch")) == []


def test_a_name_is_found_by_its_other_labels(asking: Ask) -> None:
    asked = asking(TEXTS, names=[{"war", "дайн"}])
    assert asked.matching("war") == [1, 2, 5]
    assert "also дайн" in str(asked.read("war").read_as)


def test_what_an_engine_tells_of_what_it_holds(asking: Ask) -> None:
    engine = asking(TEXTS).engine
    assert (engine.excerpts, engine.languages, engine.kinds) == (
        5, ("en", "mn", "ru"), ("extract", "ocr"),
    )  # fmt: skip
    assert engine.term_counts("text_exact", "war") == TermCounts(2, 4)
    assert engine.term_counts("text", "nowhere") == TermCounts(0, 0)


def test_an_index_of_nothing(asking: Ask) -> None:
    asked = asking([])
    for query in ("", "war", "NOT war", "wa*", '"a b"~2', "war army"):
        answer = asked.search(query)
        assert (answer.total, answer.total_some, answer.hits) == (0, 0, ())
        assert answer.facets == FacetCounts()
        assert asked.matching(query) == []
        assert list(asked.engine.occurrences(asked.read(query), asked.cancel)) == []
    assert (asked.engine.excerpts, asked.engine.languages, asked.engine.kinds) == (0, (), ())


@pytest.mark.parametrize("method", ["search", "matching", "occurrences"])
def test_work_that_was_cancelled_stops(asking: Ask, method: str) -> None:
    asked = asking(TEXTS)
    read = asked.read("war army")
    asked.cancel.cancel()
    with pytest.raises(Cancelled):
        getattr(asked.engine, method)(read, asked.cancel)
