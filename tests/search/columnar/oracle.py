"""Small indexes, and what Whoosh's own searcher finds in them.

Where Whoosh is plainly wrong it is mended here, and nowhere else:
- the matcher of AndNot lets its first document through when the excluded ones begin before it;
- the matcher of DisjunctionMax takes the other part's score also where that is at a later document;
- the matcher of Not gives deleted documents after its last exclusion.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from whoosh import query
from whoosh.matching import AndNotMatcher, DisjunctionMaxMatcher
from whoosh.searching import Searcher

from viewer.search.columnar.codec.readers import whoosh_reader
from viewer.search.columnar.codec.weighting import ArchiveBM25F
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.columnar.storage.segment import Segment
from viewer.search.columnar.writing.batch import Batch
from viewer.search.engine import IndexText
from viewer.search.fields import index_schema


class _SoundAndNot(AndNotMatcher):  # type: ignore[misc]
    def _find_first(self) -> None:
        if self.a.is_active() and self.b.is_active():
            self._find_next()


class _SoundMaximum(DisjunctionMaxMatcher):  # type: ignore[misc]
    def score(self) -> float:
        both = [part for part in (self.a, self.b) if part.is_active() and part.id() == self.id()]
        return max(part.score() for part in both)


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
        with (
            self.whoosh() as searcher,
            patch("whoosh.matching.AndNotMatcher", _SoundAndNot),
            patch("whoosh.matching.DisjunctionMaxMatcher", _SoundMaximum),
        ):
            results = searcher.search(tree, limit=None)
            ids = np.concatenate([segment.ids for segment in self.segments])
            reader = searcher.reader()
            return {
                int(ids[docnum]): score
                for score, docnum in results.top_n
                if not reader.is_deleted(docnum)
            }
