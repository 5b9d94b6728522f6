"""Conditions that the catalogue answers, in a query's tree: as written, and as answered."""

from __future__ import annotations

from collections.abc import Callable, Collection

from whoosh import fields, query

from viewer.base.messages import Message
from viewer.search.index.ids import SortedIds, union
from viewer.search.language.conditions import Excerpts, Refused, Resolver
from viewer.search.language.field_names import HAS_VALUES
from viewer.search.language.leaves import LeafBuilder
from viewer.search.language.tree import CatalogueTerm, IdSet, tidied
from viewer.search.requests import Filters

MOST_LABELS = 64


#: The excerpts of an index that filters let through.
LetThrough = Callable[[Filters], Collection[int]]


class CatalogueField(fields.FieldType):  # type: ignore[misc]
    """A field of the query language that the catalogue answers; it parses its own values."""

    def __init__(self) -> None:
        super().__init__(None, None)

    def self_parsing(self) -> bool:
        """Whoosh's parser gives such a field its text whole."""
        return True

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> CatalogueTerm:  # noqa: ARG002
        """The leaf to resolve later; conditions do not score."""
        text = qstring.strip()
        if fieldname == "has":
            text = HAS_VALUES.get(text.casefold(), text)
        return CatalogueTerm(fieldname, text)


class Resolving:
    """One pass over the trees of one query; each condition is asked for once."""

    def __init__(self, resolver: Resolver, let_through: LetThrough, leaves: LeafBuilder) -> None:
        self._resolver = resolver
        self._let_through = let_through
        self._leaves = leaves
        self._known: dict[CatalogueTerm, query.Query] = {}
        #: About conditions that could be read and find nothing here.
        self.complaints: list[Message] = []

    def resolved(self, tree: query.Query) -> query.Query:
        """The tree with id sets and labels for its catalogue terms; refused ones are gone."""
        return tidied(self._resolved(tree))

    def _resolved(self, node: query.Query) -> query.Query:
        if not isinstance(node, CatalogueTerm):
            return node.apply(self._resolved)
        if node not in self._known:
            self._known[node] = self._answer(node)
        return self._known[node]

    def _answer(self, term: CatalogueTerm) -> query.Query:
        resolution = self._resolver(term.fieldname, term.text)
        if isinstance(resolution, Excerpts):
            self.complaints += filter(None, [resolution.complaint])
            through = map(self._let_through, resolution.filters)
            ids = SortedIds(union((resolution.ids, *through)))
            return IdSet(ids, term.fieldname, term.text)
        if isinstance(resolution, Refused):
            self._leaves.complain(resolution.complaint)
            return query.NullQuery
        labels = resolution.labels
        if len(labels) > MOST_LABELS:
            self._leaves.complain(
                Message.of("query.too-many-labels", name=term.text, most=MOST_LABELS)
            )
        return self._leaves.name(term.text, labels[:MOST_LABELS])
