"""From what the engine found to an order: tiers, narrowing, and how hits are sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from viewer.search.columns import Column, ExcerptColumns
from viewer.search.engine import Evaluation, ExcerptIds, Rows, Scores
from viewer.services.facets import all_of, masks
from viewer.services.types import Filters, SortOrder

#: Sorts behind every date there is.
_NEVER = 99_999_999


@dataclass(frozen=True, slots=True)
class Tier:
    """The excerpts of one tier: rows of the index's columns (before narrowing), their scores,
    and which of them the narrowing lets through, facet by facet."""

    rows: Rows
    scores: Scores
    narrowing: dict[str, npt.NDArray[np.bool_]]

    @classmethod
    def empty(cls) -> Tier:
        """A tier of nothing."""
        return cls(np.empty(0, np.int64), np.empty(0, np.float32), {})

    def through(self) -> npt.NDArray[np.bool_]:
        """Which rows every facet lets through."""
        return all_of(self.narrowing, len(self.rows))

    def __len__(self) -> int:
        return int(np.count_nonzero(self.through()))


def tier(
    columns: ExcerptColumns,
    evaluation: Evaluation,
    filters: Filters,
    *,
    without: Rows | None = None,
) -> Tier:
    """What an evaluation gives, but for the rows `without`."""
    rows, scores = evaluation.rows, evaluation.scores
    if without is not None and len(without):
        kept = np.ones(len(columns.ids), np.bool_)
        kept[without] = False
        kept = kept[rows]
        rows, scores = rows[kept], scores[kept]
    return Tier(rows, scores, masks(columns, rows, filters))


def order(
    columns: ExcerptColumns,
    titles: Mapping[int, str],
    found: Tier,
    by: SortOrder,
    most: int,
) -> tuple[ExcerptIds, Scores]:
    """The first `most` excerpt ids of a tier, and their scores, in the order asked: best, earliest
    or first by the newspaper's title in `titles`.

    Ties go by date, then id; excerpts without a date come after those with one.
    """
    through = found.through()
    rows, scores = found.rows[through], found.scores[through]
    dates = np.where(columns.first[rows] > 0, columns.first[rows], _NEVER)
    ids = columns.ids[rows]
    keys: tuple[npt.NDArray[Any], ...]
    if by is SortOrder.RELEVANCE:
        keys = (ids, dates, -scores)
    elif by is SortOrder.DATE:
        keys = (ids, -scores, dates)
    else:
        keys = (ids, dates, _title_ranks(titles, columns.publication[rows]))
    candidates = _first(keys[-1], most)
    sequence = candidates[np.lexsort([key[candidates] for key in keys])][:most]
    return ids[sequence], scores[sequence]


def _first(key: npt.NDArray[Any], most: int) -> npt.NDArray[np.intp]:
    """Where the `most` smallest of `key` stand, equals of the last one too, in no order.

    Sorting these alone is many times quicker than sorting all the hits of a common word.
    """
    if most >= len(key):
        return np.arange(len(key))
    return np.flatnonzero(key <= np.partition(key, most)[most])


def _title_ranks(titles: Mapping[int, str], publications: Column) -> Column:
    by_title = sorted(titles, key=lambda key: titles[key].casefold().removeprefix("the "))
    ranks = np.full(max(titles, default=0) + 1, len(titles), np.int64)
    ranks[by_title] = np.arange(len(titles))
    return ranks[np.minimum(publications, len(ranks) - 1)]
