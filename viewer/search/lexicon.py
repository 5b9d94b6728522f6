"""All forms of one field of an index, in memory: what patterns are matched against."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from viewer.base.jobs import CancelToken

#: Numbers of forms, ascending.
FormNumbers = NDArray[np.intp]

#: Forms looked at between two looks at the cancel token.
STRIDE = 2_000

_LAST = "\U0010ffff"


class FieldLexicon:
    """The forms of one field, sorted, and in how many texts each stands.

    A form is known by its number, from 0. Safe between threads.
    """

    def __init__(self, forms: list[str], texts: NDArray[np.int64]) -> None:
        self.forms = forms
        self.texts = texts

    def texts_with(self, form: str) -> int:
        """In how many texts a form stands."""
        at = bisect_left(self.forms, form)
        return int(self.texts[at]) if at < len(self.forms) and self.forms[at] == form else 0

    def prefixed(self, prefix: str) -> FormNumbers:
        """The forms that begin with `prefix`."""
        first = bisect_left(self.forms, prefix)
        return np.arange(first, bisect_left(self.forms, prefix + _LAST, first))

    def near(self, word: str, distance: int) -> FormNumbers:
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
            return numbers
        away = process.cdist(
            [word], forms, scorer=OSA.distance, score_cutoff=distance, dtype=np.uint8
        )
        near: FormNumbers = numbers[away[0] <= distance]
        return near

    def fitting(self, fits: Callable[[str], bool], prefix: str, cancel: CancelToken) -> FormNumbers:
        """The forms that begin with `prefix` and that `fits` is true of. Raises `Cancelled`."""
        numbers = self.prefixed(prefix)
        if not len(numbers):
            return numbers
        found = []
        for at in range(int(numbers[0]), int(numbers[-1]) + 1, STRIDE):
            cancel.check()
            end = min(at + STRIDE, int(numbers[-1]) + 1)
            found += [number for number in range(at, end) if fits(self.forms[number])]
        return np.array(found, np.intp)

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
