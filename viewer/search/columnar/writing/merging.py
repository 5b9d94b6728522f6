"""Several segments become one, without their deleted documents.

A term's postings are those of the first segment, then those of the second, and so on; since the
documents are numbered on in the same order, they ascend. So every posting's new place follows from
how many there are of each term in each segment, and all of a segment's are put there at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from operator import ne

import numpy as np
from numpy.typing import NDArray

from viewer.search.columnar.storage.columns import codes_of, numbers_of, united_names
from viewer.search.columnar.storage.content import FieldContent, SegmentContent
from viewer.search.columnar.storage.layout import Array
from viewer.search.columnar.storage.segment import Field, Segment

_NONE = np.empty(0, np.int64)


def merged(segments: Sequence[Segment]) -> SegmentContent:
    """The living documents of some segments, in their order."""
    fields = dict.fromkeys(name for segment in segments for name in segment.fields)
    columns = dict.fromkeys(name for segment in segments for name in segment.columns)
    names = {
        name: united_names(segments, name)
        for name in columns
        if any("names" in segment.columns.get(name, {}) for segment in segments)
    }
    return SegmentContent(
        documents=sum(segment.live_count for segment in segments),
        fields={name: found for name in fields if (found := _field(name, segments)) is not None},
        columns={name: _column(name, segments, names.get(name)) for name in columns},
        notes={name: {"names": list(each)} for name, each in names.items()},
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What one segment gives of a field: its living postings, with new document numbers.

    `frequencies` has the number of postings of each of its terms, also of those without any left,
    `place_frequencies` the number of their positions.
    """

    terms: list[bytes]
    frequencies: NDArray[np.int64]
    place_frequencies: NDArray[np.int64]
    docs: Array
    counts: Array
    places: Array | None
    bounded: bool


def _field(name: str, segments: Sequence[Segment]) -> FieldContent | None:
    parts = []
    lengths = []
    before = 0
    for segment in segments:
        field = segment.field(name)
        if field is not None:
            parts.append(_part(segment, field, before))
        lengths.append(_lengths(segment, field))
        before += segment.live_count
    terms, numbers = _united(parts)
    if not terms:
        return None
    scored = any(s.fields[name].has_lengths for s in segments if name in s.fields)
    return _joined(parts, terms, numbers, np.concatenate(lengths) if scored else None)


def _part(segment: Segment, field: Field, before: int) -> _Part:
    docs, counts = field.whole("docs"), field.whole("counts")
    places = field.whole("places") if field.has_positions else None
    frequencies = field.frequencies()
    place_frequencies = field.place_frequencies() if field.has_positions else frequencies
    if segment.live is not None:
        kept = segment.live[docs]
        if places is not None:
            places = places[np.repeat(kept, counts)]
        owners = np.repeat(np.arange(len(frequencies)), frequencies)[kept]
        frequencies = np.bincount(owners, minlength=len(frequencies))
        docs, counts = docs[kept], counts[kept]
        place_frequencies = np.bincount(owners, counts, len(frequencies)).astype(np.int64)
        numbers = np.cumsum(segment.live) - 1
        docs = numbers[docs]
    moved = docs.astype(np.uint32) + np.uint32(before)
    return _Part(
        terms=list(field.dictionary),
        frequencies=frequencies,
        place_frequencies=place_frequencies,
        docs=moved,
        counts=counts,
        places=places,
        bounded=field.bounded,
    )


def _lengths(segment: Segment, field: Field | None) -> Array:
    if field is None or not field.has_lengths:
        return np.zeros(segment.live_count, np.uint32)
    return field.lengths if segment.live is None else field.lengths[segment.live]


def _united(parts: Sequence[_Part]) -> tuple[list[bytes], list[NDArray[np.int64]]]:
    """All terms that have postings, sorted, and for each part its terms' numbers among them."""
    terms = list(chain.from_iterable(part.terms for part in parts))
    # Sorting merges the parts, which are sorted, in linear time.
    order = sorted(range(len(terms)), key=terms.__getitem__)
    in_order = [terms[at] for at in order]
    fresh = np.fromiter(map(ne, in_order, chain((None,), in_order)), np.bool_, len(terms))
    group = np.cumsum(fresh) - 1
    groups = np.empty(len(terms), np.int64)
    groups[order] = group
    frequencies = np.concatenate([part.frequencies for part in parts] or [_NONE])
    used = np.bincount(groups, frequencies) > 0
    names = list(compress(compress(in_order, fresh.tolist()), used.tolist()))
    # A term without postings left may have the number of another: it has nothing to put there.
    numbers = np.maximum(np.cumsum(used) - 1, 0)[groups]
    return names, np.split(numbers, np.cumsum([len(part.terms) for part in parts])[:-1])


def _joined(
    parts: Sequence[_Part],
    terms: list[bytes],
    numbers: Sequence[NDArray[np.int64]],
    lengths: Array | None,
) -> FieldContent:
    of_parts = [part.frequencies for part in parts]
    starts, targets = _side_by_side(numbers, of_parts, len(terms))
    docs = np.empty(starts[-1], np.uint32)
    counts = np.empty(starts[-1], np.uint32)
    for part, at in zip(parts, targets, strict=True):
        docs[at], counts[at] = part.docs, part.counts
    return FieldContent(
        terms=terms,
        starts=starts,
        docs=docs,
        counts=counts,
        places=_joined_places(parts, numbers, len(terms)),
        lengths=lengths,
        bounded=all(part.bounded for part in parts),
    )


def _joined_places(
    parts: Sequence[_Part], numbers: Sequence[NDArray[np.int64]], terms: int
) -> Array | None:
    """The positions of all parts; those of a term are together in each part, as here."""
    if any(part.places is None for part in parts):
        return None
    of_parts = [part.place_frequencies for part in parts]
    starts, targets = _side_by_side(numbers, of_parts, terms)
    places = np.empty(starts[-1], np.uint32)
    for part, at in zip(parts, targets, strict=True):
        places[at] = part.places
    return places


def _side_by_side(
    numbers: Sequence[NDArray[np.int64]], frequencies: Sequence[NDArray[np.int64]], terms: int
) -> tuple[NDArray[np.int64], Iterator[NDArray[np.int64]]]:
    """Where what belongs to each term starts, and for each part where each of its elements goes.

    Of a part, `numbers` has the number of each of its terms and `frequencies` how many elements
    belong to it: those of the first part come first.
    """
    totals = np.zeros(terms, np.int64)
    for number, count in zip(numbers, frequencies, strict=True):
        np.add.at(totals, number, count)
    starts = _sums(totals)

    def targets() -> Iterator[NDArray[np.int64]]:
        filled = starts[:-1].copy()
        for number, count in zip(numbers, frequencies, strict=True):
            yield _targets(filled[number], count)
            np.add.at(filled, number, count)

    return starts, targets()


def _targets(starts: NDArray[np.int64], counts: Array) -> NDArray[np.int64]:
    """Adjacent numbers from each start on, as many as its count: all in one array."""
    before = _sums(counts)[:-1]
    return np.repeat(starts - before, counts) + np.arange(int(np.sum(counts, dtype=np.int64)))


def _sums(counts: Array) -> NDArray[np.int64]:
    """The sum of all counts before each, and of all of them."""
    found = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=found[1:])
    return found


def _column(name: str, segments: Sequence[Segment], names: Sequence[str] | None) -> Array:
    """A column behind each other; one of names points into the `names` of all segments."""
    found = []
    for segment in segments:
        column = numbers_of(segment, name) if names is None else codes_of(segment, name, names)
        found.append(column[segment.live_docs])
    return np.concatenate(found) if found else _NONE
