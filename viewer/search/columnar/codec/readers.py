"""Whoosh's readers over segments that are open already, without a storage of Whoosh's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from whoosh.codec import base
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader

from viewer.search.columnar.codec.segment_documents import SegmentDocuments, is_deleted
from viewer.search.columnar.codec.segment_terms import SegmentTerms
from viewer.search.columnar.storage.segment import Segment


class OpenedSegment(base.Segment):  # type: ignore[misc]
    """An open segment with its living documents; nothing in it can be changed."""

    def __init__(self, segment: Segment) -> None:
        super().__init__(segment.file.path.stem)
        self._segment = segment

    def segment_id(self) -> str:
        return self._segment.file.path.stem

    @property
    def segment(self) -> Segment:
        """Our segment."""
        return self._segment

    def codec(self) -> ReadingCodec:
        return ReadingCodec()

    def doc_count_all(self) -> int:
        return self._segment.size

    def deleted_count(self) -> int:
        return self._segment.size - self._segment.live_count

    def deleted_docs(self) -> list[int]:
        return [docnum for docnum in range(self._segment.size) if self.is_deleted(docnum)]

    def is_deleted(self, docnum: int) -> bool:
        return is_deleted(self._segment, docnum)

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:  # noqa: ARG002
        """Raises `TypeError`: an open segment does not change."""
        raise TypeError("An open segment does not change.")

    def should_assemble(self) -> bool:
        return False


class ReadingCodec(base.Codec):  # type: ignore[misc]
    """Reads what `OpenedSegment`s hold; keeps nothing itself."""

    def terms_reader(self, storage: Storage | None, segment: OpenedSegment) -> SegmentTerms:  # noqa: ARG002
        return SegmentTerms(segment.segment)

    def per_document_reader(
        self,
        storage: Storage | None,  # noqa: ARG002
        segment: OpenedSegment,
    ) -> SegmentDocuments:
        return SegmentDocuments(segment.segment)


def whoosh_reader(segments: Sequence[Segment], schema: Schema) -> IndexReader:
    """One of Whoosh's readers over these segments, their documents numbered in this order."""
    readers = [SegmentReader(None, schema, OpenedSegment(segment)) for segment in segments]
    if not readers:
        return EmptyReader(schema)
    return readers[0] if len(readers) == 1 else MultiReader(readers)
