"""Evaluating Whoosh's query tree in one segment, with array operations.

Every node gives the documents that match it, ascending, and their scores; so a tree costs a few
passes over the postings of its terms, however many documents match. Scores and matches are those of
Whoosh's own matchers, peculiarities included (they are named where they are); tests hold the two
together. A node that is not known here is left to Whoosh's matcher for that node alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, Protocol

import numpy as np
from whoosh import query
from whoosh.query import spans as span_queries

from viewer.base.jobs import CancelToken
from viewer.search.columnar.evaluation.expanding import expanded_terms
from viewer.search.columnar.evaluation.found import (
    NOTHING,
    Found,
    Sparse,
    all_of_choices,
    among,
    any_of,
    best_of,
    boosted,
    constant,
    rescored,
    with_maybe,
    within,
    without,
)
from viewer.search.columnar.evaluation.places import Spans
from viewer.search.columnar.evaluation.standing import STANDING
from viewer.search.columnar.evaluation.terms import Terms
from viewer.search.columnar.evaluation.whoosh_matching import found_by_whoosh
from viewer.search.columnar.storage.segment import Segment
from viewer.search.tree import IdSet

#: Up to so many documents Whoosh reads an Or of three or more parts ahead, and then scores 1 for
#: each document that a prefix, pattern or range of constant score matches.
_READ_AHEAD = 5_000
_MOST_CLAUSES = 1_024

#: What stands for every document with anything in the field.
_EVERYTHING = {query.Prefix: "", query.Wildcard: "*", query.Regex: ".*"}


class Oracle(Protocol):
    """Whoosh's own view of the index."""

    def searcher(self, number: int) -> Any:
        """Whoosh's searcher of segment `number`."""
        ...


