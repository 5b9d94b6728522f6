"""Small indexes, and what Whoosh's own searcher finds in them.

Where Whoosh is plainly wrong it is mended here, and nowhere else: its matcher of Not gives deleted
documents after its last exclusion. What it does not know, our `IdSet`, is told it here too.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import matching, query
from whoosh.searching import Searcher

from viewer.search.columnar.codec.readers import whoosh_reader
from viewer.search.columnar.codec.weighting import ArchiveBM25F
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.columnar.storage.segment import Segment
from viewer.search.columnar.writing.batch import Batch
from viewer.search.engine import IndexText
from viewer.search.index.fields import EXCERPT, index_schema
from viewer.search.language.tree import IdSet


class _WhooshIdSet(query.Query):  # type: ignore[misc]
    """The documents of some excerpts. Their weight is next to nothing and not 0, because Or of
    Whoosh's loses documents that score 0 where it has three parts or more."""

    boost = 1.0

    def __init__(self, ids: IdSet) -> None:
        self._ids = ids

    def estimate_size(self, ixreader: Any) -> int:
        return int(ixreader.doc_count_all())

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        reader = searcher.reader()
        held = list(reader.column_reader(EXCERPT))
        alive = [
            doc for doc, each in enumerate(held) if each in self._ids and not reader.is_deleted(doc)
        ]
        return matching.ListMatcher(alive, weights=[1e-6] * len(alive))


def _for_whoosh(node: query.Query) -> query.Query:
    return _WhooshIdSet(node) if isinstance(node, IdSet) else node.apply(_for_whoosh)


class SmallIndex:
    """Texts in several segments, some of them deleted afterwards; removed with the context."""

    def __init__(self, parts: Sequence[Iterable[IndexText]], deleted: Iterable[int] = ()) -> None:
        self._folder = tempfile.TemporaryDirectory()
        gone = np.array(sorted(deleted), np.int64)
        self.segments = []
        for number, texts in enumerate(parts):
            batch = Batch()
            for text in texts:
                batch.add(text)
            path = Path(self._folder.name, f"{number}.segment")
            batch.content().write(path, durable=False)
            segment = Segment.open(path)
            self.segments.append(segment.with_live(~np.isin(segment.ids, gone)))
        self.schema = index_schema()
        self.engine = ColumnarEngine(self.segments, Path(self._folder.name))

    def __enter__(self) -> SmallIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def whoosh(self) -> Any:
        """Whoosh's searcher, scoring as the program does."""
        return Searcher(whoosh_reader(self.segments, self.schema), weighting=ArchiveBM25F())

    def whoosh_finds(self, tree: query.Query) -> dict[int, float]:
        """The ids of all living documents that Whoosh's search finds, with their scores."""
        if not self.segments:
            return {}
        with self.whoosh() as searcher:
            results = searcher.search(_for_whoosh(tree), limit=None)
            ids = np.concatenate([segment.ids for segment in self.segments])
            reader = searcher.reader()
            return {
                int(ids[docnum]): score
                for score, docnum in results.top_n
                if not reader.is_deleted(docnum)
            }
