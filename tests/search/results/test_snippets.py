"""One line around the matches: right marks, whole graphemes, no line ends, no more than asked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.results import snippets
from viewer.search.results.snippets import ELLIPSIS, snippet
from viewer.text.spans import Span

FILLER = "lorem ipsum dolor sit amet " * 20


def spans_of(word: str, text: str) -> list[Span]:
    return [Span(found.start(), found.end()) for found in regex.finditer(word, text)]


def plain(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())


def test_a_short_text_is_shown_whole() -> None:
    text = "Война\u00a0и мир\n🚩 cafe\u0301"
    assert snippet(text, [Span(0, 5), Span(14, 15)]) == (
        "Война\u00a0и мир 🚩 cafe\u0301",
        (Span(0, 5), Span(14, 15)),
    )


def test_without_matches_the_beginning_is_shown() -> None:
    line, marks = snippet(FILLER, [])
    assert line.startswith("lorem ipsum")
    assert line.endswith(ELLIPSIS)
    assert marks == ()


def test_the_window_with_most_matches_is_taken() -> None:
    text = f"match {FILLER} match here and match there {FILLER}"
    line, marks = snippet(text, spans_of("match", text))
    assert [mark.of(line) for mark in marks] == ["match", "match"]
    assert line.startswith(ELLIPSIS)
    assert line.endswith(ELLIPSIS)
    assert "here and" in line


def test_it_begins_and_ends_with_whole_words() -> None:
    text = f"{FILLER} match {FILLER}"
    line, _ = snippet(text, spans_of("match", text), 60)
    assert set(line.strip(ELLIPSIS).split()) <= {*FILLER.split(), "match"}


def test_matches_at_the_end_of_a_long_text_have_text_before_them() -> None:
    text = f"{FILLER} match"
    line, marks = snippet(text, spans_of("match", text))
    assert line.endswith("match")
    assert len(line) > 120
    assert marks[0].of(line) == "match"


def test_a_match_longer_than_the_window_is_cut() -> None:
    line, marks = snippet(FILLER, [Span(0, len(FILLER))], 50)
    assert len(line) <= 50
    assert marks == (Span(0, len(line) - 1),)


@pytest.mark.parametrize("width", [1, 2, 3])
def test_a_grapheme_is_not_cut_however_narrow(width: int) -> None:
    family = "👩‍👩‍👧‍👦"
    line, _ = snippet(family * 5, [], width)
    assert line == family + ELLIPSIS


ALPHABET = [
    "a",
    "b",
    " ",
    "\n",
    "\u00a0",
    "е\u0301",
    "👩‍👩‍👧",
    "🚩",
    "слово ",
    "\x00",
    "\u2028",
]

PARTS = [*ALPHABET, "«word-", "\u0301", "👩", "\u200d", "\t", "\r"]


@st.composite
def marked(draw: st.DrawFn, alphabet: Sequence[str] = ALPHABET) -> tuple[str, list[Span]]:
    text = "".join(draw(st.lists(st.sampled_from(alphabet), max_size=80)))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=False)]


@given(marked(), st.integers(1, 60))
def test_marks_cover_what_the_matches_cover(given_: tuple[str, list[Span]], width: int) -> None:
    text, matches = given_
    line, marks = snippet(text, matches, width)
    longest = max((len(found) for found in regex.findall(r"\X", text)), default=0)
    assert len(line) <= max(width, longest + 2)
    assert not regex.search(r"[\n\r\x00\u2028]", line)
    assert plain(line.strip(ELLIPSIS)).strip() in plain(text)
    matched = [plain(match.of(text)).strip() for match in matches]
    for mark in marks:
        covered = mark.of(line).strip()
        assert any(plain(covered) in one for one in matched)
    assert all(one.end <= other.start for one, other in pairwise(marks))


@given(st.text(alphabet="aЯ« \u00a0\t\r\n\x00", max_size=12))
def test_one_line_is_the_text_with_single_spaces(text: str) -> None:
    line, _ = snippet(text, [])
    runs = regex.sub(r"(?!\u00a0(?![\s\p{Cc}])(?<![\s\p{Cc}]\u00a0))[\s\p{Cc}]+", "\n", text)
    assert line == runs.strip("\n").replace("\n", " ")


@given(marked(PARTS), st.integers(1, 60))
def test_the_short_cuts_change_nothing(given_: tuple[str, list[Span]], width: int) -> None:
    text, matches = given_
    shown = snippet(text, matches, width)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snippets, "_TWO_PLAIN", regex.compile(r"(?!)"))
        every_run = regex.compile(r"(?!\u00a0(?![\s\p{Cc}]))[\s\p{Cc}]+")
        patch.setattr(snippets, "_UNEVEN", every_run)
        assert snippet(text, matches, width) == shown


def test_any_two_plain_characters_are_two_graphemes() -> None:
    plain = [one for one in map(chr, range(0x10000)) if snippets._TWO_PLAIN.match(one * 2)]
    assert len(plain) > 150
    assert all(len(regex.findall(r"\X", one + other)) == 2 for one in plain for other in plain)


@given(marked(), st.integers(1, 60))
def test_no_grapheme_is_cut(given_: tuple[str, list[Span]], width: int) -> None:
    text, matches = given_
    line, _ = snippet(text, matches, width)
    whole = set(regex.findall(r"\X", text))
    shown = set(regex.findall(r"\X", line.strip(ELLIPSIS)))
    assert {one for one in shown if not one.isspace()} <= whole
