"""What of an old version is left in a new one, and where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.annotation import edits
from viewer.annotation.edits import Kept, kept, origin
from viewer.text.spans import Span

OLD = "Война 🚩 объявлена. The cafe\u0301 at\u00a0Harbin burned. Nobody was hurt. It rained.\n"

letters = st.text(alphabet="ab .\nя🚩", max_size=60)


def moved(old: str, new: str, words: str) -> str | None:
    start = old.index(words)
    left = kept(old, new, Span(start, start + len(words)))
    if left is None:
        return None
    assert left.sure
    return left.span.of(new)


def test_what_was_not_touched_is_found() -> None:
    new = OLD.replace("Nobody", "No one").replace("Война", "ВОЙНА!")
    for words in ("cafe\u0301 at\u00a0Harbin", "It rained.\n", "🚩 объявлена"):
        assert moved(OLD, new, words) == words
    for words in ("Nobody", "burned. Nobody was", "Война"):
        assert moved(OLD, new, words) is None


def test_repeats_of_what_was_cut_or_added_are_left_open() -> None:
    more = "Head.\n" + "None.\n" * 4 + "Tail."
    less = "Head.\n" + "None.\n" * 3 + "Tail."
    for number in range(3):
        for old, new in ((more, less), (less, more)):
            left = kept(old, new, Span(6 + 6 * number, 11 + 6 * number))
            assert left is not None
            assert not left.sure
    assert moved(more, less, "Head") == "Head"
    assert moved(more, less, "Tail") == "Tail"


def test_what_a_cut_before_it_repeats_is_left_open() -> None:
    left = kept("abNaa", "bNa", Span(4, 5))  # one of two is cut: which is left, nobody can say
    assert left is not None
    assert not left.sure
    left = kept("abNac", "bNc", Span(4, 5))
    assert left == Kept(Span(2, 3), sure=True)


@settings(deadline=None)
@given(letters, letters, st.data())
def test_kept_text_is_the_same_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    span = Span(start, data.draw(st.integers(start, len(old))))
    left = kept(old, new, span)
    if left is not None:
        assert left.span.of(new) == span.of(old)
        assert not span or origin(old, new, left.span) == span


@settings(deadline=None)
@given(letters, letters)
def test_the_origin_is_the_same_text(old: str, new: str) -> None:
    for start in range(len(new)):
        source = origin(old, new, Span(start, start + 1))
        if source is not None:
            assert source.of(old) == new[start]


@settings(deadline=None)
@given(letters, letters, letters)
def test_what_stands_between_unlike_edits_is_kept(before: str, after: str, other: str) -> None:
    middle = "Harbin 1945 cafe\u0301"
    old, new = before + middle + after, other + middle + after
    left = kept(old, new, Span(len(before), len(before) + len(middle)))
    assert left == Kept(Span(len(other), len(other) + len(middle)), sure=True)


def test_long_versions_are_compared_by_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "_MOST_CELLS", 2_000)
    old = "".join(f"Sentence {number} of the old story. " for number in range(40))
    new = old.replace(" 3 of", " three of").replace(" 30 of", " thirty of").replace("15", "XV")
    for number in (2, 4, 20, 29, 31, 39):
        words = f"Sentence {number} of the old"
        assert moved(old, new, words) == words
    assert moved(old, new, "Sentence 30 of") is None
    assert moved(old, new, "the old story. Sentence 4") == "the old story. Sentence 4"


def test_versions_too_unlike_to_compare_keep_only_their_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(edits, "_MOST_CELLS", 10)
    old, new = "same start " + "a1" * 40 + " same end", "same start " + "b1" * 40 + " same end"
    assert moved(old, new, "same start") == "same start"
    assert moved(old, new, "same end") == "same end"
    assert kept(old, new, Span(12, 13)) is None
