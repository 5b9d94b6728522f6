"""What scoring needs to know of a whole index: living documents, frequencies, mean lengths.

All of it counts living documents only, so that an index that was updated scores exactly as one
built from nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.search.columnar.storage.segment import Segment
from viewer.search.results.scoring import K1, B, idf


class Statistics:
    """The statistics of some segments. For one thread at a time."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.documents = sum(segment.live_count for segment in segments)
        self._average: dict[str, float] = {}
        self._norms: dict[tuple[str, int], NDArray[np.float32]] = {}

    def idf(self, holding: int) -> float:
        """The inverse document frequency of a term that so many living documents hold."""
        return idf(self.documents, holding)

    def average_length(self, field: str) -> float:
        """The mean length of a field in words, over all living documents."""
        found = self._average.get(field)
        if found is None:
            total = sum(segment.live_tokens(field) for segment in self.segments)
            found = self._average[field] = total / max(1, self.documents)
        return found

    def norms(self, field: str, number: int) -> NDArray[np.float32]:
        """What BM25 adds to each document's count in segment `number`: K1·(1 − b + b·length/mean).

        See `viewer.search.results.scoring.bm25`.
        """
        key = (field, number)
        found = self._norms.get(key)
        if found is None:
            lengths = self.segments[number].fields[field].lengths.astype(np.float64)
            relative = (1.0 - B) + B * lengths / (self.average_length(field) or 1.0)
            found = self._norms[key] = (K1 * relative).astype(np.float32)
        return found


def term_scores(
    weight: float, counts: NDArray[np.unsignedinteger], norms: NDArray[np.float32]
) -> NDArray[np.float32]:
    """BM25 in single precision: `weight` is idf times boost, `norms` those of the documents."""
    times = counts.astype(np.float32)
    norms = norms + times
    times *= np.float32(weight * (K1 + 1.0))
    times /= norms
    return times
