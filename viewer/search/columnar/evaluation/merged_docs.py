"""What was found in each segment, as one answer of the whole index.

Most questions need only a part of it (how many, the best fifty), so each is worked out when it is
asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from viewer.search.columnar.evaluation.best import best_of_scores
from viewer.search.columnar.evaluation.scored_docs import BITSET_SHARE, PostingSet, ScoredDocs
from viewer.search.columnar.storage.columns import ColumnsOfSegments
from viewer.search.columnar.storage.segment import DocNumbers
from viewer.search.index.columns import ExcerptIds, Rows, Scores


class MergedDocs:
    """All excerpts that match a tree, in ascending order of their ids. It does not change."""

    def __init__(self, found: Sequence[ScoredDocs], columns: ColumnsOfSegments) -> None:
        self._found = tuple(found)
        self._columns = columns

    @cached_property
    def _count(self) -> int:
        return sum(map(len, self._found))

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    @cached_property
    def _gathered(self) -> tuple[Rows, Scores]:
        parts = [each.posting_set() for each in self._found]
        if not parts:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        rows = np.concatenate([self._rows(at, part.docs) for at, part in enumerate(parts)])
        scores = np.concatenate([part.scores for part in parts])
        if np.all(rows[1:] > rows[:-1]):
            return rows, scores
        order = np.argsort(rows, kind="stable")
        return rows[order], scores[order]

    @property
    def ids(self) -> ExcerptIds:
        """Their ids."""
        return self._columns.ids[self.rows]

    @property
    def rows(self) -> Rows:
        """The row of each in the engine's columns."""
        return self._gathered[0]

    @property
    def scores(self) -> Scores:
        """The score of each (BM25F, ≥ 0)."""
        return self._gathered[1]

    def best(self, most: int) -> tuple[Rows, Scores]:
        """Rows and scores of the `most` best, best first; of equals those with the lower ids."""
        rows, scores = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
        for at, found in enumerate(self._found):
            part = _best_in(found, most)
            rows.append(self._rows(at, part.docs))
            scores.append(part.scores)
        all_rows, all_scores = np.concatenate(rows), np.concatenate(scores)
        order = np.lexsort((all_rows, -all_scores))[:most]
        return all_rows[order], all_scores[order]

    def _rows(self, at: int, docs: DocNumbers) -> Rows:
        offset = self._columns.offsets[at]
        return self._columns.rows[at][docs] if offset is None else docs + offset


def _best_in(found: ScoredDocs, most: int) -> PostingSet:
    """The best of one segment, and all that equal the last of them."""
    if isinstance(found, PostingSet):
        at = best_of_scores(found.scores, most)
        return PostingSet(found.docs[at], found.scores[at])
    if len(found) < len(found.scores) * BITSET_SHARE:
        return _best_in(found.posting_set(), most)
    docs = best_of_scores(found.scores, most)
    if not found.bits[docs].all():  # some of what is found scores nothing
        return _best_in(found.posting_set(), most)
    return PostingSet(docs, found.scores[docs])
