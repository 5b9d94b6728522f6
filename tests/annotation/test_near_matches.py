"""Places with nearly the words looked for."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.annotation.near_matches import likeness, near_matches
from viewer.text.spans import Span

SAMPLE = (
    "Война 🚩 объявлена. The cafe\u0301 at\u00a0Harbin burned on the ninth of August, and the "
    "armour of General Kravchenko crossed the Greater Khingan range before the week ended. Nobody "
    "in Changchun had thought that it could be done by so many vehicles in the season of rains."
)
PHRASE = "the armour of General Kravchenko crossed the Greater Khingan"


def worn(words: str, share: float, seed: int) -> str:
    """`words` as a poor scan would read them."""
    chance = random.Random(seed)
    return "".join(letter if chance.random() > share else chance.choice("ecr") for letter in words)


def test_the_words_themselves() -> None:
    best = near_matches(SAMPLE, PHRASE, 0.7)[0]
    assert (best.likeness, best.span.of(SAMPLE)) == (1.0, PHRASE)


@pytest.mark.parametrize("share", [0.02, 0.08, 0.12])
@pytest.mark.parametrize("length", [12, 40, 100, 200])
def test_worn_words_are_found_where_they_stand(length: int, share: float) -> None:
    start = 30
    words = worn(SAMPLE[start : start + length], share, seed=length)
    best = near_matches(SAMPLE, words, 0.7)[0]
    assert abs(best.span.start - start) <= 2
    assert abs(best.span.end - start - length) <= 2
    assert best.likeness >= likeness(words, SAMPLE[start : start + length])


def test_longer_and_shorter_readings() -> None:
    text = SAMPLE.replace("crossed the", "crossed the steep")
    match = near_matches(text, PHRASE, 0.7)[0]
    assert match.span.of(text) == PHRASE.replace("crossed the", "crossed the steep")
    cut = SAMPLE.replace("General ", "")
    assert near_matches(cut, PHRASE, 0.7)[0].span.of(cut) == PHRASE.replace("General ", "")


def test_all_of_several_places_the_best_first() -> None:
    text = "Casualties: none at all. Casualties: some at all! Casualties: none at all?"
    found = near_matches(text, "Casualties: none at all?", 0.7)
    assert [match.span.of(text) for match in found] == [
        "Casualties: none at all?",
        "Casualties: none at all.",
        "Casualties: some at all!",
    ]


def test_a_long_passage_among_long_ones() -> None:
    chance = random.Random(7)
    vocabulary = SAMPLE.split()
    text = " ".join(chance.choice(vocabulary) for _ in range(3_000))
    words = worn(text[9_000:9_700], 0.05, seed=1)
    found = near_matches(text, words, 0.7)
    assert [abs(match.span.start - 9_000) <= 3 for match in found] == [True]


@pytest.mark.parametrize("text", ["", "🚩", "Quite another story about the price of wheat."])
def test_nowhere(text: str) -> None:
    assert near_matches(text, PHRASE, 0.7) == []


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab я🚩\u0301", max_size=120), st.text(alphabet="ab я", max_size=30))
def test_matches_are_what_they_say(text: str, words: str) -> None:
    taken: list[Span] = []
    last = 1.0
    for match in near_matches(text, words, 0.7):
        assert 0.7 <= match.likeness <= last
        assert match.likeness == likeness(words, match.span.of(text))
        assert not any(match.span.overlaps(other) for other in taken)
        taken.append(match.span)
        last = match.likeness
