"""The words of an index, in memory: what patterns and near spellings are matched against."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from viewer.base.jobs import CancelToken

#: Forms looked at between two looks at the cancel token.
STRIDE = 2_000

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How many texts hold a term (document frequency), and how often it occurs in all of them
    (collection frequency)."""

    texts: int
    times: int


class FieldLexicon:
    """The forms of one field, sorted, and how many texts hold each.

    A form is known by its number, from 0. Safe between threads.
    """

    def __init__(self, forms: list[str], texts: Sequence[int]) -> None:
        """`texts` has a number for each form."""
        self.forms = forms
        self._texts = np.asarray(texts, np.int64)

    def texts_with(self, form: str) -> int:
        """How many texts hold a form."""
        at = bisect_left(self.forms, form)
        return int(self._texts[at]) if at < len(self.forms) and self.forms[at] == form else 0

    def texts_of(self, numbers: Sequence[int]) -> list[int]:
        """How many texts hold each of these forms."""
        found: list[int] = self._texts[np.asarray(numbers, np.intp)].tolist()
        return found

    def prefixed(self, prefix: str) -> range:
        """The forms that begin with `prefix`."""
        first = bisect_left(self.forms, prefix)
        return range(first, bisect_left(self.forms, prefix + _LAST, first))

    def near(self, word: str, distance: int) -> list[int]:
        """The forms in which at most `distance` letters differ, are missing, added or swapped.

        The distance is the optimal string alignment distance (Damerau's four kinds of slips).
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        lengths, letters = self._sizes_and_letters
        asked = _letters([word], np.array([len(word)]))
        # A slip adds at most one letter that the word has not, and takes at most one away.
        close = np.abs(lengths - len(word)) <= distance
        close[close] = np.bitwise_count(letters[close] & ~asked) <= distance
        close[close] = np.bitwise_count(asked & ~letters[close]) <= distance
        numbers = np.flatnonzero(close)
        forms = [self.forms[number] for number in numbers.tolist()]
        if not forms:
            return []
        away = process.cdist(
            [word], forms, scorer=OSA.distance, score_cutoff=distance, dtype=np.uint8
        )
        near: list[int] = numbers[away[0] <= distance].tolist()
        return near

    def fitting(self, fits: Callable[[str], bool], prefix: str, cancel: CancelToken) -> list[int]:
        """The forms that begin with `prefix` and that `fits` is true of. Raises `Cancelled`."""
        numbers = self.prefixed(prefix)
        found: list[int] = []
        for at in range(0, len(numbers), STRIDE):
            cancel.check()
            found += [each for each in numbers[at : at + STRIDE] if fits(self.forms[each])]
        return found

    @cached_property
    def _sizes_and_letters(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Of each form the length in code points, and which letters it has (see `_letters`)."""
        lengths = np.fromiter(map(len, self.forms), np.int64, len(self.forms))
        return lengths, _letters(self.forms, lengths)


def _letters(words: Sequence[str], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The letters in each of some words: a bit for each, though several letters share one.

    `lengths` are those of the words in code points.
    """
    if not words:
        return np.empty(0, np.uint64)
    ended = "".join(f"{word}\0" for word in words)  # so that even an empty word has its place
    codes = np.frombuffer(ended.encode("utf-32-le", "surrogatepass"), "<u4")
    bits = np.uint64(1) << (codes & 63).astype(np.uint64)
    letters: NDArray[np.uint64] = np.bitwise_or.reduceat(bits, np.cumsum(lengths + 1) - lengths - 1)
    return letters
