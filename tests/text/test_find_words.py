"""Finding typed words in a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.text.find_words import find_all


def _found(text: str, wanted: str) -> list[str]:
    return [span.of(text) for span in find_all(text, wanted)]


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("War, war; WAR 😀 wart", "war", ["War", "war", "WAR", "war"]),
        ("Пётр и Петр, ПЁТР", "петр", ["Пётр", "Петр", "ПЁТР"]),
        ("Го\u0301би, Гоби", "гоби", ["Го\u0301би", "Гоби"]),
        ("café (e\u0301), cafe, cafe\u0301", "cafe", ["café", "cafe", "cafe\u0301"]),
        ("cafe and CAFÉ", "café", ["cafe", "CAFÉ"]),
        ("мой, мои, мои\u0306", "мои", ["мои"]),
        ("мой, мои, мои\u0306", "мой", ["мой", "мои\u0306"]),
        ("Red\u00a0Army\r\nRed \n Army", "red  army", ["Red\u00a0Army", "Red \n Army"]),
        ("об'явить, об’явить", "об‘явить", ["об'явить", "об’явить"]),
        ("Man\u00adchuria", "manchuria", ["Man\u00adchuria"]),
        ("Манжуур ба Өвөр", "ӨВӨР", ["Өвөр"]),
        ("a.b a+b (x)", "a.b", ["a.b"]),
        ("(x) [y] \\d", "(x)", ["(x)"]),
        ("one", "two", []),
        ("one", "  ", []),
        ("", "x", []),
    ],
)
def test_what_is_found(text: str, wanted: str, found: list[str]) -> None:
    assert _found(text, wanted) == found


def test_positions_are_code_points() -> None:
    [span] = find_all("😀🚩 war", "war")
    assert (span.start, span.end) == (3, 6)


@given(st.text(max_size=30), st.text(min_size=1, max_size=10), st.text(max_size=30))
def test_what_is_in_the_text_is_found_there(before: str, wanted: str, after: str) -> None:
    word = "".join(wanted.split()) or "x"
    text = f"{before} {word} {after}"
    assert (
        any(span.start <= len(before) + 1 < span.end for span in find_all(text, word))
        or word.upper().lower() != word.lower()
    )


def test_a_book_is_searched_in_one_go() -> None:
    text = "The Kwantung Army 😀 laid down its arms in Harbin, Манжуур. " * 34_000
    started = time.process_time()
    assert len(find_all(text, "манжуур")) == 34_000
    assert time.process_time() - started < 1.0
