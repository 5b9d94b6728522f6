"""What Whoosh reads of a segment's documents: which live, their lengths, columns, stored fields.

Lengths are exact and those of living documents, where Whoosh's own codec rounds them to a byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base

from viewer.search.columnar.codec.column_reader import NumberReader
from viewer.search.columnar.storage.layout import Array
from viewer.search.columnar.storage.segment import Segment


class SegmentDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """The documents of a segment: which live, their lengths, columns and stored fields."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.live_count

    def doc_count_all(self) -> int:
        return self._segment.size

    def has_deletions(self) -> bool:
        return self._segment.live is not None

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted; the one after the last, for which Not asks, is not."""
        return is_deleted(self._segment, docnum)

    def deleted_docs(self) -> list[int]:
        live = self._segment.live
        found: list[int] = [] if live is None else np.flatnonzero(~live).tolist()
        return found

    def all_doc_ids(self) -> Iterator[int]:
        found: list[int] = self._segment.live_docs.tolist()
        return iter(found)

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in self._segment.columns

    def list_columns(self) -> list[str]:
        """The names of the columns of numbers."""
        return sorted(self._segment.columns)

    def column_reader(self, fieldname: str, column: Any) -> NumberReader:  # noqa: ARG002
        """A reader of a column. Raises `KeyError` where there is none of that name."""
        numbers = self._segment.column(fieldname)
        if numbers is None:
            raise KeyError(fieldname)
        return NumberReader(numbers)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The number of words in a document's field; `default` where the field has no lengths."""
        field = self._segment.field(fieldname)
        return int(field.lengths[docnum]) if field is not None and field.has_lengths else default

    def field_length(self, fieldname: str) -> int:
        return self._segment.live_tokens(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        """The length of the shortest field of a document that has any words in it; else 0."""
        lengths = self._lengths(fieldname)
        return int(lengths.min()) if len(lengths) else 0

    def max_field_length(self, fieldname: str) -> int:
        lengths = self._lengths(fieldname)
        return int(lengths.max()) if len(lengths) else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:  # noqa: ARG002
        """Nothing is stored with a document."""
        return {}

    def _lengths(self, fieldname: str) -> Array:
        """The lengths of the field in living documents that have any words in it."""
        field = self._segment.field(fieldname)
        if field is None or not field.has_lengths:
            return np.empty(0, np.int64)
        live = self._segment.live
        lengths = field.lengths if live is None else field.lengths[live]
        return lengths[lengths > 0]


def is_deleted(segment: Segment, docnum: int) -> bool:
    """Whether a segment has a document of this number that was deleted."""
    live = segment.live
    return live is not None and docnum < len(live) and not live[docnum]
