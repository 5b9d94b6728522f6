"""The program's scoring (`viewer.search.results.scoring`) as Whoosh's searcher asks for it.

With it Whoosh's own matchers score what the evaluator scores, document by document.
"""

from __future__ import annotations

import numpy as np
from whoosh.scoring import BaseScorer, WeightingModel, WeightLengthScorer
from whoosh.searching import Searcher

from viewer.search.index.fields import fields_of_word
from viewer.search.results.scoring import bm25, idf


class ArchiveBM25F(WeightingModel):  # type: ignore[misc]
    """BM25F over living documents. A field's weight is the boost of the query's terms in it."""

    def idf(self, searcher: Searcher, fieldname: str, text: str | bytes) -> float:
        """The inverse document frequency over the whole index, in the field of most texts."""
        whole = searcher.get_parent()
        held = (
            whole.doc_frequency(name, text)
            for name in fields_of_word(fieldname)
            if name in whole.schema
        )
        return idf(whole.doc_count(), max(held))

    def scorer(
        self,
        searcher: Searcher,
        fieldname: str,
        text: str | bytes,
        qf: int = 1,  # noqa: ARG002
    ) -> BaseScorer:
        """A scorer of one term in the documents of `searcher`."""
        return _TermScorer(searcher, fieldname, text)


class _TermScorer(WeightLengthScorer):  # type: ignore[misc]
    """Scores the documents of one term in one field."""

    def __init__(self, searcher: Searcher, fieldname: str, text: str | bytes) -> None:
        whole = searcher.get_parent()
        self._idf = whole.idf(fieldname, text)
        self._average = whole.field_length(fieldname) / (whole.doc_count() or 1)
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: float) -> float:
        counts, lengths = np.array([weight], np.float64), np.array([length], np.float64)
        return float(bm25(self._idf, counts, lengths, self._average)[0])
