"""Places agree with the index: what it finds has them, what it does not find has none."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.base.jobs import CancelToken
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.engine import IndexText
from viewer.search.index.fields import WORD_FIELDS
from viewer.search.language.conditions import Excerpts, Label, Labels, Resolution
from viewer.search.language.expansions import expand
from viewer.search.language.query import ParsedQuery, parse, resolve
from viewer.search.results import highlighter
from viewer.search.results.highlighter import FIRST_MATCHES, LOOKED_THROUGH, Highlighter, merged
from viewer.text import segmentation
from viewer.text.spans import Span

LANGUAGES = ("en", "mn", "ru")

TEXT = (
    "🚩 Кwантун Manchurian Army\r\nКвантунская\u00a0армия, акте\u0301р в Маньчжурии; the armies of "
    "Japan, the army. Kwantung, they say, army. лётчик Японы Квантуны арми"
).replace("\r\n", "\n")


def shown(query: str, language: str = "ru", field: str = "text") -> list[str]:
    tree = parse(query, LANGUAGES).tree
    return [span.of(TEXT) for span in Highlighter(tree, field).places(TEXT, language)]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("army", ["Army", "armies", "army", "army"]),
        ("the army", ["Army", "the", "armies", "the", "army", "army"]),
        ("Маньчжурия", ["Маньчжурии"]),
        ("летчики", ["лётчик"]),
        ("актёр", ["акте\u0301р"]),
        ('"квантунская армия"', ["Квантунская\u00a0армия"]),
        ('"kwantung army"', []),
        ('"kwantung army"~3', ["Kwantung, they say, army"]),
        ('"the army"', ["the armies", "the army"]),
        ('"army"', ["Army", "army", "army"]),
        ("army NOT japan", ["Army", "armies", "army", "army"]),
        ("NOT army", []),
        ("(japan OR nothing) the", ["the", "Japan", "the"]),
        ("headline:army", []),
        ("text:army", ["Army", "armies", "army", "army"]),
        ("tag:x", []),
        ("*", []),
    ],
)
def test_the_places_of_a_query(query: str, places: list[str]) -> None:
    assert shown(query) == places


def test_places_in_other_fields() -> None:
    assert shown("headline:japan", field="headline") == ["Japan"]
    assert shown("headline:japan", field="byline") == []
    assert shown("japan", field="byline") == ["Japan"]


def test_the_language_of_the_text_counts() -> None:
    assert shown("квантун", "mn") == ["Квантуны"]
    assert shown('"япон арми"~2', "mn") == ["Японы Квантуны арми"]


def test_a_name_stands_in_all_its_labels() -> None:
    def resolver(field: str, text: str) -> Resolution:
        return Labels(tuple(map(Label, ("Kwantung Army", "Квантунская армия", "Japan"))))

    tree = resolve(parse("name:kwantung", LANGUAGES), resolver).tree
    assert [span.of(TEXT) for span in Highlighter(tree).places(TEXT, "ru")] == [
        "Квантунская\u00a0армия",
        "Japan",
    ]


def test_ids_have_no_place() -> None:
    tree = resolve(parse("tag:x", LANGUAGES), lambda *_: Excerpts([1])).tree
    assert Highlighter(tree).places(TEXT, "ru") == []


def test_overlapping_places_become_one_and_touching_ones_stay() -> None:
    spans = [Span(5, 9), Span(0, 3), Span(3, 5), Span(6, 7), Span(8, 12)]
    assert merged(spans) == [Span(0, 3), Span(3, 5), Span(5, 12)]
    assert merged([]) == []


VOCABULARY = ("army", "Armies", "the", "Kwantung", "армия", "Армии", "акте\u0301р", "🚩", "арми")
contents = st.lists(st.sampled_from(VOCABULARY), max_size=6).map("\u00a0".join)
texts = st.lists(
    st.tuples(st.sampled_from(["en", "ru", "mn", ""]), contents, contents),
    min_size=1,
    max_size=6,
)
asked = st.one_of(
    st.sampled_from(VOCABULARY),
    st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=3).map(
        lambda words: f'"{" ".join(words)}"'
    ),
    st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=2).map(
        lambda words: f'"{" ".join(words)}"~2'
    ),
    st.sampled_from(["arm*", "а*", "k?antung", "armie~", "/арми./", "headline:army", "text:арм*"]),
)
queries = st.lists(asked, min_size=1, max_size=3).map(" OR ".join)

Build = Callable[..., ColumnarEngine]


def has_places(text: IndexText, parsed: ParsedQuery) -> bool:
    return any(
        Highlighter(parsed.tree, field).places(getattr(text, field), text.language)
        for field in WORD_FIELDS
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, st.lists(queries, min_size=1, max_size=5))
def test_the_index_finds_what_has_places(
    build: Build, some: list[tuple[str, str, str]], each: list[str]
) -> None:
    held = [IndexText(i, lang, head, "", text) for i, (lang, head, text) in enumerate(some, 1)]
    engine = build(held)
    for query in each:
        parsed = expand(parse(query, {text.language for text in held}), engine, CancelToken())
        found = engine.evaluate(parsed.tree, CancelToken()).ids.tolist()
        assert found == [text.excerpt_id for text in held if has_places(text, parsed)], query


@given(contents, queries)
def test_places_are_ascending_and_apart(text: str, query: str) -> None:
    spans = Highlighter(parse(query, LANGUAGES).tree).places(text, "ru")
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text).strip("\u00a0") == span.of(text) for span in spans)


@given(contents, queries)
def test_the_first_matches_of_a_short_text_are_all(text: str, query: str) -> None:
    finder = Highlighter(parse(query, LANGUAGES).tree)
    assert finder.first(text, "ru") == finder.matches(text, "ru")


@given(contents, queries, st.integers(1, 30), st.integers(1, 30))
def test_the_first_matches_of_a_long_text_are_among_all(
    text: str, query: str, looked: int, around: int
) -> None:
    finder = Highlighter(parse(query, LANGUAGES).tree)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(highlighter, "LOOKED_THROUGH", looked)
        patch.setattr(highlighter, "_STEP", 5)
        patch.setattr(highlighter, "_AROUND", around)
        first = finder.first(text, "ru")
    assert {match.span for match in first} <= {match.span for match in finder.matches(text, "ru")}


@given(contents, queries)
def test_reading_in_small_pieces_finds_the_same(text: str, query: str) -> None:
    finder = Highlighter(parse(query, LANGUAGES).tree)
    whole = finder.matches(text, "ru")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmentation, "STRETCH", 3)
        patch.setattr(highlighter, "STRETCH", 3)
        assert finder.matches(text, "ru") == whole


def test_no_more_than_the_first_matches_of_each_word_are_looked_for() -> None:
    text = "army " * 10_000 + "Japan " * 10_000
    tree = parse("army", LANGUAGES).tree
    assert len(Highlighter(tree).first(text, "en")) == FIRST_MATCHES
    assert len(Highlighter(tree).matches(text, "en")) == 10_000
    both = Highlighter(parse("army japan", LANGUAGES).tree).first(text, "en")
    assert Span(50_000, 50_005) in {match.span for match in both}
    assert len(both) == 10_000 + FIRST_MATCHES


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("armies", ["Army"]),
        ("Маньчжурия", ["МАНЬЧЖУРИИ"]),
        ('"soviet armies"', ["Soviet Army"]),
        ("navy", []),
    ],
)
def test_beyond_what_is_looked_through_a_word_is_found_by_its_beginning(
    query: str, found: list[str]
) -> None:
    filler = "so they say\n" * (LOOKED_THROUGH // 12 + 1)
    text = f"{filler} armament, Soviet Army, В МАНЬЧЖУРИИ. {filler}"
    tree = parse(query, LANGUAGES).tree
    assert [match.span.of(text) for match in Highlighter(tree).first(text, "en")] == found
    assert [span.of(text) for span in Highlighter(tree).places(text, "en")] == found


def test_what_stands_early_spares_a_look_at_the_rest() -> None:
    text = f"army {'so they say ' * LOOKED_THROUGH} army"
    tree = parse("army", LANGUAGES).tree
    assert [match.span for match in Highlighter(tree).first(text, "en")] == [Span(0, 4)]