class SegmentEvaluation:
    """One evaluation in segment `number`. For one thread at a time."""

    def __init__(
        self, segment: Segment, number: int, terms: Terms, whoosh: Oracle, schema: Any
    ) -> None:
        self.segment = segment
        self._number = number
        self._terms = terms
        self._whoosh = whoosh
        self._schema = schema

    def found(self, node: query.Query, cancel: CancelToken) -> Found:
        """The living documents that match `node`, with their scores. Raises `Cancelled`."""
        cancel.check()
        answer = _answer_of(type(node))
        return self.by_whoosh(node) if answer is None else answer(self, node, cancel)

    def spans(self, node: query.Query, cancel: CancelToken) -> Spans | None:
        """Every place where `node` stands in living documents, unless only Whoosh knows them."""
        cancel.check()
        answer = STANDING.get(type(node)) or _inherited(type(node), STANDING)
        return None if answer is None else answer(self, node, cancel)

    def number(self, field: str, text: object) -> int:
        """The number of a term in the field's dictionary, -1 where it is not there."""
        term = self._bytes(field, text)
        return -1 if term is None else self._terms.find(field, term).numbers[self._number]

    def by_whoosh(self, node: query.Query) -> Found:
        """What Whoosh's matcher for this node gives."""
        return found_by_whoosh(node, self._whoosh.searcher(self._number), self.segment.live)

    # Leaves

    def _bytes(self, field: str, text: object) -> bytes | None:
        """A term as the dictionary has it; None for a field or text that cannot be in it."""
        if field not in self._schema:
            return None
        try:
            term: bytes = self._schema[field].to_bytes(text)
        except ValueError:
            return None
        return term

    def _term(self, field: str, term: bytes | None, boost: float = 1.0) -> Found:
        if term is None:
            return NOTHING
        return self._terms.find(field, term, boost).found[self._number]

    def term(self, node: query.Term, _cancel: CancelToken) -> Found:
        """A term's documents, by BM25."""
        return self._term(node.fieldname, self._bytes(node.fieldname, node.text), node.boost)

    def phrase(self, node: query.Phrase, cancel: CancelToken) -> Found:
        """Documents where the words follow each other; scored as the sum of their words."""
        places = self.spans(node, cancel)
        if places is None:
            return self.by_whoosh(node)
        terms = [query.Term(node.fieldname, word) for word in node.words]
        return boosted(self._standing(terms, places, cancel), node.boost)

    def every(self, node: query.Every, _cancel: CancelToken) -> Found:
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

    def id_set(self, node: IdSet, _cancel: CancelToken) -> Found:
        """The documents of some excerpts, score 0."""
        return constant(self.segment.docs_of(node.ids), 0.0)

    def null(self, _node: query.Query, _cancel: CancelToken) -> Found:
        """Nothing."""
        return NOTHING

    # Many terms

    def multi_term(self, node: query.Query, cancel: CancelToken) -> Found:
        """Any of the terms that a prefix, pattern, range or near miss stands for.

        As in Whoosh, a single term is scored without the node's boost.
        """
        field = node.field()
        if type(node) in _EVERYTHING and node.text == _EVERYTHING[type(node)]:
            return self.every(query.Every(field, boost=node.boost), cancel)
        if field not in self._schema or self.segment.field(field) is None:
            return NOTHING
        terms = expanded_terms(node, self.segment.fields[field], self._reader, self._schema, cancel)
        parts = [self._term(field, term) for term in terms]
        if len(parts) < 2:
            return parts[0] if parts else NOTHING
        cancel.check()
        found = any_of(parts, self.segment.size)
        if getattr(node, "constantscore", False) and self._reads_ahead(len(parts)):
            return rescored(found, 1.0)
        return boosted(found, node.boost)

    def _reader(self) -> Any:
        return self._whoosh.searcher(self._number).reader()

    def _reads_ahead(self, parts: int) -> bool:
        return parts >= _MOST_CLAUSES or (parts > 2 and self.segment.size <= _READ_AHEAD)

    def number_range(self, node: query.NumericRange, cancel: CancelToken) -> Found:
        """A range of numbers or dates."""
        if node.fieldname not in self._schema:
            return NOTHING
        compiled = node._compile_query(SimpleNamespace(schema=self._schema))
        return self.found(compiled, cancel)

    # Compounds

    def conjunction(self, node: query.And, cancel: CancelToken) -> Found:
        """What all parts hold."""
        parts = list(node)
        if len(parts) == 1:
            return self.found(parts[0], cancel)
        wanted = [part for part in parts if not isinstance(part, query.Not)]
        unwanted = [part for part in parts if isinstance(part, query.Not)]
        if not parts:
            return NOTHING
        found: Found
        if not wanted:
            found = constant(self.segment.live_docs, 0.0)
        else:
            choices = [self._choice(part, cancel) for part in wanted]
            found = all_of_choices(choices, self.segment.size)
        for part in unwanted:
            found = without(found, self.found(part.query, cancel), self.segment.size)
        # To Whoosh, a Not scores 1 in each document that it lets through.
        if unwanted:
            few = found.sparse()
            found = Sparse(few.docs, few.scores + np.float32(len(unwanted)))
        return boosted(found, node.boost)

    def _choice(self, node: query.Query, cancel: CancelToken) -> list[Found]:
        """What a part of an And may be found by: for a word in its forms, each of them."""
        is_choice = _answer_of(type(node)) is SegmentEvaluation.disjunction
        if is_choice and len(node) > 1 and node.boost == 1.0 and not node.scale:
            cancel.check()
            return [self.found(part, cancel) for part in node]
        return [self.found(node, cancel)]

    def disjunction(self, node: query.Or, cancel: CancelToken) -> Found:
        """What any part holds."""
        parts = list(node)
        if len(parts) == 1:
            return self.found(parts[0], cancel)
        if node.scale:
            return self.by_whoosh(node)
        found = any_of([self.found(part, cancel) for part in parts], self.segment.size)
        return boosted(found, node.boost)

    def best(self, node: query.DisjunctionMax, cancel: CancelToken) -> Found:
        """What any part holds, with the highest score. Whoosh does not use its tiebreak."""
        parts = list(node)
        if len(parts) == 1:
            return self.found(parts[0], cancel)
        found = best_of([self.found(part, cancel) for part in parts], self.segment.size)
        return boosted(found, node.boost)

    def excluded(self, node: query.Not, cancel: CancelToken) -> Found:
        """A Not by itself: all living documents but those, each with score 1."""
        everything = constant(self.segment.live_docs, 1.0)
        return without(everything, self.found(node.query, cancel), self.segment.size)

    def and_not(self, node: query.AndNot, cancel: CancelToken) -> Found:
        """The first part where the second does not match."""
        unwanted = self.found(node.b, cancel)
        return without(self.found(node.a, cancel), unwanted, self.segment.size)

    def and_maybe(self, node: query.AndMaybe, cancel: CancelToken) -> Found:
        """The first part, scored higher where the second matches too."""
        more = self.found(node.b, cancel)
        return with_maybe(self.found(node.a, cancel), more, self.segment.size)

    def require(self, node: query.Require, cancel: CancelToken) -> Found:
        """The first part where the second matches too, which adds no score."""
        wanted = self.found(node.b, cancel)
        return within(self.found(node.a, cancel), wanted, self.segment.size)

    def otherwise(self, node: query.Otherwise, cancel: CancelToken) -> Found:
        """The first part, or if it matches nothing in this segment, the second."""
        found = self.found(node.a, cancel)
        return found if len(found) else self.found(node.b, cancel)

    def same_score(self, node: query.ConstantScoreQuery, cancel: CancelToken) -> Found:
        """What the child matches, with one score."""
        return rescored(self.found(node.child, cancel), node.score)

    def near(self, node: query.Query, cancel: CancelToken) -> Found:
        """Documents where the parts stand near each other; scored as the sum of the parts."""
        places = self.spans(node, cancel)
        if places is None:
            return self.by_whoosh(node)
        parts = node.qs if isinstance(node, span_queries.SpanNear2) else (node.a, node.b)
        return self._standing(parts, places, cancel)

    def _standing(self, parts: Sequence[query.Query], places: Spans, cancel: CancelToken) -> Found:
        """The documents of some places, with the sum of the parts' scores in them."""
        docs = places.docs[np.diff(places.docs, prepend=-1) > 0]
        if not len(docs):
            return NOTHING
        scores = np.zeros(len(docs), np.float32)
        for part in parts:
            found = self.found(part, cancel)
            if isinstance(found, Sparse):
                scores += found.scores[among(docs, found.docs, self.segment.size)]
            else:
                scores += found.scores[docs]
        return Sparse(docs, scores)


