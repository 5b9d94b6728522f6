"""From what the engine found to an order: tiers, narrowing, and how hits are sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from viewer.search.engine import Evaluation
from viewer.services.facets import all_of, masks
from viewer.services.metadata_columns import Ints, MetadataColumns
from viewer.services.types import Filters, SortOrder

#: Sorts behind every date there is.
_NEVER = 99_999_999


@dataclass(frozen=True, slots=True)
class Tier:
    """The excerpts of one tier: rows of the metadata columns (before narrowing), their scores,
    and which of them the narrowing lets through, facet by facet."""

    rows: Ints
    scores: npt.NDArray[np.float32]
    narrowing: dict[str, npt.NDArray[np.bool_]]

    def through(self) -> npt.NDArray[np.bool_]:
        """Which rows every facet lets through."""
        return all_of(self.narrowing, len(self.rows))

    def __len__(self) -> int:
        return int(np.count_nonzero(self.through()))


def tier(
    columns: MetadataColumns,
    evaluation: Evaluation,
    filters: Filters,
    *,
    without: Ints | None = None,
) -> Tier:
    """What an evaluation gives; ids that the catalogue lacks, and `without`, are left out."""
    ids, scores = evaluation.ids, evaluation.scores
    known = np.isin(ids, columns.ids, assume_unique=True)
    if without is not None:
        known &= ~np.isin(ids, without, assume_unique=True)
    rows = columns.rows(ids[known])
    return Tier(rows, scores[known], masks(columns, rows, filters))


def order(
    columns: MetadataColumns, found: Tier, by: SortOrder, most: int
) -> tuple[Ints, npt.NDArray[np.float32]]:
    """The first `most` excerpt ids of a tier, and their scores, in the order asked: best, earliest
    or first by title.

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
        keys = (ids, dates, _title_ranks(columns, rows))
    candidates = _first(keys[-1], most)
    sequence = candidates[np.lexsort([key[candidates] for key in keys])][:most]
    return ids[sequence], scores[sequence]


def _first(key: npt.NDArray[Any], most: int) -> Ints:
    """Where the `most` smallest of `key` stand, equals of the last one too, in no order.

    Sorting these alone is many times quicker than sorting all the hits of a common word.
    """
    if most >= len(key):
        return np.arange(len(key))
    return np.flatnonzero(key <= np.partition(key, most)[most])


def _title_ranks(columns: MetadataColumns, rows: Ints) -> Ints:
    titles = columns.publication_titles
    by_title = sorted(titles, key=lambda key: titles[key].casefold().removeprefix("the "))
    ranks = np.full(max(titles, default=0) + 1, len(titles), np.int64)
    ranks[by_title] = np.arange(len(titles))
    return ranks[columns.publication[rows]]
