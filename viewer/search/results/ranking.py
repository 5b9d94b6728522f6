"""From what matched to an order: tiers, narrowing, and how hits are sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from viewer.search.engine import RankedHit
from viewer.search.index.columns import Column, ExcerptColumns, ExcerptIds, Rows, Scores
from viewer.search.requests import Filters, SearchRequest
from viewer.search.results.facets import Mask, all_of, masks
from viewer.text.kinds import SortOrder

#: Sorts behind every date there is.
_NEVER = 99_999_999


@dataclass(frozen=True, slots=True)
class Tier:
    """The excerpts of one tier: rows of the index's columns (before narrowing), their scores,
    and which of them the narrowing lets through, facet by facet."""

    rows: Rows
    scores: Scores
    narrowing: dict[str, Mask]

    @classmethod
    def empty(cls) -> Tier:
        """A tier of nothing."""
        return cls(np.empty(0, np.int64), np.empty(0, np.float32), {})

    def through(self) -> Mask:
        """Which rows every facet lets through."""
        return all_of(self.narrowing, len(self.rows))

    def __len__(self) -> int:
        return int(np.count_nonzero(self.through()))


def tier(
    columns: ExcerptColumns, rows: Rows, scores: Scores, filters: Filters, without: Rows
) -> Tier:
    """The tier of some rows and their scores, but for the rows `without`."""
    if len(without):
        kept = np.ones(len(columns.ids), np.bool_)
        kept[without] = False
        kept = kept[rows]
        rows, scores = rows[kept], scores[kept]
    return Tier(rows, scores, masks(columns, rows, filters))


def page(
    columns: ExcerptColumns,
    tiers: Sequence[Tier],
    request: SearchRequest,
    newspapers: Sequence[int],
) -> tuple[RankedHit, ...]:
    """The hits of the page that is asked for; the second tier goes on where the first ends."""
    hits: list[RankedHit] = []
    skip, room = request.offset, request.limit
    for number, found in enumerate(tiers, 1):
        ids, scores = order(columns, newspapers, found, request.sort, skip + room)
        hits += [
            RankedHit(excerpt_id, number, score)
            for excerpt_id, score in zip(ids[skip:].tolist(), scores[skip:].tolist(), strict=True)
        ]
        skip = max(0, skip - len(found))
        room = request.limit - len(hits)
    return tuple(hits)


def order(
    columns: ExcerptColumns,
    newspapers: Sequence[int],
    found: Tier,
    by: SortOrder,
    most: int,
) -> tuple[ExcerptIds, Scores]:
    """The first `most` excerpt ids of a tier, and their scores, in the order asked: best, earliest
    or first by the newspaper's place in `newspapers`.

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
        keys = (ids, dates, _newspaper_ranks(newspapers, columns.publication[rows]))
    candidates = _first(keys, most)
    sequence = candidates[np.lexsort([key[candidates] for key in keys])]
    return ids[sequence], scores[sequence]


def _first(keys: Sequence[npt.NDArray[Any]], most: int) -> npt.NDArray[np.intp]:
    """Where the `most` smallest are, in no order; the last of `keys` counts first, and the first
    has no equals.

    Sorting these alone is many times quicker than sorting all the hits of a common word.
    """
    *others, key = keys
    if most >= len(key):
        return np.arange(len(key))
    if most <= 0:
        return np.empty(0, np.intp)
    last = np.partition(key, most - 1)[most - 1]
    below, equal = np.flatnonzero(key < last), np.flatnonzero(key == last)
    wanted = most - len(below)
    if len(equal) > wanted:
        equal = equal[_first([each[equal] for each in others], wanted)]
    return np.concatenate((below, equal))


def _newspaper_ranks(newspapers: Sequence[int], publications: Column) -> Column:
    """The place of each publication in `newspapers`; those that are not in it come last."""
    ranks = np.full(max(newspapers, default=0) + 2, len(newspapers), np.int64)
    ranks[list(newspapers)] = np.arange(len(newspapers))
    return ranks[np.minimum(publications, len(ranks) - 1)]
