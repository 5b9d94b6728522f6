"""Evaluating a query's tree in one segment, with array operations.

Every node gives the documents that match it, ascending, and their scores; so a tree costs a few
passes over the postings of its terms, however many documents match. The nodes are those that
reading a query makes: Whoosh's Term, Phrase, Every, And, Or, Not and NullQuery, our own `IdSet`,
and our classes that refine And and Or. Scores and matches are those of Whoosh's own matchers,
peculiarities included (they are named where they are); tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.search.columnar.evaluation.positions import NO_SPANS, Spans, phrase_spans, term_spans
from viewer.search.columnar.evaluation.scored_docs import (
    NOTHING,
    PostingSet,
    ScoredDocs,
    all_of_choices,
    among,
    any_of,
    boosted,
    constant,
    without,
)
from viewer.search.columnar.evaluation.terms import Terms
from viewer.search.columnar.storage.segment import Segment
from viewer.search.language.tree import IdSet


class SegmentEvaluation:
    """One evaluation in segment `number`. For one thread at a time."""

    def __init__(self, segment: Segment, number: int, terms: Terms) -> None:
        self.segment = segment
        self._number = number
        self._terms = terms

    def evaluate(self, node: query.Query, cancel: CancelToken) -> ScoredDocs:
        """The living documents that match `node`, with their scores.

        Raises `Cancelled`, and `TypeError` for a node that no query is read as.
        """
        cancel.check()
        answer = next((_ANSWERS[kind] for kind in type(node).__mro__ if kind in _ANSWERS), None)
        if answer is None:
            raise TypeError(f"no query is read as {type(node).__name__}, so it is not evaluated")
        return answer(self, node, cancel)

    def spans(self, node: query.Term | query.Phrase) -> Spans:
        """Every place of a term or phrase in living documents."""
        field = self.segment.field(node.fieldname)
        if field is None:
            return NO_SPANS
        words = [node.text] if isinstance(node, query.Term) else node.words
        numbers = [self._number_of(node.fieldname, word) for word in words]
        if not numbers or min(numbers) < 0:
            return NO_SPANS
        if isinstance(node, query.Term):
            return term_spans(self.segment, field, numbers[0])
        return phrase_spans(self.segment, field, numbers, node.slop)

    def _number_of(self, field: str, text: str) -> int:
        """The number of a term in the field's dictionary, -1 where it is not there."""
        return self._terms.find(field, text).numbers[self._number]

    # Leaves

    def term(self, node: query.Term, _cancel: CancelToken) -> ScoredDocs:
        """A term's documents, by BM25."""
        return self._terms.find(node.fieldname, node.text, node.boost).docs[self._number]

    def phrase(self, node: query.Phrase, cancel: CancelToken) -> ScoredDocs:
        """Documents where the words follow each other; scored as the sum of their words."""
        places = self.spans(node)
        docs = places.docs[np.diff(places.docs, prepend=-1) > 0]
        if not len(docs):
            return NOTHING
        scores = np.zeros(len(docs), np.float32)
        for word in node.words:
            found = self.evaluate(query.Term(node.fieldname, word), cancel)
            if isinstance(found, PostingSet):
                scores += found.scores[among(docs, found.docs, self.segment.size)]
            else:
                scores += found.scores[docs]
        return boosted(PostingSet(docs, scores), node.boost)

    def every(self, node: query.Every, _cancel: CancelToken) -> ScoredDocs:
        """All living documents, or those with anything in a field."""
        if not node.fieldname:
            return constant(self.segment.live_docs, node.boost)
        field = self.segment.field(node.fieldname)
        if field is None:
            return NOTHING
        held = np.zeros(self.segment.size, np.bool_)
        held[field.whole("docs")] = True
        if self.segment.live is not None:
            held &= self.segment.live
        return constant(np.flatnonzero(held), node.boost)

    def id_set(self, node: IdSet, _cancel: CancelToken) -> ScoredDocs:
        """The documents of some excerpts, score 0."""
        return constant(self.segment.docs_of(node.ids), 0.0)

    def null(self, _node: query.Query, _cancel: CancelToken) -> ScoredDocs:
        """Nothing."""
        return NOTHING

    # Compounds

    def conjunction(self, node: query.And, cancel: CancelToken) -> ScoredDocs:
        """What all parts hold."""
        parts = list(node)
        if len(parts) == 1:
            return self.evaluate(parts[0], cancel)
        wanted = [part for part in parts if not isinstance(part, query.Not)]
        unwanted = [part for part in parts if isinstance(part, query.Not)]
        if not parts:
            return NOTHING
        found: ScoredDocs
        if not wanted:
            found = constant(self.segment.live_docs, 0.0)
        else:
            choices = [self._choice(part, cancel) for part in wanted]
            found = all_of_choices(choices, self.segment.size)
        for part in unwanted:
            found = without(found, self.evaluate(part.query, cancel), self.segment.size)
        # To Whoosh, a Not scores 1 in each document that it lets through.
        if unwanted:
            few = found.posting_set()
            found = PostingSet(few.docs, few.scores + np.float32(len(unwanted)))
        return boosted(found, node.boost)

    def _choice(self, node: query.Query, cancel: CancelToken) -> list[ScoredDocs]:
        """What a part of an And may be found by: for a word in its forms, each of them."""
        if isinstance(node, query.Or) and len(node) > 1 and node.boost == 1.0:
            cancel.check()
            return [self.evaluate(part, cancel) for part in node]
        return [self.evaluate(node, cancel)]

    def disjunction(self, node: query.Or, cancel: CancelToken) -> ScoredDocs:
        """What any part holds."""
        parts = list(node)
        if len(parts) == 1:
            return self.evaluate(parts[0], cancel)
        found = any_of([self.evaluate(part, cancel) for part in parts], self.segment.size)
        return boosted(found, node.boost)

    def excluded(self, node: query.Not, cancel: CancelToken) -> ScoredDocs:
        """A Not by itself: all living documents but those, each with score 1."""
        everything = constant(self.segment.live_docs, 1.0)
        return without(everything, self.evaluate(node.query, cancel), self.segment.size)


_ANSWERS: dict[type, Callable[[SegmentEvaluation, Any, CancelToken], ScoredDocs]] = {
    query.Term: SegmentEvaluation.term,
    query.Phrase: SegmentEvaluation.phrase,
    query.And: SegmentEvaluation.conjunction,
    query.Or: SegmentEvaluation.disjunction,
    query.Not: SegmentEvaluation.excluded,
    IdSet: SegmentEvaluation.id_set,
    query.Every: SegmentEvaluation.every,
    type(query.NullQuery): SegmentEvaluation.null,
}
