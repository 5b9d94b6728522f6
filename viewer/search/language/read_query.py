"""A request as it was read: what every engine answers, whatever its index is.

The query's text becomes a tree, names of the thesaurus get their other labels, conditions the
catalogue's answers, patterns the forms that the index holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from whoosh.query import Query

from viewer.base.jobs import CancelToken
from viewer.base.messages import Message
from viewer.search.index.lexicon import FieldLexicon, TermCounts
from viewer.search.language.conditions import Resolver
from viewer.search.language.expansions import expand
from viewer.search.language.names import with_names
from viewer.search.language.query import ParsedQuery, parse, resolve
from viewer.search.language.thesaurus import Thesaurus
from viewer.search.language.tree import CatalogueTerm, IdSet, positive
from viewer.search.requests import Filters, SearchRequest
from viewer.search.results.highlighter import Highlighter
from viewer.search.results.why import Explainer


class IndexForms(Protocol):
    """What reading a query asks of an index."""

    @property
    def excerpts(self) -> int:
        """How many excerpts the index holds."""
        ...

    def lexicon(self, field: str, cancel: CancelToken) -> FieldLexicon:
        """All forms of a field (see `viewer.search.index.fields`), with how many texts hold each.
        Raises `Cancelled`."""
        ...

    def term_counts(self, field: str, term: str) -> TermCounts:
        """How often a term of a field occurs in the index."""
        ...

    def let_through(self, filters: Filters) -> Collection[int]:
        """The excerpts of the index that filters let through."""
        ...


@dataclass(frozen=True, slots=True)
class CatalogueState:
    """What a search asks the catalogue, all of one state of it.

    `languages` are those of its texts, `newspapers` the publication ids in the order of their
    titles, `gone` excerpts that the index may still hold and the catalogue does not.
    """

    resolve: Resolver
    thesaurus: Thesaurus
    languages: Collection[str]
    newspapers: Sequence[int] = ()
    gone: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """A request as it was read. `parsed` is for engines; `newspapers` and `gone` are those of
    `CatalogueState`."""

    request: SearchRequest
    parsed: ParsedQuery
    newspapers: Sequence[int] = ()
    gone: Collection[int] = ()

    @property
    def read_as(self) -> Message:
        """How the query was read, in one line."""
        return self.parsed.read_as

    @property
    def complaints(self) -> tuple[Message, ...]:
        """What of it could not be read, finds nothing or was cut short."""
        return self.parsed.complaints

    @property
    def conditions(self) -> frozenset[tuple[str, str]]:
        """Field and value of the conditions that a hit of tier 1 may fulfil."""
        return frozenset(
            (node.fieldname, node.text)
            for node in positive(self.parsed.tree)
            if isinstance(node, IdSet | CatalogueTerm)
        )

    def explainer(self, tier: int = 1) -> Explainer:
        """What says why a hit of that tier was found. For one thread at a time."""
        return Explainer(self._tree(tier))

    def highlighter(self, field: str = "text", tier: int = 1) -> Highlighter:
        """What finds the matches in a hit of that tier. For one thread at a time."""
        return Highlighter(self._tree(tier), field)

    def _tree(self, tier: int) -> Query:
        some = self.parsed.some_tree
        return self.parsed.tree if tier == 1 or some is None else some


def read_query(
    request: SearchRequest,
    catalogue: CatalogueState,
    index: IndexForms | None,
    cancel: CancelToken,
) -> ReadQuery:
    """Read a request for an index; without one, patterns and names find no forms. Raises
    `Cancelled`."""
    parsed = parse(request.query, catalogue.languages)
    if index is not None:
        parsed = with_names(parsed, catalogue.thesaurus, index)
    if request.typing:
        parsed = parsed.while_typing()
    if index is None:
        parsed = resolve(parsed, catalogue.resolve)
    else:
        parsed = resolve(parsed, catalogue.resolve, index.let_through)
        parsed = expand(parsed, index, cancel)
    return ReadQuery(request, parsed, catalogue.newspapers, catalogue.gone)
