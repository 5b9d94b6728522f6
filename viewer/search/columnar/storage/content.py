"""What a segment is written from: the same arrays however they came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from viewer.search.columnar.storage.dictionary import packed
from viewer.search.columnar.storage.layout import Array, narrowest, write_segment


@dataclass(frozen=True, slots=True)
class FieldContent:
    """One field's postings, of any integer type; see `viewer.search.columnar.storage.segment`.

    `terms` are sorted and each has postings: those from `starts[n]` to `starts[n + 1]`. `places`
    holds `counts[p]` positions for each posting, or is None where positions are not kept.
    `lengths` has an element for each document, or is None for a field that is not scored.
    `bounded` says that a document's positions are below its length.
    """

    terms: list[bytes]
    starts: Array
    docs: Array
    counts: Array
    places: Array | None
    lengths: Array | None
    bounded: bool = False


@dataclass(frozen=True, slots=True)
class SegmentContent:
    """A whole segment: fields by name, columns by name, and what is to be noted of a column."""

    documents: int
    fields: Mapping[str, FieldContent]
    columns: Mapping[str, Array] = field(default_factory=dict)
    notes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def words(self) -> int:
        """The number of words in all fields that have positions."""
        fields = (content for content in self.fields.values() if content.places is not None)
        return sum(int(content.counts.sum(dtype=np.int64)) for content in fields)

    def write(self, path: Path, *, durable: bool = True) -> str:
        """Write a new file and return its digest; a durable one is flushed to the disk."""
        arrays = {f"column/{name}": _column(each) for name, each in self.columns.items()}
        for name, content in self.fields.items():
            for part, array in _arrays(content, self.documents).items():
                arrays[f"{name}/{part}"] = array
        facts = {
            "documents": self.documents,
            "fields": {name: _facts(content) for name, content in self.fields.items()},
            "columns": {name: dict(self.notes.get(name, {})) for name in self.columns},
        }
        return write_segment(path, arrays, facts, durable=durable)


def _arrays(content: FieldContent, documents: int) -> dict[str, Array]:
    terms, ends = packed(content.terms)
    found = {
        "terms": terms,
        "ends": _narrow(ends),
        "starts": _narrow(content.starts),
        "docs": content.docs.astype(narrowest(max(documents - 1, 0)), copy=False),
        "counts": _narrow(content.counts),
    }
    if content.places is not None:
        before = np.zeros(len(content.counts) + 1, np.int64)
        np.cumsum(content.counts, out=before[1:])
        found["place_starts"] = _narrow(before[content.starts])
        found["places"] = _narrow(content.places)
    if content.lengths is not None:
        found["lengths"] = _narrow(content.lengths)
    return found


def _facts(content: FieldContent) -> dict[str, int | bool]:
    tokens = 0 if content.lengths is None else int(content.lengths.sum(dtype=np.int64))
    return {"tokens": tokens, "bounded": content.bounded}


def _column(array: Array) -> Array:
    return _narrow(array) if array.dtype.kind == "u" else array


def _narrow(array: Array) -> Array:
    """The same numbers in the narrowest unsigned type."""
    return array.astype(narrowest(int(array.max()) if len(array) else 0), copy=False)
