"""The table of contents that Whoosh reads: `whoosh.index.open_dir(FOLDER)` opens our index.

    found = whoosh.index.open_dir(FOLDER)
    with found.searcher(weighting=ArchiveBM25F()) as searcher:
        hits = searcher.search(QueryParser("text", found.schema).parse("red army"))
        excerpts = [hit["excerpt"] for hit in hits]

The package must be importable, since Whoosh's table is a pickle that names our classes. For that
reason the program itself never reads it: what it opens is in `contents.json`, under a key. Damage
in a segment is found by Whoosh's reader too, when it comes upon it. The index is to be read only.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from viewer.search.columnar.codec.segment_documents import SegmentDocuments
from viewer.search.columnar.codec.segment_terms import SegmentTerms
from viewer.search.columnar.storage.contents import (
    Contents,
    SegmentEntry,
    read_marks,
    whoosh_table,
)
from viewer.search.columnar.storage.layout import SegmentFile
from viewer.search.columnar.storage.segment import Segment
from viewer.search.index.fields import index_schema

_INDEX_NAME = "MAIN"


class NamedSegment(base.Segment):  # type: ignore[misc]
    """A segment by the entry of our own table, to be opened in the folder it is found in."""

    def __init__(self, entry: SegmentEntry) -> None:
        super().__init__(_INDEX_NAME)
        self.entry = entry
        self.segid = Path(entry.name).stem

    def codec(self) -> FolderCodec:
        return FolderCodec()

    def doc_count_all(self) -> int:
        return self.entry.documents

    def deleted_count(self) -> int:
        return self.entry.documents - self.entry.living

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:  # noqa: ARG002
        """Raises `TypeError`: Whoosh does not change our index."""
        raise TypeError("Whoosh does not change an index of the archive viewer.")


class FolderCodec(base.Codec):  # type: ignore[misc]
    """Reads segments out of their folder, for one of Whoosh's readers."""

    def __init__(self) -> None:
        self._opened: Segment | None = None

    def terms_reader(self, storage: FileStorage, segment: NamedSegment) -> SegmentTerms:
        """Raises `DamagedSegmentError`, `ContentsError`, and `OSError` where it is gone."""
        return SegmentTerms(self._open(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: NamedSegment) -> SegmentDocuments:
        """Errors as `terms_reader`."""
        return SegmentDocuments(self._open(storage, segment))

    def _open(self, storage: FileStorage, segment: NamedSegment) -> Segment:
        if self._opened is None:
            folder, entry = Path(storage.folder), segment.entry
            file = SegmentFile(folder / entry.name, entry.digest)
            self._opened = Segment(file, read_marks(folder, entry))
        return self._opened


def write_whoosh_table(folder: Path, contents: Contents) -> None:
    """Write what Whoosh opens for `contents`; its files are there already."""
    (folder / whoosh_table(contents.generation)).unlink(missing_ok=True)
    segments = [NamedSegment(entry) for entry in contents.segments]
    TOC(index_schema(), segments, contents.generation).write(FileStorage(str(folder)), _INDEX_NAME)
