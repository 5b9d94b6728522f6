"""What a search engine is: an index that answers trees. Services know this, not Whoosh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, overload

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Query

from viewer.base.jobs import CancelToken
from viewer.search.columns import ExcerptColumns
from viewer.search.lexicon import FieldLexicon
from viewer.search.query import ParsedQuery

ExcerptIds = NDArray[np.int64]
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class IndexText:
    """What the index takes of one excerpt. `language` is a code as in records, or `""`.

    `publication` is an id (0: none); `first` and `last` are the days of its issue date as numbers
    `YYYYMMDD` (0: unknown).
    """

    excerpt_id: int
    language: str
    headline: str
    byline: str
    text: str
    kind: str = ""
    publication: int = 0
    first: int = 0
    last: int = 0


class Evaluation(Protocol):
    """All excerpts that match a tree, in ascending order of their ids. It does not change."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    @property
    def ids(self) -> ExcerptIds:
        """Their ids."""
        ...

    @property
    def rows(self) -> Rows:
        """Where each stands in the engine's columns."""
        ...

    @property
    def scores(self) -> Scores:
        """The score of each (BM25F, ≥ 0)."""
        ...

    def best(self, most: int) -> tuple[Rows, Scores]:
        """Rows and scores of the `most` best, best first; of equals those with the lower ids."""
        ...


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place in an excerpt: its words from `first` to `last`, both counted from 0."""

    excerpt_id: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Occurrences(Sequence[Occurrence]):
    """Places by excerpt id, then by where they stand: an element of each array for each place.

    Words are counted as `viewer.search.analysis.analyse` counts them (`Token.position`).
    """

    excerpt_ids: ExcerptIds
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.excerpt_ids)

    @overload
    def __getitem__(self, at: int) -> Occurrence: ...

    @overload
    def __getitem__(self, at: slice) -> Occurrences: ...

    def __getitem__(self, at: int | slice) -> Occurrence | Occurrences:
        if isinstance(at, slice):
            return Occurrences(self.excerpt_ids[at], self.first[at], self.last[at])
        return Occurrence(int(self.excerpt_ids[at]), int(self.first[at]), int(self.last[at]))


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How many texts hold a term (document frequency), and how often it stands in all of them
    (collection frequency)."""

    texts: int
    times: int


class SearchEngine(Protocol):
    """An open index. It does not change: after an update another one is opened.

    What is asked of it raises `IndexDamagedError` when it meets bytes that are not those that were
    written.
    """

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

    def prepare(self, cancel: CancelToken) -> None:
        """Read what a first query would have to wait for. Raises `Cancelled`."""
        ...

    def occurrences(self, tree: Query, cancel: CancelToken) -> Occurrences:
        """Every place in the texts where the terms and phrases of a resolved tree stand, in the
        excerpts that match it. Raises `Cancelled`."""
        ...

    def term_counts(self, field: str, term: str) -> TermCounts:
        """How often a term of a field (see `viewer.search.fields`) stands in the index."""
        ...

    def lexicon(self, field: str, cancel: CancelToken) -> FieldLexicon:
        """All forms of a field (see `viewer.search.fields`), with how many texts hold each.
        Raises `Cancelled`."""
        ...

    def columns(self) -> ExcerptColumns:
        """What facets, filters and sorting need of all excerpts in the index."""
        ...

    def close(self) -> None:
        """Let go of the files. Nothing else may be called afterwards."""
        ...