_Answer = Callable[[SegmentEvaluation, Any, CancelToken], Found]

_ANSWERS: dict[type, _Answer] = {
    query.Term: SegmentEvaluation.term,
    query.Phrase: SegmentEvaluation.phrase,
    query.And: SegmentEvaluation.conjunction,
    query.Or: SegmentEvaluation.disjunction,
    query.Not: SegmentEvaluation.excluded,
    IdSet: SegmentEvaluation.id_set,
    query.Every: SegmentEvaluation.every,
    type(query.NullQuery): SegmentEvaluation.null,
    query.Prefix: SegmentEvaluation.multi_term,
    query.Wildcard: SegmentEvaluation.multi_term,
    query.Regex: SegmentEvaluation.multi_term,
    query.FuzzyTerm: SegmentEvaluation.multi_term,
    query.Variations: SegmentEvaluation.multi_term,
    query.TermRange: SegmentEvaluation.multi_term,
    query.NumericRange: SegmentEvaluation.number_range,
    query.DateRange: SegmentEvaluation.number_range,
    query.DisjunctionMax: SegmentEvaluation.best,
    query.AndNot: SegmentEvaluation.and_not,
    query.AndMaybe: SegmentEvaluation.and_maybe,
    query.Require: SegmentEvaluation.require,
    query.Otherwise: SegmentEvaluation.otherwise,
    query.ConstantScoreQuery: SegmentEvaluation.same_score,
    span_queries.SpanNear: SegmentEvaluation.near,
    span_queries.SpanNear2: SegmentEvaluation.near,
}

#: Classes of others that are known through the class they refine, by overriding nothing that
#: matters here. (Whoosh's own subclasses of Or and Span differ, and are left to it.)
_REFINED = (query.And, query.Or)


def _answer_of(kind: type) -> _Answer | None:
    return _ANSWERS.get(kind) or _inherited(kind, _ANSWERS)


def _inherited(kind: type, table: dict[type, Any]) -> Any:
    """The answer for a class of this program's own that refines And or Or; else None."""
    if kind.__module__.startswith("whoosh."):
        return None
    return next((table[base] for base in _REFINED if issubclass(kind, base)), None)
