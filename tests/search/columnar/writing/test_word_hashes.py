"""Words found and hashed all at once are those that are found one by one."""

from __future__ import annotations

import random
from itertools import permutations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.search.columnar.writing.word_hashes import LONGEST, hashed_words
from viewer.text.segmentation import word_strings

#: Everything that parts words, joins them, or may do either.
SIGNS = (
    *("a", "Z", "7", "_", "-", "é", "я", "Ө", "ё", "ǆ", "½", "²", "Ⅳ", "٣", "ᠨ", "ᠡ"),
    *("'", "’", "ʼ", "‘", "`", " ", "\u00a0", "\n", "\r\n", "\t", "\x00", "\x1c", "\uffff"),
    *("\u00ad", "\u200c", "\u200d", "\u2060", "\u180e", "\u200b", "\ufeff", "\u0301", "\u20dd"),
    *(
        "関",
        "々",
        "か",
        "カ",
        "ー",
        "\u3099",
        "ㄅ",
        "한",
        "🚩",
        "👩\u200d👧",
        "𠀀",
        "𝒜",
        "\U0001e000",
    ),
    *("\ud83d", "\udea9"),
)
TEXT = st.lists(st.sampled_from(SIGNS)).map("".join)
TEXTS = st.lists(TEXT | st.text() | st.text("ab '’ʼ", max_size=30), max_size=8)


def hashes_of(*words: str) -> list[int]:
    found = hashed_words(words)
    assert found.counts.tolist() == [1] * len(words)
    hashes: list[int] = found.hashes.tolist()
    return hashes


@given(TEXTS)
@example(["", "", ""])
@example(["a'", "b", "'c", "’", "d’e", "f'1", "1'g", "h''i", "'", "j' k"])
@example(["a\u0301'b", "a'\u0301b", "a\u0301'𝒜", "𝒜’a", "a\u00ad'b", "日'b", "b'日", "b'か"])
@example(["\ud83d", "\udea9", "война", "\ud83d\udea9 мир", "🚩", "Man\u00adchuria"])
def test_words_and_their_numbers_are_those_of_each_text(texts: list[str]) -> None:
    found = hashed_words(texts)
    words = [word_strings(text) for text in texts]
    flat = [word for each in words for word in each]
    assert found.counts.tolist() == list(map(len, words))
    assert found.strings(np.arange(len(flat))) == flat
    by_word = dict(zip(flat, found.hashes.tolist(), strict=True))
    assert found.hashes.tolist() == [by_word[word] for word in flat]
    assert len(set(by_word.values())) == len(by_word)


@given(TEXTS, TEXTS)
def test_a_word_has_one_hash_wherever_it_stands(texts: list[str], others: list[str]) -> None:
    alone, among = hashed_words(texts), hashed_words([*others, *texts])
    assert among.hashes[len(among.hashes) - len(alone.hashes) :].tolist() == alone.hashes.tolist()


def test_no_texts() -> None:
    found = hashed_words([])
    assert len(found.hashes) == len(found.counts) == 0
    assert found.strings(np.arange(0)) == []


def test_a_word_has_one_hash_in_a_text_with_a_pattern_and_without() -> None:
    found = hashed_words(["don’t war", "don’t 🚩 war", "don’t 関 war", "re\u00adcord don’t war"])
    first, second = found.hashes[:2].tolist()
    assert found.counts.tolist() == [2, 2, 3, 3]
    assert found.hashes[[2, 4, 8]].tolist() == [first] * 3
    assert found.hashes[[3, 6, 9]].tolist() == [second] * 3


def test_anagrams_differ() -> None:
    words = ["".join(letters) for letters in permutations("abcdefgh")]
    assert len(set(hashes_of(*words))) == len(words)


def test_letters_that_differ_in_place_or_number_differ() -> None:
    words = [letter * count for letter in "abяё7" for count in range(1, 200)]
    assert len(set(hashes_of(*words))) == len(words)


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 64, 65, 1_000])
def test_long_words(length: int) -> None:
    rng = random.Random(length)
    words = ["".join(rng.choices("abяё", k=length)) for _ in range(500)]
    hashes = hashes_of(*words)
    assert len(set(hashes)) == len(set(words)) == 500
    assert hashes_of(*reversed(words)) == hashes[::-1]


def test_words_made_to_have_one_hash_do_not() -> None:
    """For these the sums alone are equal modulo 2^64 whatever the random numbers are."""
    word, other = "a", "b"
    for _ in range(12):
        word, other = word + other, other + word
    assert len(word) == 4_096
    assert len(set(hashes_of(word, other))) == 2


def test_a_text_longer_than_what_powers_are_kept_for() -> None:
    text = "мир " * 100_000
    found = hashed_words([text, "мир"])
    assert found.counts.tolist() == [100_000, 1]
    assert len(set(found.hashes.tolist())) == 1
