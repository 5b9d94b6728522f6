"""The narrowing of a search in words: `only The Guardian, August 1945`."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping

from viewer.base.messages import Message, verbatim
from viewer.services.search.facets import KIND_LABELS
from viewer.services.types import Filters, PublicationInfo, SearchRequest
from viewer.text.dates import shown_date
from viewer.text.languages import language_name

#: More newspapers than these are counted, not named.
_MOST_NAMED = 3
#: Code points of a query that are repeated.
_LONGEST_QUERY = 80


def filters_in_words(
    filters: Filters, publications: Mapping[int, PublicationInfo]
) -> Message | None:
    """What `filters` let through, after an “only”; None where they let everything through."""
    named = filters_named(filters, publications)
    return None if named is None else Message.of("filter.only", filters=named)


def filters_named(filters: Filters, publications: Mapping[int, PublicationInfo]) -> Message | None:
    """What `filters` let through: `The Guardian, August 1945`; None where that is everything."""
    parts = [
        _newspapers(filters, publications),
        _any_of([language_name(code) for code in filters.languages]),
        _any_of([KIND_LABELS.get(kind, kind) for kind in filters.kinds]),
        _days(filters.date_from, filters.date_to),
    ]
    said = [part for part in parts if part is not None]
    return Message.of("series", parts=said) if said else None


def narrowed(
    said: Message, filters: Filters, publications: Mapping[int, PublicationInfo]
) -> Message:
    """`said`, how a query was read, with what narrows it: `harbin — only The Guardian`."""
    only = filters_in_words(filters, publications)
    return said if only is None else Message.of("filter.narrowed", said=said, only=only)


def hits_in_words(request: SearchRequest, publications: Mapping[int, PublicationInfo]) -> Message:
    """`In the hits of “harbin” — only The Guardian`; a long query is cut."""
    query = " ".join(request.query.split())
    if len(query) > _LONGEST_QUERY:
        query = query[: _LONGEST_QUERY - 1].rstrip() + "…"
    said = Message.of("filter.hits-of", query=query) if query else Message.of("filter.hits")
    return narrowed(said, request.filters, publications)


def _newspapers(filters: Filters, publications: Mapping[int, PublicationInfo]) -> Message | None:
    if len(filters.publications) > _MOST_NAMED:
        return Message.of("count.newspapers", count=len(filters.publications))
    return _any_of(
        [
            publications[key].title if key in publications else _without_title(key)
            for key in filters.publications
        ]
    )


def _without_title(publication_id: int) -> Message:
    return Message.of("filter.newspaper-gone" if publication_id else "count.no-newspaper")


def _any_of(names: Iterable[str | Message]) -> Message | None:
    named = sorted(names, key=str)
    return Message.of("any-of", parts=named) if named else None


def _days(first: str, last: str) -> Message | None:
    """Two ISO days, inclusive, as shortly as they can be said; either may be open."""
    if not first and not last:
        return None
    if not last:
        return Message.of("filter.from", date=shown_date(first))
    if not first:
        return Message.of("filter.until", date=shown_date(last))
    return verbatim(shown_date(_span(first, last)))


def _span(first: str, last: str) -> str:
    """The days as EDTF: a whole year or month is one, a span of whole months has no days."""
    if first == last:
        return first
    if first.endswith("-01-01") and last.endswith("-12-31"):
        ends = (first[:4], last[:4])
    elif first.endswith("-01") and _is_last_of_month(last):
        ends = (first[:7], last[:7])
    else:
        ends = (first, last)
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _is_last_of_month(day: str) -> bool:
    year, month, number = map(int, day.split("-"))
    return number == calendar.monthrange(year, month)[1]
