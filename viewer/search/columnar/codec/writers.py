"""Whoosh's writers of a segment: both fill the same draft, the second one writes it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn, Protocol

from whoosh.codec import base
from whoosh.fields import FieldType, Schema

from viewer.search.columnar.codec.segment_draft import FieldDraft, SegmentDraft

#: The name under which a segment file has its columns.
COLUMNS = "column"


class FailedBatchError(Exception):
    """A document of the batch could not be added, so the batch cannot be committed.

    Whoosh keeps what words it had found of that document and would give them to the next one.
    """

    def __init__(self) -> None:
        super().__init__("A document could not be added; cancel the batch, it cannot be written.")


class DraftedSegment(Protocol):
    """A segment of Whoosh's that is being written."""

    draft: SegmentDraft

    def written(self, digest: str) -> None:
        """Note that the draft was written into a file of this digest."""
        ...


class DocumentWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Takes the stored fields, lengths and columns of documents, one after the other."""

    def __init__(self, segment: DraftedSegment) -> None:
        self.is_closed = False
        self._draft = segment.draft
        self._stored: dict[str, Any] = {}
        self._lengths: dict[str, int] = {}

    def start_doc(self, docnum: int) -> None:
        """Begin with a document. Raises `ValueError` unless it is the next one."""
        if docnum != self._draft.documents:
            raise ValueError(f"document {docnum} started, {self._draft.documents} expected")
        self._stored, self._lengths = {}, {}

    def add_field(
        self,
        fieldname: str,
        fieldobj: FieldType,  # noqa: ARG002
        value: Any,
        length: int | None,
    ) -> None:
        if value is not None:
            self._stored[fieldname] = value
        if length:
            self._lengths[fieldname] = length

    def add_column_value(self, fieldname: str, columnobj: Any, value: Any) -> None:
        self._draft.add_column_value(fieldname, columnobj, value)

    def add_vector_items(
        self,
        fieldname: str,
        fieldobj: FieldType,  # noqa: ARG002
        items: Any,  # noqa: ARG002
    ) -> NoReturn:
        """Raises `ValueError`: a field may have no vectors."""
        raise ValueError(f"The field {fieldname} has term vectors, which cannot be kept.")

    def finish_doc(self) -> None:
        """End the document. Raises `ValueError` if it stores what cannot be stored."""
        try:
            self._draft.add_document(self._stored, self._lengths)
        except ValueError:
            self._draft.failed = True
            raise

    def cancel_doc(self) -> None:
        """A document failed, and with it the batch."""
        self._draft.failed = True

    def close(self) -> None:
        self.is_closed = True


class PostingWriter(base.FieldWriter):  # type: ignore[misc]
    """Takes all postings of all fields in order, and writes the segment when it is closed."""

    def __init__(self, segment: DraftedSegment, path: Path) -> None:
        self.is_closed = False
        self._segment = segment
        self._draft = segment.draft
        self._path = path
        self._field: FieldDraft | None = None

    def add_postings(self, schema: Schema, lengths: Any, items: Iterable[Any]) -> None:
        """Take all postings. Raises `FailedBatchError`, and `ValueError` as `start_field` does."""
        if self._draft.failed:
            raise FailedBatchError
        try:
            super().add_postings(schema, lengths, items)
        except BaseException:
            self._draft.failed = True
            raise

    def start_field(self, fieldname: str, fieldobj: FieldType) -> None:
        """Begin with a field. Raises `ValueError` if its format is not one that can be kept, and
        for the name under which a segment file has its columns."""
        if fieldname == COLUMNS:
            raise ValueError(f"No field can have the name {COLUMNS}.")
        self._field = FieldDraft(fieldname, fieldobj.format, bool(fieldobj.scorable))
        self._draft.fields[fieldname] = self._field

    def start_term(self, text: bytes) -> None:
        self._current().start_term(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:  # noqa: ARG002
        """Add a posting; the field's length is known from the document."""
        self._current().add(docnum, weight, vbytes)

    def finish_term(self) -> None:
        self._current().finish_term()

    def finish_field(self) -> None:
        self._field = None

    def close(self) -> None:
        """Write the segment, unless something in it failed."""
        self.is_closed = True
        if not self._draft.failed:
            self._segment.written(self._draft.write(self._path))

    def _current(self) -> FieldDraft:
        if self._field is None:
            raise ValueError("a term outside a field")
        return self._field
