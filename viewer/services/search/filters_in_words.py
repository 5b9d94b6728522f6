"""The narrowing of a search in words: `only The Guardian, August 1945`."""

from __future__ import annotations

import calendar
from collections.abc import Mapping

from viewer.services.search.facets import KIND_LABELS
from viewer.services.types import Filters, PublicationInfo, SearchRequest
from viewer.text.counting import counted, listed
from viewer.text.dates import shown_date
from viewer.text.languages import language_name
from viewer.text.wording import NO_NEWSPAPER

#: More newspapers than these are counted, not named.
_MOST_NAMED = 3
#: Code points of a query that are repeated.
_LONGEST_QUERY = 80


def filters_in_words(filters: Filters, publications: Mapping[int, PublicationInfo]) -> str:
    """What `filters` let through, after an “only”; empty where they let everything through."""
    kinds = sorted(KIND_LABELS.get(kind, kind) for kind in filters.kinds)
    languages = sorted(language_name(code) for code in filters.languages)
    parts = [
        _newspapers(filters, publications),
        listed(languages, "or") if languages else "",
        listed(kinds, "or") if kinds else "",
        _days(filters.date_from, filters.date_to),
    ]
    said = ", ".join(part for part in parts if part)
    return f"only {said}" if said else ""


def narrowed(said: str, filters: Filters, publications: Mapping[int, PublicationInfo]) -> str:
    """`said`, how a query was read, with what narrows it: `harbin — only The Guardian`."""
    return " — ".join(part for part in (said, filters_in_words(filters, publications)) if part)


def hits_in_words(request: SearchRequest, publications: Mapping[int, PublicationInfo]) -> str:
    """`In the hits of “harbin” — only The Guardian`; a long query is cut."""
    query = " ".join(request.query.split())
    if len(query) > _LONGEST_QUERY:
        query = query[: _LONGEST_QUERY - 1].rstrip() + "…"
    said = f"In the hits of “{query}”" if query else "In the hits"
    return narrowed(said, request.filters, publications)


def _newspapers(filters: Filters, publications: Mapping[int, PublicationInfo]) -> str:
    titles = sorted(
        publications[key].title if key in publications else _without_title(key)
        for key in filters.publications
    )
    if len(titles) > _MOST_NAMED:
        return counted(len(titles), "newspaper")
    return listed(titles, "or")


def _without_title(publication_id: int) -> str:
    return "newspapers that are not here" if publication_id else NO_NEWSPAPER.lower()


def _days(first: str, last: str) -> str:
    """Two ISO days, inclusive, as shortly as they can be said; either may be open."""
    if not first and not last:
        return ""
    if not last:
        return f"from {shown_date(first)} on"
    if not first:
        return f"up to {shown_date(last)}"
    return shown_date(_span(first, last))


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
