"""The door of the search engine: an index that answers requests with values and ids.

Services know what is here and nothing behind it: no tree of Whoosh's, no array, no row number
passes. Another engine takes the place of ours by answering the same: `tests/search/contract` runs
against both ours and a plain one.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from viewer.base.jobs import CancelToken
from viewer.search.language.read_query import IndexForms, ReadQuery


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


@dataclass(frozen=True, slots=True)
class RankedHit:
    """One place in the ranking. `score` is BM25F, ≥ 0; `tier` is 1 where all that was asked is
    held and 2 where some of it is."""

    excerpt_id: int
    tier: int
    score: float


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """Counts of the hits of the tier that is shown first: values with numbers of excerpts.

    Each facet is counted without its own narrowing. `newspapers` has publication ids (0: none),
    `languages` and `kinds` codes, each ascending or in the order of the index; `months` has
    `("1945-08", publication id, count)`, ascending; `undated` counts excerpts without a date.
    """

    newspapers: tuple[tuple[int, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[str, int, int], ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """What an engine answers a request: the page of hits asked for, and counts of all hits.

    `total` counts tier 1 and `total_some` tier 2, both after narrowing.
    """

    total: int = 0
    total_some: int = 0
    hits: tuple[RankedHit, ...] = ()
    facets: FacetCounts = FacetCounts()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place in an excerpt: its words from `first` to `last`, both counted from 0.

    Words are counted as `viewer.search.analysis.analyser.analyse` counts them (`Token.position`).
    """

    excerpt_id: int
    first: int
    last: int


class SearchEngine(IndexForms, Protocol):
    """An open index. It does not change: after an update another one is opened.

    What is asked of it raises `IndexDamagedError` when it meets bytes that are not those that were
    written, and `Cancelled` where it takes a token.
    """

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the excerpts that the index holds, sorted."""
        ...

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the excerpts that the index holds, sorted."""
        ...

    def search(self, query: ReadQuery, cancel: CancelToken) -> EngineAnswer:
        """The page of hits that the query's request asks for, totals and facets.

        In tier 1 is what holds all that was asked for, in tier 2 what holds some of it and is not
        in tier 1. Ties go by date, then id; what has no date comes last among equals.
        """
        ...

    def matching(self, query: ReadQuery, cancel: CancelToken) -> Set[int]:
        """Every excerpt of tier 1 that passes the filters; ascending when iterated."""
        ...

    def holds_all(self, query: ReadQuery, excerpt_id: int, cancel: CancelToken) -> bool:
        """Whether an excerpt is in tier 1 before the filters are asked."""
        ...

    def occurrences(self, query: ReadQuery, cancel: CancelToken) -> Sequence[Occurrence]:
        """Every place in the texts (not the headlines) where words and phrases of the query are,
        in the excerpts of tier 1 before the filters: by excerpt, then position. Places that
        overlap are one, what is under NOT is at none."""
        ...

    def prepare(self, cancel: CancelToken) -> None:
        """Read what a first query would have to wait for."""
        ...

    def close(self) -> None:
        """Release the files. Nothing else may be called afterwards."""
        ...
