"""The columns of all segments, put together in the order of excerpt ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from viewer.search.columnar.storage.layout import Array
from viewer.search.columnar.storage.segment import Segment
from viewer.search.index.columns import NAMES, NUMBERS, ExcerptColumns, ExcerptIds, Rows


class ColumnsOfSegments:
    """Ids, rows and columns of the living documents of some segments.

    Each is made when it is first asked for, and kept. For one thread at a time.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)

    @cached_property
    def ids(self) -> ExcerptIds:
        """The ids of all living excerpts, ascending."""
        return self._in_order(np.int64, lambda segment: segment.ids)

    @cached_property
    def rows(self) -> tuple[Rows, ...]:
        """For each segment the row of each document; of no meaning for dead ones."""
        of_living = np.empty(len(self._order), np.int64)
        of_living[self._order] = np.arange(len(of_living))
        found = []
        start = 0
        for segment in self._segments:
            rows = np.zeros(segment.size, np.int64)
            rows[segment.live_docs] = of_living[start : start + segment.live_count]
            start += segment.live_count
            found.append(rows)
        return tuple(found)

    @cached_property
    def offsets(self) -> tuple[int | None, ...]:
        """For each segment, by how much the row of each of its documents exceeds its number; None
        where the rows do not follow each other so."""
        return tuple(
            int(rows[0])
            if segment.live is None and segment.size and np.all(np.diff(rows) == 1)
            else None
            for segment, rows in zip(self._segments, self.rows, strict=True)
        )

    @cached_property
    def columns(self) -> ExcerptColumns:
        """All columns, a row for each living excerpt."""
        numbers = {name: self._numbers(name) for name in NUMBERS}
        (language, languages), (kind, kinds) = (self._named(name) for name in NAMES)
        return ExcerptColumns(
            ids=self.ids,
            language=language,
            languages=languages,
            kind=kind,
            kinds=kinds,
            **numbers,
        )

    @cached_property
    def _order(self) -> NDArray[np.intp]:
        """Where, among the live documents of all segments, that of each row is."""
        ids = [segment.ids[segment.live_docs] for segment in self._segments]
        all_ids = np.concatenate(ids) if ids else np.empty(0, np.int64)
        if np.all(all_ids[1:] > all_ids[:-1]):
            return np.arange(len(all_ids))
        return np.argsort(all_ids, kind="stable")

    def _in_order(self, kind: type[np.integer], column: Callable[[Segment], Array]) -> Array:
        parts = [column(segment)[segment.live_docs] for segment in self._segments]
        return np.concatenate(parts)[self._order].astype(kind) if parts else np.empty(0, kind)

    def _numbers(self, name: str) -> Array:
        return self._in_order(np.int64, lambda segment: numbers_of(segment, name))

    def _named(self, name: str) -> tuple[Array, tuple[str, ...]]:
        names = united_names(self._segments, name)
        return self._in_order(np.int64, lambda s: codes_of(s, name, names)), names


def numbers_of(segment: Segment, name: str) -> Array:
    """A column of numbers; zeros where the segment has none."""
    column = segment.column(name)
    return np.zeros(segment.size, np.uint8) if column is None else column


def names_of(segment: Segment, name: str) -> tuple[str, ...]:
    """The names that a segment's column of names points into."""
    noted = segment.columns.get(name, {}).get("names", [""])
    return tuple(map(str, noted))


def united_names(segments: Sequence[Segment], name: str) -> tuple[str, ...]:
    """All names of a column that living documents have, sorted."""
    found: set[str] = set()
    for segment in segments:
        names = names_of(segment, name)
        used = np.unique(numbers_of(segment, name)[segment.live_docs])
        found.update(names[code] for code in used.tolist())
    return tuple(sorted(found))


def codes_of(segment: Segment, name: str, names: Sequence[str]) -> Array:
    """A column of names with its values pointing into other `names`; 0 for those not in them."""
    number = {each: code for code, each in enumerate(names)}
    codes = np.array([number.get(each, 0) for each in names_of(segment, name)], np.uint64)
    return codes[numbers_of(segment, name)]
