"""The snippet is the window with all the words of the query, where there is one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.language.tree import Piece, PieceKind
from viewer.search.results.highlighter import Match, answered
from viewer.search.results.snippets import best_match, snippet
from viewer.text.spans import Span

_FILLER = "lorem ipsum dolor sit amet " * 12
_WORD = Piece(PieceKind.WORD, "")


def _places(text: str, *words: str) -> tuple[list[Span], list[frozenset[str]]]:
    found = [
        Match(Span(*hit.span()), Piece(PieceKind.WORD, word))
        for word in words
        for hit in re.finditer(rf"\b{word}\b", text)
    ]
    return answered(found)


def _shown(text: str, *words: str, width: int = 120) -> list[str]:
    places, pieces = _places(text, *words)
    line, marks = snippet(text, places, width, pieces)
    assert len(line) <= width
    return [mark.of(line) for mark in marks]


def test_all_words_before_many_of_one() -> None:
    text = f"army army army army {_FILLER} the Kwantung army {_FILLER} army army"
    assert _shown(text, "Kwantung", "army") == ["Kwantung", "army"]


def test_more_words_before_fewer() -> None:
    text = f"red red red {_FILLER} red tank {_FILLER} red army tank {_FILLER} army army"
    assert _shown(text, "red", "army", "tank") == ["red", "army", "tank"]


def test_words_as_far_apart_as_the_snippet_is_wide() -> None:
    between = "x" * 96
    text = f"{_FILLER}red {between} army, {_FILLER}"
    assert _shown(text, "red", "army") == ["red", "army"]


def test_of_equal_windows_the_denser_then_the_first() -> None:
    text = f"red army {_FILLER} red army red {_FILLER} red army red"
    places, pieces = _places(text, "red", "army")
    assert best_match(places, 120, pieces) == 2


def test_a_long_match_counts_by_its_beginning() -> None:
    text = f"{_FILLER}war {_FILLER}{_FILLER}"
    start = len(_FILLER)
    places = [Span(0, 3), Span(start, start + 3), Span(start + 4, len(text))]
    pieces = [frozenset({"war"}), frozenset({"war"}), frozenset({"tag"})]
    assert best_match(places, 120, pieces) == 1


@pytest.mark.parametrize("width", [40, 120])
@given(data=st.data())
def test_no_window_holds_more_words(width: int, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["red", "army", "tank", "a", "sat"]), min_size=1))
    gaps = data.draw(st.lists(st.integers(1, 70), min_size=len(words), max_size=len(words)))
    text = "".join(f"{word}{' ' * 0}{'-' * gap} " for word, gap in zip(words, gaps, strict=True))
    places, pieces = _places(text, "red", "army", "tank")
    if not places:
        return
    line, marks = snippet(text, places, width, pieces)
    shown = {mark.of(line) for mark in marks}
    room = width - 2
    most = max(
        len(
            {
                other.of(text)
                for other in places
                if first.start <= other.start and other.end <= first.start + room
            }
        )
        for first in places
    )
    assert len(shown & {"red", "army", "tank"}) >= most


def test_a_name_and_its_other_labels_are_one_word() -> None:
    matches = [
        Match(Span(0, 6), Piece(PieceKind.WORD, "Харбин")),
        Match(Span(10, 16), Piece(PieceKind.LABEL, "Харбин", label="Harbin")),
        Match(Span(12, 20), _WORD),
    ]
    assert answered(matches) == (
        [Span(0, 6), Span(10, 20)],
        [frozenset({"Харбин"}), frozenset({"Харбин", ""})],
    )
