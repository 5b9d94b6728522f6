"""Whatever is asked of whatever texts: our engine answers what the plain one does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.contract.conftest import Asking, text
from tests.search.plain_engine import PlainEngine
from tests.search.small_engine import columnar_engine
from viewer.search.engine import EngineAnswer, IndexText
from viewer.search.language.conditions import Excerpts
from viewer.search.requests import Filters, SearchRequest
from viewer.text.kinds import SortOrder

#: English, Russian, Mongolian; a combining mark, an emoji, an NBSP and a CRLF; several of a stem.
WORDS = (
    "war", "wars", "army", "Armies", "the", "Харбин", "Харбина", "армия", "арми", "армийн",
    "акте\u0301р", "лётчик", "летчик", "🚩", "өдөр", "Port-Arthur", "o'clock", "1945",
)  # fmt: skip
DAYS = (0, 19450809, 19450814, 19451001)

spaces = st.sampled_from((" ", "\u00a0", "\r\n", ", ", " 🚩 "))
contents = st.lists(st.tuples(st.sampled_from(WORDS), spaces), max_size=9).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


@st.composite
def held(draw: st.DrawFn) -> list[IndexText]:
    found = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        first = draw(st.sampled_from(DAYS))
        found.append(
            text(
                number * 3,
                draw(contents),
                draw(contents),
                byline=draw(st.sampled_from(("", "army", "ТАСС"))),
                language=draw(st.sampled_from(("en", "ru", "mn", ""))),
                kind=draw(st.sampled_from(("ocr", "extract"))),
                publication=draw(st.integers(0, 3)),
                first=first,
                last=draw(st.sampled_from([day for day in DAYS if day >= first])) if first else 0,
            )
        )
    return found


words = st.sampled_from(WORDS)
plain = st.lists(words, min_size=1, max_size=4).map(" ".join)
leaves = st.one_of(
    words,
    plain,
    plain.map(lambda some: f'"{some}"'),
    st.tuples(plain, st.integers(1, 4)).map(lambda pair: f'"{pair[0]}"~{pair[1]}'),
    words.map(lambda word: f"={word}"),
    st.tuples(words, st.integers(1, 5)).map(lambda pair: f"{pair[0][: pair[1]]}*"),
    words.map(lambda word: f"{word}~"),
    st.sampled_from(
        (
            "w?r*", "/ар.*/", "/(a|A).*/", "headline:army", "byline:*", "text:*", "*", "tag:x",
            "tag:y", "newspaper:x", "date:x", 'headline:"army war"', "ле?чик", "а*", "🚩", "( )",
        )
    ),
)  # fmt: skip
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" AND ".join),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        inner.map(lambda each: f"NOT {each}"),
        inner.map(lambda each: f"({each})"),
    ),
    max_leaves=5,
)
filters = st.builds(
    Filters,
    st.frozensets(st.integers(0, 3), max_size=2),
    st.frozensets(st.sampled_from(("en", "ru", "zz")), max_size=2),
    st.frozensets(st.just("ocr"), max_size=1),
    st.sampled_from(("", "1945-08-09", "1945-08-14")),
    st.sampled_from(("", "1945-08-09", "1945-10-01")),
)
requests = st.builds(
    SearchRequest, queries, filters, st.sampled_from(SortOrder), st.just(50), typing=st.booleans()
)
CONDITIONS = {
    ("tag", "x"): Excerpts([3, 9, 12, 15, 500]),
    ("tag", "y"): Excerpts(frozenset({6, 9}), (Filters(publications=frozenset({1})),)),
    ("newspaper", "x"): Excerpts(filters=(Filters(publications=frozenset({2, 3})),)),
    ("date", "x"): Excerpts(filters=(Filters(date_from="1945-08-14"),)),
}


def sound(answer: EngineAnswer, request: SearchRequest, held: Collection[IndexText]) -> None:
    """The hits are in the order that was asked for, by the scores that they have."""
    by_id = {each.excerpt_id: each for each in held}

    def keys(number: int, tier: int, score: float) -> tuple[float, ...]:
        date = by_id[number].first or 99_999_999
        place = {2: 0, 1: 1}.get(by_id[number].publication, 2)
        by = {
            SortOrder.RELEVANCE: (-score, date, number),
            SortOrder.DATE: (date, -score, number),
            SortOrder.NEWSPAPER: (place, date, number),
        }
        return (tier, *by[request.sort])

    found = [keys(hit.excerpt_id, hit.tier, hit.score) for hit in answer.hits]
    assert found == sorted(found)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(held(), st.lists(requests, min_size=1, max_size=4), st.sets(st.integers(1, 40), max_size=3))
def test_both_engines_answer_alike(
    texts: list[IndexText], asked: list[SearchRequest], gone: set[int]
) -> None:
    catalogue = {
        "conditions": CONDITIONS,
        "languages": {each.language for each in texts},
        "names": [{"war", "дайн"}, {"харбин", "harbin", "army"}],
        "newspapers": (2, 1),
        "gone": gone,
    }
    ours = Asking(columnar_engine(texts), **catalogue)  # type: ignore[arg-type]
    plain = Asking(PlainEngine(texts), **catalogue)  # type: ignore[arg-type]
    for request in asked:
        alike(ours, plain, request, texts)


def alike(ours: Asking, plain: Asking, request: SearchRequest, texts: list[IndexText]) -> None:
    mine, theirs = ours.read(request), plain.read(request)
    assert (mine.read_as, mine.complaints) == (theirs.read_as, theirs.complaints)
    assert mine.conditions == theirs.conditions
    found, expected = ours.search(request), plain.search(request)
    assert replace(found, hits=()) == replace(expected, hits=())
    assert {hit.excerpt_id: hit.tier for hit in found.hits} == {
        hit.excerpt_id: hit.tier for hit in expected.hits
    }
    assert {hit.excerpt_id: hit.score for hit in found.hits} == pytest.approx(
        {hit.excerpt_id: hit.score for hit in expected.hits}, rel=1e-4, abs=1e-5
    )
    sound(found, request, texts)
    sound(expected, request, texts)
    assert ours.matching(request) == plain.matching(request)
    assert list(ours.engine.occurrences(mine, ours.cancel)) == list(
        plain.engine.occurrences(theirs, plain.cancel)
    )
    for each in texts:
        assert ours.engine.holds_all(mine, each.excerpt_id, ours.cancel) == plain.engine.holds_all(
            theirs, each.excerpt_id, plain.cancel
        )
        assert [
            mine.highlighter(tier=tier).places(each.text, each.language) for tier in (1, 2)
        ] == [theirs.highlighter(tier=tier).places(each.text, each.language) for tier in (1, 2)]
