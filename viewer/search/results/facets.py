"""Counting hits by newspaper, language, kind and month; narrowing them by the same."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from viewer.search.engine import FacetCounts
from viewer.search.index.columns import Column, ExcerptColumns, Rows
from viewer.search.requests import Filters
from viewer.text.dates import day_number

Mask = npt.NDArray[np.bool_]

#: Larger values are counted by sorting them instead of in a table with a place for each.
_MOST_COUNTED = 1 << 20


def masks(columns: ExcerptColumns, rows: Rows, filters: Filters) -> dict[str, Mask]:
    """For each facet that narrows, which of `rows` it lets through."""
    found: dict[str, Mask] = {}
    if filters.publications:
        wanted = np.array(sorted(filters.publications), np.int64)
        found["newspapers"] = np.isin(columns.publication[rows], wanted)
    if filters.languages:
        found["languages"] = _coded(columns.language[rows], columns.languages, filters.languages)
    if filters.kinds:
        found["kinds"] = _coded(columns.kind[rows], columns.kinds, filters.kinds)
    if filters.date_from or filters.date_to:
        found["months"] = _in_days(
            columns, rows, day_number(filters.date_from), day_number(filters.date_to)
        )
    return found


def _in_days(columns: ExcerptColumns, rows: Rows, first: int, last: int) -> Mask:
    """Which of `rows` may have been printed from day `first` to day `last` (0: open end)."""
    inside = columns.first[rows] > 0
    if first:
        inside &= columns.last[rows] >= first
    if last:
        inside &= columns.first[rows] <= last
    return np.asarray(inside)


def _coded(codes: Column, names: tuple[str, ...], wanted: frozenset[str]) -> Mask:
    return np.isin(codes, [number for number, name in enumerate(names) if name in wanted])


def all_of(found: Mapping[str, Mask], size: int, *, but: str = "") -> Mask:
    """Where every mask holds, the one named `but` left aside."""
    mask = np.ones(size, np.bool_)
    for name, each in found.items():
        if name != but:
            mask &= each
    return mask


def count_facets(columns: ExcerptColumns, rows: Rows, narrowing: Mapping[str, Mask]) -> FacetCounts:
    """The facets of `rows`, each counted without its own narrowing."""

    def of(facet: str) -> Rows:
        return rows[all_of(narrowing, len(rows), but=facet)]

    months = of("months")
    return FacetCounts(
        newspapers=tuple(_counted(columns.publication[of("newspapers")])),
        languages=_named(columns.language[of("languages")], columns.languages),
        kinds=_named(columns.kind[of("kinds")], columns.kinds),
        months=_months(columns, months),
        undated=int(np.count_nonzero(columns.first[months] == 0)),
    )


def _named(codes: Column, names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((names[code], count) for code, count in _counted(codes))


def _months(columns: ExcerptColumns, rows: Rows) -> tuple[tuple[str, int, int], ...]:
    """Year and month, the newspaper's id, and how many excerpts are dated so."""
    first = columns.first[rows]
    months = first // 100
    dated = months > 0
    if not dated.any():
        return ()
    start, papers = int(months[dated].min()), columns.publication[rows]
    # The newspaper in the low digits, so that both are counted at once.
    width = int(papers.max()) + 1
    keys = ((months - start) * width + papers)[dated]
    found = []
    for key, count in _counted(keys):
        month, publication = divmod(key, width)
        month += start
        found.append((f"{month // 100:04d}-{month % 100:02d}", publication, count))
    return tuple(found)


def _counted(values: Column) -> list[tuple[int, int]]:
    """The values (no negative ones) that occur, ascending, and how often each does."""
    if not len(values):
        return []
    if int(values.max()) < _MOST_COUNTED:
        counts = np.bincount(values)
        present = np.flatnonzero(counts)
        return list(zip(present.tolist(), counts[present].tolist(), strict=True))
    present, counts = np.unique(values, return_counts=True)
    return list(zip(present.tolist(), counts.tolist(), strict=True))
