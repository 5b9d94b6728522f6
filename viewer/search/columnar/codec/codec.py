"""The codec that lets Whoosh write and read an index on segment files.

    writer = index.writer(codec=ColumnarCodec())

Each of Whoosh's segments is one file, `NAME.col`; which documents of it were deleted is noted in
Whoosh's table of contents. Postings are those of fields with the formats Existence, Frequency
and Positions; vectors are not kept. A batch in which a document failed cannot be committed. Of
Whoosh's writers in several processes those that make a segment each may be used.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn, Protocol

import numpy as np
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage, Storage

from viewer.search.columnar.codec.segment_documents import SegmentDocuments
from viewer.search.columnar.codec.segment_draft import SegmentDraft
from viewer.search.columnar.codec.segment_terms import SegmentTerms
from viewer.search.columnar.codec.writers import DocumentWriter, PostingWriter
from viewer.search.columnar.storage.segment import Mask, Segment

EXTENSION = ".col"


class Openable(Protocol):
    """One of Whoosh's segments that a `Segment` stands behind."""

    def opened(self, storage: Storage | None) -> Segment:
        """The segment with its living documents as they are now."""
        ...


class ColumnarCodec(base.Codec):  # type: ignore[misc]
    """Writes and reads segments; keeps nothing itself, so any number of indexes may share one."""

    #: Lengths are not asked for again when postings are written.
    length_stats = False

    def per_document_writer(self, storage: Storage, segment: ColumnarWhooshSegment) -> Any:  # noqa: ARG002
        return DocumentWriter(segment)

    def field_writer(self, storage: Storage, segment: ColumnarWhooshSegment) -> Any:
        return PostingWriter(segment, segment.path(storage))

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> NoReturn:
        """Raises `NotImplementedError`: postings are no stream of their own here."""
        raise NotImplementedError("Postings are written with their segment.")

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> NoReturn:
        """Raises `NotImplementedError`; see `SegmentTerms.matcher`."""
        raise NotImplementedError("Postings are read from their segment.")

    def terms_reader(self, storage: Storage | None, segment: Openable) -> SegmentTerms:
        return SegmentTerms(segment.opened(storage))

    def per_document_reader(self, storage: Storage | None, segment: Openable) -> SegmentDocuments:
        return SegmentDocuments(segment.opened(storage))

    def new_segment(self, storage: Storage, indexname: str) -> ColumnarWhooshSegment:
        """A segment to write. Raises `ValueError` for a storage that is no folder."""
        _folder(storage)
        return ColumnarWhooshSegment(indexname)


class ColumnarWhooshSegment(base.Segment):  # type: ignore[misc]
    """A segment in Whoosh's table of contents: a file, and which of its documents are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self.draft = SegmentDraft()
        self._documents = 0
        self._deleted: set[int] = set()
        self._digest: str | None = None
        self._open: Segment | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "draft": None, "_open": None}

    def codec(self) -> ColumnarCodec:
        return ColumnarCodec()

    def path(self, storage: Storage | None) -> Path:
        """Its file. Raises `ValueError` for a storage that is no folder."""
        return _folder(storage) / f"{self.segment_id()}{EXTENSION}"

    def written(self, digest: str) -> None:
        self._digest = digest

    def opened(self, storage: Storage | None) -> Segment:
        """The segment. Raises `DamagedSegmentError` and `OSError`, `ValueError` before it is
        written: Whoosh's writer in several processes wants that."""
        if self._digest is None:
            raise ValueError(
                "The segment is not written yet. Several processes can write an index only if "
                "each makes segments of its own (multisegment=True)."
            )
        if self._open is None:
            self._open = Segment.open(self.path(storage), self._digest)
        return self._open.with_live(self._live(self._open.size))

    def set_doc_count(self, doccount: int) -> None:
        self._documents = doccount

    def doc_count_all(self) -> int:
        return self._documents

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> list[int]:
        return sorted(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or bring it back. Raises `IndexError` if there is none."""
        if not 0 <= docnum < self._documents:
            raise IndexError(f"no document {docnum} among {self._documents}")
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def should_assemble(self) -> bool:
        return False

    def _live(self, documents: int) -> Mask | None:
        if not self._deleted:
            return None
        live = np.ones(documents, np.bool_)
        live[list(self._deleted)] = False
        return live


def _folder(storage: Storage | None) -> Path:
    if not isinstance(storage, FileStorage):
        raise ValueError(
            f"A columnar index is kept in files of a folder, not in a {type(storage).__name__}."
        )
    return Path(storage.folder)
