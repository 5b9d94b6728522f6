"""Texts gathered in memory become the postings of their words, each in its own language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.columnar.plain_index import exacts, plain_content, plainly, stems
from viewer.search.columnar.writing import batch as batch_module
from viewer.search.columnar.writing.batch import Batch
from viewer.search.engine import IndexText
from viewer.search.index.fields import EXCERPT, WORD_FIELDS, exact_field

#: A word, a stress mark alone (which is no word), signs, an apostrophe, other alphabets.
PIECES = st.sampled_from(
    [
        "armies",
        "Army",
        "army's",
        "Японией",
        "лётчик",
        "цэргүүд",
        "о\u0301",
        "🚩",
        "1945",
        "。",
        "日本",
    ]
)
TEXT = st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=12)
TEXTS = st.lists(
    st.builds(
        IndexText,
        st.integers(0, 2**40),
        st.sampled_from(["en", "ru", "mn", "", "xx"]),
        TEXT,
        st.sampled_from(["", "ТАСС", "Walter Kerr"]),
        TEXT,
    ),
    max_size=6,
    unique_by=lambda text: text.excerpt_id,
)

LONG = IndexText(7, "en", "", "", " ".join(f"word{number % 5_000}" for number in range(50_000)))


def check(batch: Batch, texts: list[IndexText]) -> None:
    for text in texts:
        batch.add(text)
    assert len(batch) == len(texts)
    content = batch.content()
    assert content.documents == len(texts)
    assert content.columns[EXCERPT].tolist() == [text.excerpt_id for text in texts]
    for field in WORD_FIELDS:
        words = [stems(text, field) for text in texts]
        assert (field in content.fields) == (exact_field(field) in content.fields) == any(words)
        if any(words):
            assert plain_content(content.fields[field]) == plainly(words)
            forms = plainly(exacts(text, field) for text in texts)
            assert plain_content(content.fields[exact_field(field)]) == forms
            lengths = content.fields[field].lengths
            assert lengths is not None
            assert lengths.tolist() == [len(each) for each in words]
    assert content.words == 2 * sum(len(stems(text, f)) for text in texts for f in WORD_FIELDS)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_texts_are_inverted_batch_after_batch(batches: list[list[IndexText]]) -> None:
    """What was learnt of words in one batch does not show in the next."""
    batch = Batch()
    for texts in batches:
        check(batch, texts)
        assert len(batch) == batch.words == 0


def test_a_long_text_beside_an_empty_one() -> None:
    check(Batch(), [LONG, IndexText(8, "", "", "", ""), IndexText(9, "ru", "Война", "", "мир")])


def test_one_word_has_the_stems_of_its_language() -> None:
    batch = Batch()
    texts = [IndexText(n, code, "", "", "Японией") for n, code in enumerate(("ru", "mn", "ru"))]
    assert [stems(text) for text in texts] == [["япон"], ["японией"], ["япон"]]
    check(batch, texts)


def test_texts_whose_words_are_all_dropped() -> None:
    # a letter of words that NFC and folding leave nothing of
    nothing = [IndexText(1, "ru", "", "", "\ud800"), IndexText(2, "ru", "", "", "🚩 。")]
    check(Batch(), nothing)
    check(Batch(), [nothing[0], IndexText(3, "ru", "", "", "мир \u0301 война"), nothing[1]])


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "MOST_KNOWN", 3)
    batch = Batch()
    for number in range(4):
        check(batch, [IndexText(1, "en", "", "", f"a b{number} c{number} war d{number}")])
