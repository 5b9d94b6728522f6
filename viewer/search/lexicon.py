"""All forms of one field of an index, in memory: what patterns are matched against."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
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

        found = []
        for length in range(len(word) - distance, len(word) + distance + 1):
            if length in self._by_length:
                numbers, forms = self._by_length[length]
                away = process.cdist(
                    [word], forms, scorer=OSA.distance, score_cutoff=distance, dtype=np.uint8
                )
                found.append(numbers[away[0] <= distance])
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.intp)

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
    def _by_length(self) -> dict[int, tuple[FormNumbers, list[str]]]:
        """The forms of each length in code points, and their numbers."""
        lengths = np.fromiter(map(len, self.forms), np.int64, len(self.forms))
        found = {}
        for length in np.unique(lengths).tolist():
            numbers = np.flatnonzero(lengths == length)
            found[length] = (numbers, [self.forms[number] for number in numbers.tolist()])
        return found
