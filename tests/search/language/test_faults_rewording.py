"""A query said in other words, as it was typed."""

from __future__ import annotations

import pytest

from viewer.search.language.rewording import (
    plain_words,
    quoted,
    shorter,
    terms_of,
    with_either,
    with_words,
)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Soviet advance, 1945!", ["soviet", "advance", "1945"]),
        ("«Красная армия» Токио", ["токио"]),
        ('war "red army" tag:x harb* lin~ /re/ =tokyo', ["war"]),
        ("army AND navy OR (sea NOT air)", ["army", "navy", "sea", "air"]),
        ("Port-Arthur port", ["port arthur", "port"]),
        ("лётчик ЛЁТЧИК", ["летчик"]),
        ("🚩 !!!", []),
        ("", []),
    ],
)
def test_plain_words_are_told_from_what_is_not(query: str, words: list[str]) -> None:
    assert plain_words(terms_of(query)) == words


def test_a_word_is_replaced_wherever_it_stands() -> None:
    terms = terms_of('(Mongolai OR x) mongolai, "mongolai" tag:mongolai')
    assert (
        with_words(terms, {"mongolai": "mongolia"})
        == '(mongolia OR x) mongolia "mongolai" tag:mongolai'
    )


def test_either_of_two_words() -> None:
    assert with_either(terms_of("mongolia"), "mongolia", "mongolian") == "mongolia OR mongolian"
    assert with_either(terms_of("red Mongolia"), "mongolia", "mongolian") == (
        "red (mongolia OR mongolian)"
    )


def test_each_part_can_be_left_out() -> None:
    said = [(part.text, query) for part, query in shorter(terms_of('a AND "b c" tag:"d e"'))]
    assert said == [("a", '"b c" tag:"d e"'), ('"b c"', 'a tag:"d e"'), ('tag:"d e"', 'a "b c"')]


@pytest.mark.parametrize("query", ["one", "a OR b", "a NOT b", "(a b) c", ""])
def test_nothing_is_left_out_where_that_would_ask_for_more(query: str) -> None:
    assert shorter(terms_of(query)) == []


def test_values_of_fields_are_quoted_where_they_must_be() -> None:
    assert quoted("izvestia") == "izvestia"
    assert quoted("framing/liberation") == "framing/liberation"
    assert quoted("the guardian") == '"the guardian"'
