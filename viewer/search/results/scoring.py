"""BM25F as this program counts it.

Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), §3: each field's term is
scored by BM25 with its own average length and weight, and the scores are added. The inverse
document frequency is the smoothed one that is never negative, ln(1 + (N − n + ½) / (n + ½)).
n is that of the field in which the most texts hold the term: hardly any headline holds a common
word, and by its own n it would count there as a rare one. N, n and the average lengths count living
documents only, so an index that was updated scores exactly as one built from nothing.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

B = 0.75
K1 = 1.2


def idf(documents: int, holding: int) -> float:
    """How telling a term is that `holding` of `documents` texts hold."""
    return math.log(1.0 + (documents - holding + 0.5) / (holding + 0.5))


def bm25(
    weight: float,
    counts: NDArray[np.float64],
    lengths: NDArray[np.float64],
    average_length: float,
) -> NDArray[np.float64]:
    """The scores of texts that hold a term `counts` times in fields of these `lengths` (words).

    `weight` is the term's idf times the weight of its field.
    """
    relative = (1.0 - B) + B * lengths / (average_length or 1.0)
    scores: NDArray[np.float64] = weight * counts * (K1 + 1.0) / (counts + K1 * relative)
    return scores
