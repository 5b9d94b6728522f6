"""The engine over a Whoosh index: opened once, answers trees, closed when a newer one is there."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.search.engine import Evaluation, ExcerptIds
from viewer.search.evaluation import Evaluator
from viewer.search.expansions import expand, expanded_tree
from viewer.search.query import ParsedQuery
from viewer.search.segments import Segment


class WhooshEngine:
    """A `SearchEngine` over one Whoosh reader, which it owns.

    It may be asked by several threads; they are served one after the other. Never refreshed:
    `Searcher.refresh` brings deleted documents back, so a changed index is opened anew.
    """

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._segments = tuple(
            Segment(leaf) for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()
        )
        self._evaluator = Evaluator(self._segments)
        self._lexica: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()
        self._open = True

    @property
    def excerpts(self) -> int:
        """How many excerpts the index holds."""
        return sum(segment.live_count for segment in self._segments)

    def known_ids(self) -> ExcerptIds:
        """The ids of all excerpts in the index, ascending."""
        held = [segment.ids[segment.live_docs] for segment in self._segments]
        return np.sort(np.concatenate(held)) if held else np.empty(0, np.int64)

    def expand(self, parsed: ParsedQuery, cancel: CancelToken) -> ParsedQuery:
        """`parsed` with its prefixes, wildcards, fuzzy words and expressions as forms found."""
        with self._lock:
            return expand(parsed, self, cancel)

    def evaluate(self, tree: query.Query, cancel: CancelToken) -> Evaluation:
        """All excerpts that match a resolved tree. Raises `Cancelled`.

        Patterns in it are expanded; `expand` also says which forms were left out, and its tree
        is the one to look for matches with.
        """
        with self._lock:
            return self._evaluator.evaluate(expanded_tree(tree, self, cancel), cancel)

    def forms(self, field: str, prefix: str, cancel: CancelToken) -> tuple[str, ...]:
        """All forms of an exact field that begin with `prefix`, sorted (see `Lexicon`)."""
        if field in self._lexica and not prefix:
            return self._lexica[field]
        found = {
            form for segment in self._segments for form in segment.forms(field, prefix, cancel)
        }
        forms = tuple(sorted(found))
        if not prefix:
            self._lexica[field] = forms
        return forms

    def frequency(self, field: str, form: str) -> int:
        """In how many texts the form stands in that field (see `Lexicon`)."""
        return sum(segment.frequency(field, form.encode()) for segment in self._segments)

    def close(self) -> None:
        """Close the files; nothing where they are closed."""
        with self._lock:
            if self._open:
                self._open = False
                self._reader.close()
