"""The engine over the segments of an index: opened once, answers trees, closed when a newer one is
there."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.search.columnar.evaluation.field_lexicon import field_lexicon
from viewer.search.columnar.evaluation.merged_docs import MergedDocs
from viewer.search.columnar.evaluation.occurrences import Occurrences, occurrences
from viewer.search.columnar.evaluation.segment_evaluation import SegmentEvaluation
from viewer.search.columnar.evaluation.statistics import Statistics
from viewer.search.columnar.evaluation.terms import Terms
from viewer.search.columnar.storage.columns import ColumnsOfSegments
from viewer.search.columnar.storage.layout import DamagedSegmentError
from viewer.search.columnar.storage.segment import Segment
from viewer.search.engine import EngineAnswer
from viewer.search.index.columns import ExcerptColumns, Rows
from viewer.search.index.fields import WORD_FIELDS, exact_field
from viewer.search.index.ids import SortedIds, ascending
from viewer.search.index.index_errors import IndexDamagedError
from viewer.search.index.lexicon import FieldLexicon, TermCounts
from viewer.search.language.expansions import expanded_tree
from viewer.search.language.read_query import ReadQuery
from viewer.search.requests import Filters
from viewer.search.results.facets import all_of, count_facets, masks
from viewer.search.results.ranking import Tier, page, tier

#: Bytes read from the files before their memory is given back to the system.
MOST_MAPPED = 640_000_000


class ColumnarEngine:
    """A `SearchEngine` over some segments.

    It may be asked by several threads; they are served one after the other. Damage that is met
    while reading raises `IndexDamagedError`; `folder` is for its sentence.
    """

    def __init__(self, segments: Sequence[Segment], folder: Path) -> None:
        self._folder = folder
        self._segments = tuple(segments)
        self._terms = Terms(Statistics(self._segments))
        self._evaluations = tuple(
            SegmentEvaluation(segment, number, self._terms)
            for number, segment in enumerate(self._segments)
        )
        self._columns = ColumnsOfSegments(self._segments)
        self._lexica: dict[str, FieldLexicon] = {}
        #: One thread may ask again while it is served: an evaluation asks for the lexicon.
        self._lock = threading.RLock()

    @property
    def excerpts(self) -> int:
        """How many excerpts the index holds."""
        return sum(segment.live_count for segment in self._segments)

    def columns(self) -> ExcerptColumns:
        """What facets, filters and sorting need of all excerpts in the index."""
        with self._reading():
            return self._columns.columns

    @property
    def languages(self) -> tuple[str, ...]:
        """See `SearchEngine`."""
        return self.columns().languages

    @property
    def kinds(self) -> tuple[str, ...]:
        """See `SearchEngine`."""
        return self.columns().kinds

    def let_through(self, filters: Filters) -> Set[int]:
        """The excerpts of the index that filters let through."""
        columns = self.columns()
        rows = np.arange(len(columns.ids))
        return SortedIds(columns.ids[all_of(masks(columns, rows, filters), len(rows))])

    def search(self, query: ReadQuery, cancel: CancelToken) -> EngineAnswer:
        """See `SearchEngine`."""
        columns = self.columns()
        all_of_it, some = self._tiers(query, cancel)
        shown = all_of_it if len(all_of_it.rows) else some
        return EngineAnswer(
            total=len(all_of_it),
            total_some=len(some),
            hits=page(columns, (all_of_it, some), query.request, query.newspapers),
            facets=count_facets(columns, shown.rows, shown.narrowing),
        )

    def matching(self, query: ReadQuery, cancel: CancelToken) -> Set[int]:
        """See `SearchEngine`."""
        found = self.evaluate(query.parsed.tree, cancel)
        filters = query.request.filters
        first = tier(self.columns(), found.rows, found.scores, filters, self._rows_of(query.gone))
        return SortedIds(self.columns().ids[first.rows[first.through()]])

    def holds_all(self, query: ReadQuery, excerpt_id: int, cancel: CancelToken) -> bool:
        """See `SearchEngine`."""
        if query.parsed.some_tree is None:
            return True
        return excerpt_id in SortedIds(self.evaluate(query.parsed.tree, cancel).ids)

    def _tiers(self, query: ReadQuery, cancel: CancelToken) -> tuple[Tier, Tier]:
        """What holds all that is asked for, and what holds some of it and not all."""
        columns, filters = self.columns(), query.request.filters
        gone = self._rows_of(query.gone)
        everything = self.evaluate(query.parsed.tree, cancel)
        first = tier(columns, everything.rows, everything.scores, filters, gone)
        if query.parsed.some_tree is None:
            return first, Tier.empty()
        some = self.evaluate(query.parsed.some_tree, cancel)
        passed = np.concatenate((everything.rows, gone))
        return first, tier(columns, some.rows, some.scores, filters, passed)

    def _rows_of(self, excerpt_ids: Collection[int]) -> Rows:
        if not len(excerpt_ids):
            return np.empty(0, np.int64)
        return np.flatnonzero(np.isin(self.columns().ids, ascending(excerpt_ids)))

    def evaluate(self, tree: query.Query, cancel: CancelToken) -> MergedDocs:
        """All excerpts that match a resolved tree, by ascending id. Raises `Cancelled`.

        Patterns in it are expanded; `expand` also says which forms were left out, and its tree
        is the one to look for matches with.
        """
        with self._reading():
            tree = expanded_tree(tree, self, cancel)
            found = [each.evaluate(tree, cancel) for each in self._evaluations]
            _ = self._columns.ids  # read here, so that what is asked later meets no damage
            return MergedDocs(found, self._columns)

    def prepare(self, cancel: CancelToken) -> None:
        """Read what a first query or pattern would have to wait for. Raises `Cancelled`."""
        self.columns()
        for field in WORD_FIELDS:
            self.lexicon(exact_field(field), cancel)

    def occurrences(self, query: ReadQuery, cancel: CancelToken) -> Occurrences:
        """See `SearchEngine`."""
        tree = query.parsed.tree
        with self._reading():
            return occurrences(tree, "text", self._evaluations, self._columns, cancel)

    def term_counts(self, field: str, term: str) -> TermCounts:
        """How often a term of a field occurs in live excerpts."""
        with self._reading():
            found = self._terms.find(field, term)
            times = sum(
                segment.times(field, number)
                for segment, number in zip(self._segments, found.numbers, strict=True)
            )
        return TermCounts(found.holding, times)

    def lexicon(self, field: str, cancel: CancelToken) -> FieldLexicon:
        """All forms of a field (see `SearchEngine`)."""
        with self._reading():
            found = self._lexica.get(field)
            if found is None:
                found = field_lexicon(self._segments, field, cancel)
                self._lexica[field] = found
            return found

    def close(self) -> None:
        """Nothing else may be called afterwards. The files are released with the last array."""
        with self._lock:
            self._segments = ()
            self._evaluations = ()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One thread at a time, and damage said as what it is."""
        with self._lock:
            try:
                yield
            except DamagedSegmentError as error:
                raise IndexDamagedError(self._folder, str(error)) from error
            if sum(segment.file.touched for segment in self._segments) > MOST_MAPPED:
                for segment in self._segments:
                    segment.file.release()
