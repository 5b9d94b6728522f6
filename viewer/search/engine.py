"""What a search engine is: an index that answers trees. Services know this, not Whoosh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Query

from viewer.base.jobs import CancelToken
from viewer.search.query import ParsedQuery

ExcerptIds = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class IndexText:
    """What the index takes of one excerpt. `language` is a code as in records, or `""`."""

    excerpt_id: int
    language: str
    headline: str
    byline: str
    text: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All excerpts that match a tree: ascending ids, and the score of each (BM25F, ≥ 0)."""

    ids: ExcerptIds
    scores: Scores

    def __len__(self) -> int:
        return len(self.ids)


class SearchEngine(Protocol):
    """An open index. It does not change: after an update another one is opened."""

    @property
    def excerpts(self) -> int:
        """How many excerpts the index holds."""
        ...

    def expand(self, parsed: ParsedQuery, cancel: CancelToken) -> ParsedQuery:
        """`parsed` with its prefixes, wildcards, fuzzy words and expressions as forms found."""
        ...

    def evaluate(self, tree: Query, cancel: CancelToken) -> Evaluation:
        """All excerpts that match a resolved tree; best an expanded one. Raises `Cancelled`."""
        ...

    def known_ids(self) -> ExcerptIds:
        """The ids of all excerpts in the index, ascending."""
        ...

    def close(self) -> None:
        """Let go of the files. Nothing else may be called afterwards."""
        ...


def empty_evaluation() -> Evaluation:
    """No excerpt at all."""
    return Evaluation(np.empty(0, np.int64), np.empty(0, np.float32))
