"""The few best of many scores, without sorting them all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

#: Scores in one group: with so many, the best of each are still few to look through.
_GROUP = 64


def best_of_scores(scores: Scores, most: int) -> NDArray[np.intp]:
    """Where the `most` highest scores are, and all that equal the last of them, ascending.

    Only the highest of each group of scores are compared at first: as many groups as are wanted
    have one at least as high as the lowest of those, so all lower ones can be passed over.
    """
    if most <= 0:
        return np.empty(0, np.intp)
    if most >= len(scores):
        return np.arange(len(scores))
    floor = _floor(scores, most)
    high: NDArray[np.intp] = np.flatnonzero(scores >= floor)
    if len(high) <= most:
        return high
    lowest = np.partition(scores[high], len(high) - most)[len(high) - most]
    reached: NDArray[np.bool_] = scores[high] >= lowest
    return high[reached]


def _floor(scores: Scores, most: int) -> np.float32:
    """A score that at least `most` of them reach."""
    groups = len(scores) // _GROUP
    if groups < 2 * most:
        return np.float32(np.partition(scores, len(scores) - most)[len(scores) - most])
    # A group is a column here, not a row: rows are compared many elements at a time.
    highest = scores[: groups * _GROUP].reshape(_GROUP, groups).max(axis=0)
    return np.float32(np.partition(highest, groups - most)[groups - most])
