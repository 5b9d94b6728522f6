"""What Whoosh reads of a segment's terms.

All statistics count living documents only, so that an index that was updated scores exactly as one
built from nothing (Whoosh's own codec counts deleted ones until they are merged away). A term whose
documents were all deleted is still in the reader, in no document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import formats
from whoosh.codec import base
from whoosh.fields import FieldType
from whoosh.reading import TermInfo, TermNotFound

from viewer.search.columnar.codec.posting_list import PostingList
from viewer.search.columnar.codec.posting_matcher import PostingMatcher
from viewer.search.columnar.storage.segment import Field, Segment

#: A field's name and a term's bytes.
Term = tuple[str, bytes]


class SegmentTerms(base.TermsReader):  # type: ignore[misc]
    """The terms of a segment, by field and then by their bytes."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: Term) -> bool:
        return self._number(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        return sorted(self._segment.fields)

    def cursor(self, fieldname: str, fieldobj: FieldType) -> TermCursor:
        return TermCursor(self._segment, fieldname, fieldobj)

    def terms(self) -> Iterator[Term]:
        return ((name, term) for name, term, _, _ in self._from())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """The terms from `prefix` on, those of the fields that follow included."""
        return ((name, term) for name, term, _, _ in self._from(fieldname, prefix))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        return (((name, term), self._info(field, at)) for name, term, field, at in self._from())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """The terms from `prefix` on, as in `terms_from`, with their statistics."""
        found = self._from(fieldname, prefix)
        return (((name, term), self._info(field, at)) for name, term, field, at in found)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """A term's statistics. Raises `TermNotFound`."""
        return self._postings(fieldname, text).info()

    def frequency(self, fieldname: str, text: bytes) -> float:
        if self._number(fieldname, text) < 0:
            return 0.0
        return float(self._postings(fieldname, text).counts.sum(dtype=np.float64))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        if self._number(fieldname, text) < 0:
            return 0
        return len(self._postings(fieldname, text))

    def matcher(
        self, fieldname: str, text: bytes, format_: formats.Format, scorer: Any = None
    ) -> PostingMatcher:
        """A matcher for a term. Raises `TermNotFound`."""
        return PostingMatcher(self._postings(fieldname, text), format_, (fieldname, text), scorer)

    def _number(self, fieldname: str, text: bytes) -> int:
        field = self._segment.field(fieldname)
        return -1 if field is None else field.find(text)

    def _postings(self, fieldname: str, text: bytes) -> PostingList:
        field = self._segment.field(fieldname)
        number = -1 if field is None else field.find(text)
        if field is None or number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return PostingList(field, number, self._segment.live)

    def _info(self, field: Field, number: int) -> TermInfo:
        return PostingList(field, number, self._segment.live).info()

    def _from(
        self, fieldname: str = "", prefix: bytes = b""
    ) -> Iterator[tuple[str, bytes, Field, int]]:
        """Field names, terms, fields and term numbers; nothing from a field that is not here."""
        if fieldname and fieldname not in self._segment.fields:
            return
        for name, field in sorted(self._segment.fields.items()):
            if name >= fieldname:
                start = field.dictionary.place(prefix) if name == fieldname else 0
                for number in range(start, len(field.dictionary)):
                    yield name, field.dictionary.term(number), field, number


class TermCursor(base.FieldCursor):  # type: ignore[misc]
    """At a term of one field, or after the last; at the first to begin with. Terms are texts."""

    def __init__(self, segment: Segment, name: str, fieldobj: FieldType) -> None:
        self._field = segment.field(name)
        self._live = segment.live
        self._type = fieldobj
        self._at = 0
        self._end = 0 if self._field is None else len(self._field.dictionary)

    def first(self) -> str | None:
        return self._go(0)

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that does not come before `term`; returns it."""
        if self._field is None:
            return None
        content = term if isinstance(term, bytes) else self._type.to_bytes(term)
        return self._go(self._field.dictionary.place(content))

    def next(self) -> str | None:
        return self._go(self._at + 1)

    def text(self) -> str | None:
        if self._field is None or not self.is_valid():
            return None
        text: str = self._type.from_bytes(self._field.dictionary.term(self._at))
        return text

    #: Whoosh's base class has it by this name, its own cursors by the other.
    term = text

    def term_info(self) -> TermInfo | None:
        if self._field is None or not self.is_valid():
            return None
        return PostingList(self._field, self._at, self._live).info()

    def is_valid(self) -> bool:
        return self._at < self._end

    def _go(self, number: int) -> str | None:
        self._at = min(number, self._end)
        return self.text()
