"""What Whoosh's writers give of a new segment, gathered in memory until it is written."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import formats
from whoosh.codec.base import OutOfOrderError

from viewer.search.columnar.codec.stored_values import STORED, encoded_fields, packed_blobs
from viewer.search.columnar.codec.whoosh_columns import ColumnDraft
from viewer.search.columnar.storage.content import FieldContent, SegmentContent
from viewer.search.columnar.storage.layout import Array

#: The formats of postings that can be kept; of others (their subclasses) something would be lost.
_FORMATS = (formats.Existence, formats.Frequency, formats.Positions)


class FieldDraft:
    """The postings of one field: terms in order, each with its documents in order."""

    def __init__(self, name: str, format_: formats.Format, scored: bool) -> None:
        """Raises `ValueError` for a format that is not kept."""
        if type(format_) not in _FORMATS:
            raise ValueError(
                f"The field {name} has postings of the format {type(format_).__name__}; "
                "only Existence, Frequency and Positions can be kept."
            )
        self.scored = scored
        self._format = format_
        self._terms: list[bytes] = []
        self._starts = [0]
        self._docs = array("L")
        self._counts = array("L")
        self._weights = array("d")
        self._places = array("L") if type(format_) is formats.Positions else None

    def start_term(self, term: bytes) -> None:
        """Begin with the postings of the next term. Raises `OutOfOrderError`."""
        if self._terms and term <= self._terms[-1]:
            raise OutOfOrderError(f"{term!r} after {self._terms[-1]!r}")
        self._terms.append(term)

    def add(self, document: int, weight: float, value: bytes) -> None:
        """Add a posting, `value` as the field's format encodes it. Raises `OutOfOrderError`."""
        before = self._docs[-1] if len(self._docs) > self._starts[-1] else -1
        if document < before:
            raise OutOfOrderError(f"document {document} after {before}")
        if document == before:
            self._unite(weight, value)
            return
        places = self._decoded_places(value)
        self._docs.append(document)
        self._weights.append(weight)
        self._counts.append(self._count(value) if places is None else len(places))
        if places is not None and self._places is not None:
            self._places.extend(sorted(places))

    def finish_term(self) -> None:
        """End the term; one without postings is forgotten."""
        if len(self._docs) > self._starts[-1]:
            self._starts.append(len(self._docs))
        else:
            self._terms.pop()

    def content(self, lengths: Array | None) -> FieldContent | None:
        """The field as it is written; None without any terms."""
        if not self._terms:
            return None
        counts = np.array(self._counts)
        weights = np.array(self._weights)
        return FieldContent(
            terms=self._terms,
            starts=np.array(self._starts),
            docs=np.array(self._docs),
            counts=counts,
            places=None if self._places is None else np.array(self._places),
            lengths=lengths,
            weights=None if np.array_equal(weights, counts) else weights,
        )

    def _unite(self, weight: float, value: bytes) -> None:
        """Add a second posting of the same document to the first: where a field has several
        numbers, or a word is put twice into the words for spelling."""
        if type(self._format) is formats.Existence:
            return
        self._weights[-1] += weight
        places = self._decoded_places(value)
        if places is None or self._places is None:
            self._counts[-1] += self._count(value)
            return
        before = len(self._places) - self._counts[-1]
        self._places[before:] = array("L", sorted([*self._places[before:], *places]))
        self._counts[-1] += len(places)

    def _decoded_places(self, value: bytes) -> list[int] | None:
        if self._places is None:
            return None
        places: list[int] = self._format.decode_positions(value)
        return places

    def _count(self, value: bytes) -> int:
        # Whoosh hands words for spelling the value of some other field, or none at all.
        if type(self._format) is formats.Frequency and len(value) == self._format.posting_size:
            return int(self._format.decode_frequency(value))
        return 1


class SegmentDraft:
    """A segment that is being written, shared by Whoosh's two writers of it."""

    def __init__(self) -> None:
        self.documents = 0
        #: Whether something could not be written; then the segment must not be.
        self.failed = False
        self.fields: dict[str, FieldDraft] = {}
        self._columns: dict[str, ColumnDraft] = {}
        self._lengths: dict[str, array[int]] = {}
        self._stored: list[bytes] = []

    def add_document(self, stored: dict[str, Any], lengths: dict[str, int]) -> None:
        """Add the next document's stored fields and lengths in words. Raises `ValueError`."""
        self._stored.append(encoded_fields(stored) if stored else b"")
        for name, length in lengths.items():
            known = self._lengths.setdefault(name, array("L"))
            known.extend([0] * (self.documents - len(known)))
            known.append(length)
        self.documents += 1

    def add_column_value(self, name: str, column: Any, value: Any) -> None:
        """Note the value of the document that is added next."""
        if name not in self._columns:
            self._columns[name] = ColumnDraft(name, column)
        self._columns[name].add(self.documents, value)

    def write(self, path: Path) -> str:
        """Write the segment and return its digest. It is not flushed to the disk, as little as
        Whoosh's own table of contents is."""
        columns = {}
        extra: dict[str, Array] = {}
        for name, column in self._columns.items():
            numbers = column.numbers(self.documents)
            if numbers is None:
                extra |= column.strings(self.documents)
            else:
                columns[name] = numbers
        if any(self._stored):
            extra |= zip(STORED, packed_blobs(self._stored), strict=True)
        contents = {name: field.content(self._field_lengths(name)) for name, field in self._used()}
        fields = {name: content for name, content in contents.items() if content is not None}
        content = SegmentContent(self.documents, fields, columns, extra=extra)
        return content.write(path, durable=False)

    def _used(self) -> list[tuple[str, FieldDraft]]:
        return sorted(self.fields.items())

    def _field_lengths(self, name: str) -> Array | None:
        if name not in self._lengths and not self.fields[name].scored:
            return None
        lengths = np.zeros(self.documents, np.uint32)
        known = self._lengths.get(name, ())
        lengths[: len(known)] = known
        return lengths
