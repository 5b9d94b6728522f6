"""Words, exact forms and stems, and the places they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.analysis import analyser as analysis
from viewer.search.analysis.analyser import (
    LONGEST_FORM,
    analyse,
    exact_form,
    forms,
    forms_of,
    query_forms,
    query_stems,
)
from viewer.search.analysis.stemmers import respelt, stem
from viewer.text.scripts import script_of
from viewer.text.segmentation import word_strings

TEXT = (
    "The Soviet Union’s 25th Army 🚩 cafe\u0301\u00a0and Man\u00adchuria.\r\n"
    "Отва\u0301жный лётчик; Маньчжоу-Го, об'явить. Монголын арми"
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Army", "army"),
        ("лётчик", "летчик"),
        ("ЛЁТЧИК", "летчик"),
        ("ле\u0308тчик", "летчик"),
        ("отва\u0301жный", "отважный"),
        ("Йод", "йод"),
        ("И\u0306од", "йод"),
        ("Man\u00adchuria", "manchuria"),
        ("Union’s", "union's"),
        ("Unionʼs", "union's"),
        ("об'явить", "объявить"),
        ("об’явить", "объявить"),
        ("Kвантунская", "квантунская"),
        ("cafe\u0301", "café"),
        ("Straße", "strasse"),
        ("1945", "1945"),
        ("a\ud800b", "ab"),
        ("\u00ad", ""),
        ("x" * 1000, "x" * LONGEST_FORM),
    ],
)
def test_exact_form(word: str, expected: str) -> None:
    assert exact_form(word) == expected


def test_yo_is_folded_before_stemming_and_short_i_is_not() -> None:
    assert query_stems("актёрский", ["ru"]) == query_stems("актерский", ["ru"])
    assert query_stems("актёр", ["ru"]) == {"актер"}
    assert exact_form("мой") != exact_form("мои")


def test_tokens_stand_where_their_words_stand() -> None:
    tokens = list(analyse(TEXT, "en"))
    assert [token.position for token in tokens] == list(range(len(tokens)))
    for token in tokens:
        assert exact_form(TEXT[token.start : token.end]) == token.exact
    assert "manchuria" in {token.exact for token in tokens}
    assert [token.stem for token in tokens if token.exact == "летчик"] == ["летчик"]


def test_stems_follow_the_language_of_the_text() -> None:
    stem = {
        language: {token.exact: token.stem for token in analyse(TEXT, language)}["монголын"]
        for language in ("mn", "ru", "")
    }
    assert stem["mn"] == "монгл"
    assert stem["ru"] == stem[""] == "монголын"


def test_a_query_word_has_the_stems_of_every_language_that_fits() -> None:
    assert query_stems("монголын", ["en", "ru", "mn"]) == {"монгл", "монголын"}
    assert query_stems("Armies", ["en", "ru", "mn"]) == {"armi"}
    assert query_stems("\u00ad", ["en"]) == set()
    assert query_stems("armies", []) == {"armi"}


def test_stand_ins_for_mongolian_letters_are_read_as_those_letters() -> None:
    (token,) = analyse("Єнгїїд", "mn")
    assert (token.exact, token.stem) == next(iter(forms("өнгүүд", "mn")))
    assert query_stems("єнгїїд", ["mn"]) == query_stems("өнгүүд", ["mn"])
    assert query_forms("єнг", ["en", "mn"]) == ["єнг", "өнг"]
    assert query_forms("єнг", ["en", "uk"]) == ["єнг"]
    # Other letters say that it is a Ukrainian word after all.
    assert next(analyse("Україні", "mn")).exact == "україні"
    assert next(analyse("єдність", "uk")).exact == "єдність"


def test_the_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "MEMORY", 10)
    text = " ".join(f"word{number}" for number in range(500))
    assert len(list(analyse(text, "en-bounded"))) == 500
    assert len(analysis._memory("en-bounded")) <= 10


def test_every_letter_and_digit_has_a_form() -> None:
    every = (chr(code) for code in range(0x110000))
    assert all(exact_form(one) for one in every if word_strings(one))


@given(st.text(alphabet="абёЁЯйЙ", min_size=1))
def test_russian_words_are_folded_as_all_others(word: str) -> None:
    assert exact_form(word) == exact_form(f"{word}\u00ad")


@given(st.text(alphabet="aZé'’1½яЁөїk\u0301", min_size=1), st.sampled_from(["", "en", "ru", "mn"]))
def test_the_script_of_a_form_is_the_script_of_its_letters(word: str, language: str) -> None:
    exact = exact_form(word)
    spelt = respelt(exact, script_of(exact), language)
    expected = (stem(spelt, script_of(spelt), language)[:LONGEST_FORM] or spelt) if spelt else ""
    assert forms_of([word], language) == [(spelt, expected)]


@given(st.text(max_size=200), st.sampled_from(["", "en", "ru", "mn", "xx"]))
def test_any_text_is_analysed_alike_in_bulk(text: str, language: str) -> None:
    tokens = list(analyse(text, language))
    assert forms(text, language) == [(token.exact, token.stem) for token in tokens]
    for token in tokens:
        assert token.exact
        assert token.stem
        token.exact.encode()
        assert exact_form(token.exact) == token.exact
