"""Words numbered many at once have the numbers that one by one would give them."""

from __future__ import annotations

import random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.search.columnar.plain_index import exacts, plain_content, plainly, stems
from tests.search.columnar.writing.test_word_hashes import TEXT
from viewer.search.columnar.writing import batch as batch_module
from viewer.search.columnar.writing import word_numbers
from viewer.search.columnar.writing.batch import Batch
from viewer.search.columnar.writing.word_numbers import WordNumbers
from viewer.search.engine import IndexText
from viewer.search.index.fields import WORD_FIELDS, exact_field
from viewer.text.segmentation import word_strings

#: A text and its language.
Spoken = tuple[str, str]

LANGUAGES = st.sampled_from(["en", "ru", "mn", ""])
SPOKEN = st.lists(st.tuples(TEXT | st.text(), LANGUAGES), max_size=8)


class Known:
    """Words as they were asked for; the number of each is its place."""

    def __init__(self) -> None:
        self.words: list[Spoken] = []
        self.numbers = WordNumbers(self._numbered)

    def _numbered(self, words: list[str], language: str) -> NDArray[np.int32]:
        first = len(self.words)
        self.words += [(word, language) for word in words]
        return np.arange(first, len(self.words), dtype=np.int32)

    def check(self, texts: list[Spoken]) -> None:
        """Have the words of texts numbered, and look whether these are the right ones."""
        numbers, counts = self.numbers.of([text for text, _ in texts], [code for _, code in texts])
        assert numbers.dtype == np.int32
        words = [[(word, language) for word in word_strings(text)] for text, language in texts]
        assert counts.tolist() == list(map(len, words))
        assert [self.words[number] for number in numbers] == [w for each in words for w in each]


@given(st.lists(SPOKEN, max_size=4))
def test_words_are_those_of_each_text_in_its_language(rounds: list[list[Spoken]]) -> None:
    known = Known()
    for texts in rounds:
        known.check(texts)
    assert len(set(known.words)) == len(known.words)


@given(SPOKEN, st.integers(1, 60), st.integers(1, 60))
def test_where_blocks_and_pieces_end_changes_nothing(
    texts: list[Spoken], block: int, stretch: int
) -> None:
    known = Known()
    with patch.object(word_numbers, "BLOCK", block), patch.object(word_numbers, "STRETCH", stretch):
        known.check(texts)
    known.check(texts)
    assert len(set(known.words)) == len(known.words)


def test_new_words_are_asked_for_once_in_each_language() -> None:
    known = Known()
    known.check([("b a b", "en"), ("", "ru"), ("a c 🚩 b", "en"), ("a", "ru")])
    assert sorted(known.words) == [("a", "en"), ("a", "ru"), ("b", "en"), ("c", "en")]


def test_no_texts() -> None:
    numbers, counts = Known().numbers.of([], [])
    assert len(numbers) == len(counts) == 0


def test_many_words_have_as_many_numbers() -> None:
    rng = random.Random(3)
    letters = "etaoinshrdlцукенгшщз"
    words = list({"".join(rng.choices(letters, k=rng.randint(3, 12))) for _ in range(330_000)})
    assert len(words) > 300_000
    known = Known()
    texts = [" ".join(words[start : start + 500]) for start in range(0, len(words), 500)]
    numbers, _ = known.numbers.of(texts, ["ru"] * len(texts))
    assert numbers.tolist() == list(range(len(words)))
    assert [word for word, _ in known.words] == words
    again, _ = known.numbers.of([" ".join(reversed(words))], ["ru"])
    assert np.array_equal(again, numbers[::-1])
    assert len(known.words) == len(words)


def test_a_text_of_many_blocks() -> None:
    text = " ".join(f"слово{number % 700}" for number in range(60_000))
    assert len(text) > 3 * word_numbers.BLOCK
    known = Known()
    known.check([("до", "ru"), (text, "ru"), ("", "ru"), (text, "en"), ("после", "ru")])
    assert len(known.words) == 1_402


def test_text_without_any_white_space() -> None:
    known = Known()
    known.check([("日本" * 80_000, ""), ("a" * 300_000, ""), ("-" * 300_000, "en"), ("a", "")])
    assert {word for word, _ in known.words} == {"日", "本", "a" * 300_000, "a"}


def check_batch(batch: Batch, texts: list[IndexText]) -> None:
    fields = batch.content().fields
    for field in WORD_FIELDS:
        expected = [stems(text, field) for text in texts]
        assert (field in fields) == any(expected)
        if any(expected):
            forms = [exacts(text, field) for text in texts]
            assert plain_content(fields[field]) == plainly(expected)
            assert plain_content(fields[exact_field(field)]) == plainly(forms)


@given(
    st.lists(st.builds(IndexText, st.integers(1, 99), LANGUAGES, TEXT, TEXT, TEXT), max_size=6),
    st.sampled_from([1, 20, 60]),
    st.sampled_from([2, 500_000]),
)
def test_batches_however_many_texts_wait_and_words_are_known(
    texts: list[IndexText], waiting: int, most: int
) -> None:
    batch = Batch()
    with (
        patch.object(batch_module, "WAITING", waiting),
        patch.object(batch_module, "MOST_KNOWN", most),
    ):
        for half in (texts[::2], texts[1::2]):
            for text in half:
                batch.add(text)
            check_batch(batch, half)


def test_a_batch_counts_the_words_of_texts_that_wait() -> None:
    batch = Batch()
    for number in range(3):
        batch.add(IndexText(number, "ru", "Война и мир", "", "Всё смешалось"))
        assert batch.words == 5 * (number + 1)
    assert len(batch.content().fields["text"].terms) == 2


@pytest.mark.parametrize("most", [1, 500_000])
def test_a_batch_after_its_content(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(batch_module, "MOST_KNOWN", most)
    batch = Batch()
    for _ in range(3):
        texts = [
            IndexText(1, "ru", "", "", "армии 🚩 мир"),
            IndexText(2, "en", "", "", "армии war"),
        ]
        for text in texts:
            batch.add(text)
        check_batch(batch, texts)
        assert len(batch) == batch.words == 0
