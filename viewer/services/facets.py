"""Counting hits by newspaper, language, kind and month; narrowing them by the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from viewer.services.metadata_columns import Ints, MetadataColumns, day_number
from viewer.services.types import FacetCount, Facets, Filters, PublicationInfo

Mask = npt.NDArray[np.bool_]

KIND_LABELS = {
    "transcription": "transcription",
    "ocr": "OCR",
    "extract": "extract",
    "translation": "translation",
    "abstract": "abstract",
}
LANGUAGE_LABELS = {"en": "English", "ru": "Russian", "mn": "Mongolian", "": "not stated"}


def language_label(code: str) -> str:
    """A language's name in English where it is one of ours, else its code."""
    return LANGUAGE_LABELS.get(code, code)


def masks(columns: MetadataColumns, rows: Ints, filters: Filters) -> dict[str, Mask]:
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
        found["months"] = in_days(
            columns, rows, day_number(filters.date_from), day_number(filters.date_to)
        )
    return found


def in_days(columns: MetadataColumns, rows: Ints, first: int, last: int) -> Mask:
    """Which of `rows` may have been printed from day `first` to day `last` (0: open end)."""
    inside = columns.first[rows] > 0
    if first:
        inside &= columns.last[rows] >= first
    if last:
        inside &= columns.first[rows] <= last
    return np.asarray(inside)


def _coded(codes: Ints, names: tuple[str, ...], wanted: frozenset[str]) -> Mask:
    return np.isin(codes, [number for number, name in enumerate(names) if name in wanted])


def all_of(found: Mapping[str, Mask], size: int, *, but: str = "") -> Mask:
    """Where every mask holds, the one named `but` left aside."""
    mask = np.ones(size, np.bool_)
    for name, each in found.items():
        if name != but:
            mask &= each
    return mask


def count_facets(
    columns: MetadataColumns,
    rows: Ints,
    narrowing: Mapping[str, Mask],
    publications: Mapping[int, PublicationInfo],
) -> Facets:
    """The facets of `rows`, each counted without its own narrowing."""

    def of(facet: str) -> Ints:
        return rows[all_of(narrowing, len(rows), but=facet)]

    months = of("months")
    return Facets(
        newspapers=_newspapers(columns.publication[of("newspapers")], publications),
        languages=_counts(columns.language[of("languages")], columns.languages, language_label),
        kinds=_counts(columns.kind[of("kinds")], columns.kinds, lambda k: KIND_LABELS.get(k, k)),
        months=_months(columns, months),
        undated=int(np.count_nonzero(columns.first[months] == 0)),
    )


def _newspapers(ids: Ints, publications: Mapping[int, PublicationInfo]) -> tuple[FacetCount, ...]:
    counts = []
    for publication, count in zip(*np.unique(ids, return_counts=True), strict=True):
        info = publications.get(int(publication))
        label = info.title if info else "No newspaper stated"
        colour = info.colour if info else ""
        counts.append(FacetCount(str(publication), label, int(count), colour))
    return tuple(sorted(counts, key=lambda facet: (-facet.count, facet.label)))


def _counts(
    codes: Ints, names: tuple[str, ...], label: Callable[[str], str]
) -> tuple[FacetCount, ...]:
    counts = np.bincount(codes, minlength=len(names))
    found = [
        FacetCount(name, label(name), int(count))
        for name, count in zip(names, counts, strict=True)
        if count
    ]
    return tuple(sorted(found, key=lambda facet: (-facet.count, facet.label)))


def _months(columns: MetadataColumns, rows: Ints) -> tuple[tuple[str, str, int], ...]:
    dated = rows[columns.first[rows] > 0]
    # Year and month in the high digits, the newspaper's id in the low ones, counted at once.
    keys = (columns.first[dated] // 100) * 1_000_000 + columns.publication[dated]
    found = []
    for key, count in zip(*np.unique(keys, return_counts=True), strict=True):
        month, publication = divmod(int(key), 1_000_000)
        found.append((f"{month // 100:04d}-{month % 100:02d}", str(publication), int(count)))
    return tuple(found)
