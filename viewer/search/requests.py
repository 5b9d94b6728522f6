"""What is asked of a search: the query's text, the filters, the order, the page."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.base.ids import PublicationId
from viewer.text.kinds import SortOrder


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrowing of a search by facet: empty means everything. Dates are inclusive ISO days."""

    publications: frozenset[PublicationId] = frozenset()
    languages: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    date_from: str = ""
    date_to: str = ""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search: the query text, the facets' narrowing, the order and the page of hits wanted.

    While `typing`, a word at the very end of the query also means what begins with it.
    """

    query: str
    filters: Filters = Filters()
    sort: SortOrder = SortOrder.RELEVANCE
    limit: int = 50
    offset: int = 0
    typing: bool = False
