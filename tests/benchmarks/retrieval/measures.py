"""How good a ranking is, as NIST's trec_eval defines it (github.com/usnistgov/trec_eval, 9.0).

- MAP (`m_map.c`): for each query the precision at each relevant text found, summed, by the number
  of relevant texts judged; then the mean. A text is relevant from grade 1 on; one that is not
  judged is not.
- nDCG@10 (`m_ndcg_cut.c`): each text among the first ten gains its grade by log2(rank + 1);
  the sum is divided by that of the best possible ranking of the judged texts. Grades below 0 gain
  nothing.
- recall@100 (`m_recall.c`): of the relevant texts the share among the first hundred.

The mean is over all queries with a relevant text, found or not (trec_eval's `-c`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log2
from statistics import mean
from typing import NamedTuple

Grades = Mapping[str, int]


class Measures(NamedTuple):
    """The means over the queries of a collection."""

    average_precision: float
    ndcg_10: float
    recall_100: float


def average_precision(ranking: Sequence[str], grades: Grades) -> float:
    """See the head of the module."""
    relevant = _relevant(grades)
    found, total = 0, 0.0
    for rank, key in enumerate(ranking, 1):
        if key in relevant:
            found += 1
            total += found / rank
    return total / len(relevant) if relevant else 0.0


def ndcg(ranking: Sequence[str], grades: Grades, cut: int = 10) -> float:
    """See the head of the module."""
    best = _gain(sorted(grades.values(), reverse=True)[:cut])
    return _gain(grades.get(key, 0) for key in ranking[:cut]) / best if best else 0.0


def recall(ranking: Sequence[str], grades: Grades, cut: int = 100) -> float:
    """See the head of the module."""
    relevant = _relevant(grades)
    return len(relevant & set(ranking[:cut])) / len(relevant) if relevant else 0.0


def measured(rankings: Mapping[str, Sequence[str]], judgements: Mapping[str, Grades]) -> Measures:
    """The means over all queries that have a relevant text."""
    judged = {query: grades for query, grades in judgements.items() if _relevant(grades)}
    each = [(rankings.get(query, ()), grades) for query, grades in judged.items()]
    return Measures(
        mean(average_precision(ranking, grades) for ranking, grades in each),
        mean(ndcg(ranking, grades) for ranking, grades in each),
        mean(recall(ranking, grades) for ranking, grades in each),
    )


def _relevant(grades: Grades) -> set[str]:
    return {key for key, grade in grades.items() if grade >= 1}


def _gain(grades: Iterable[int]) -> float:
    return sum(max(0, grade) / log2(rank + 1) for rank, grade in enumerate(grades, 1))
