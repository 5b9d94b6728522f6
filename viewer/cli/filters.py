"""The FILTERS that commands over hits share: the same as in the filter line of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from viewer.base.errors import InputError
from viewer.cli import output

if TYPE_CHECKING:
    from viewer.base.jobs import CancelToken
    from viewer.services.archive.archive import Archive
    from viewer.services.search.read_filters import FilterWords
    from viewer.services.search.search_archive import ArchiveSearch
    from viewer.services.types import SearchRequest

Newspapers = Annotated[
    list[str] | None,
    typer.Option(
        "--newspaper", metavar="P", help="Only this newspaper: a title, old or new, or part of it."
    ),
]
Since = Annotated[
    str, typer.Option("--since", metavar="D", help="Only issues from this date on: 1945-08.")
]
Until = Annotated[
    str, typer.Option("--until", metavar="D", help="Only issues up to this date, all of it.")
]
Languages = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="L", help="Only texts in this language: ru, Russian."),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="K", help="Only texts of this kind: ocr, extract, abstract."),
]


def filter_words(
    newspapers: Sequence[str] | None,
    since: str,
    until: str,
    languages: Sequence[str] | None,
    kinds: Sequence[str] | None,
) -> FilterWords:
    """The options as given. Raises a usage error for an empty one and for what is no date."""
    from viewer.services.search.read_filters import FilterWords
    from viewer.text.dates import parse_date

    def day(option: str, text: str, end: str) -> str:
        try:
            return str(getattr(parse_date(text), end)) if text else ""
        except InputError as error:
            raise typer.BadParameter(f"{option}: {error}") from error

    for option, words in (
        ("--newspaper", newspapers),
        ("--language", languages),
        ("--kind", kinds),
    ):
        if not all(word.strip() for word in words or ()):
            raise typer.BadParameter(f"{option} is empty. Name one, or leave it out.")
    first, last = day("--since", since, "first"), day("--until", until, "last")
    if first and last and last < first:
        raise typer.BadParameter(
            f"--since {since} is after --until {until}. Give the earlier date to --since."
        )
    return FilterWords(newspapers or (), languages or (), kinds or (), first, last)


def read_request(archive: Archive, query: str, words: FilterWords) -> SearchRequest | None:
    """The request that a query and filters make; None where neither is given: nothing narrows.

    Says on stderr which filter means nothing in this archive.
    """
    from viewer.services.search.read_filters import read_filters
    from viewer.services.types import Filters, SearchRequest

    filters, complaints = read_filters(archive, words)
    for complaint in complaints:
        output.trouble(str(complaint))
    if not query.strip() and filters == Filters():
        return None
    return SearchRequest(query, filters)


def say_complaints(
    search: ArchiveSearch, request: SearchRequest, cancel: CancelToken | None = None
) -> None:
    """Say on stderr what of the query could not be read, before it is acted on."""
    from dataclasses import replace

    for complaint in search.search(replace(request, limit=0, offset=0), cancel).complaints:
        output.trouble(str(complaint))
