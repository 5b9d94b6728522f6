"""Writing texts into a Whoosh index: many at once, or a few in the place of older ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from viewer.base.jobs import CancelToken, Progress
from viewer.search.bulk_writer import BulkWriter
from viewer.search.engine import IndexText
from viewer.search.fields import index_schema
from viewer.search.segments import Segment

#: Postings held in memory (some 60 bytes each) before they are written as a segment.
MOST_POSTINGS = 6_000_000

#: Excerpts written between two reports of progress.
STRIDE = 50

#: When there are so many segments, small ones are merged with the next batch.
MOST_SEGMENTS = 8

#: A segment of more words than this is not merged with others.
LARGE = 3_000_000

_NAME = "MAIN"


class Batch:
    """One batch of changes to the index in a folder; counts towards `count` for `progress`.

    After any exception the index must be thrown away: nothing was committed, but what a writer
    leaves behind after a failure is not to be trusted.
    """

    def __init__(self, folder: Path, count: int, progress: Progress, cancel: CancelToken) -> None:
        self._storage = FileStorage(str(folder))
        self._count = count
        self._progress = progress
        self._cancel = cancel

    def create(self, texts: Iterable[IndexText]) -> int:
        """Write a new index of `texts` into the empty folder; how many there were."""
        opened = index.FileIndex.create(self._storage, index_schema(), _NAME)
        return self._write(opened, texts, _Held(()), (), NO_MERGE)

    def update(self, texts: Iterable[IndexText], deleted: Collection[int]) -> int:
        """Put `texts` in the place of what the index has of them, and take `deleted` out."""
        opened = index.FileIndex(self._storage, index_schema(), _NAME)
        reader = opened.reader()
        try:
            held = _Held(reader.leaf_readers())
        finally:
            reader.close()
        return self._write(opened, texts, held, deleted, _merged)

    def _write(
        self,
        opened: Any,
        texts: Iterable[IndexText],
        held: _Held,
        deleted: Collection[int],
        policy: Callable[[SegmentWriter, list[Any]], list[Any]],
    ) -> int:
        self._writer = BulkWriter(opened, self._cancel)
        try:
            for excerpt_id in deleted:
                held.take(self._writer, excerpt_id)
            written = self._add(opened, texts, held)
            self._cancel.check()
            self._writer.commit(mergetype=policy)
        except BaseException:
            with suppress(Exception):
                self._writer.cancel()
            raise
        return written

    def _add(self, opened: Any, texts: Iterable[IndexText], held: _Held) -> int:
        written: set[int] = set()
        for text in texts:
            if len(written) % STRIDE == 0:
                self._cancel.check()
                self._progress(len(written), self._count)
            if text.excerpt_id in written:
                raise ValueError(f"excerpt {text.excerpt_id} comes twice in one batch")
            written.add(text.excerpt_id)
            held.take(self._writer, text.excerpt_id)
            self._writer.add_text(text)
            if self._writer.pool.postings >= MOST_POSTINGS:
                self._writer.commit(mergetype=NO_MERGE)
                self._writer = BulkWriter(opened, self._cancel)
        self._progress(len(written), self._count)
        return len(written)


def open_reader(folder: Path) -> Any:
    """A Whoosh reader of the index in a folder. The schema is ours, never the pickled one."""
    storage = FileStorage(str(folder), readonly=True)
    return index.FileIndex(storage, index_schema(), _NAME).reader()


class _Held:
    """Which document of an index each excerpt is, so that it can be taken out."""

    def __init__(self, leaf_readers: Iterable[tuple[Any, int]]) -> None:
        ids, docs = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for reader, offset in leaf_readers:
            if reader.doc_count_all():
                segment = Segment(reader)
                ids.append(segment.ids[segment.live_docs])
                docs.append(segment.live_docs + offset)
        all_ids = np.concatenate(ids)
        order = np.argsort(all_ids)
        self._ids = all_ids[order]
        self._docs = np.concatenate(docs)[order]
        self._taken: set[int] = set()

    def take(self, writer: SegmentWriter, excerpt_id: int) -> None:
        """Delete the excerpt's document, if the index has one that was not taken yet."""
        at = int(np.searchsorted(self._ids, excerpt_id))
        held = at < len(self._ids) and int(self._ids[at]) == excerpt_id
        if held and excerpt_id not in self._taken:
            self._taken.add(excerpt_id)
            writer.delete_document(int(self._docs[at]))


def _merged(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy hook: which segments stay; the others are merged into the new one.

    Segments without living documents are dropped, and those that are mostly dead rewritten. When
    there are many, the smallest are merged, as long as each is no larger than those before it
    together, so that a text is rewritten only a few times however many batches come.
    """
    living = sorted((s for s in segments if s.doc_count()), key=_words)
    rewritten = [s for s in living if s.deleted_count() > s.doc_count()]
    kept = [s for s in living if s not in rewritten]
    if len(kept) >= MOST_SEGMENTS:
        total = 0
        while kept and _words(kept[0]) <= min(LARGE, total or LARGE):
            total += _words(kept[0])
            rewritten.append(kept.pop(0))
    for segment in rewritten:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return kept


def _words(segment: Any) -> int:
    """The number of words in a segment, deleted texts included."""
    return sum(segment._fieldlengths.values())
