"""`archive-viewer search`: ranked hits with their snippets."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from viewer.cli import filters, output
from viewer.cli.arguments import ArchivePath, AsJson
from viewer.cli.progress import long_job
from viewer.services.types import (
    Facets,
    HitInfo,
    SearchAnswer,
    SearchRequest,
    SortOrder,
    Suggestion,
)
from viewer.text.kinds import Kind
from viewer.text.wording import NO_NEWSPAPER

if TYPE_CHECKING:
    from rich.text import Text

    from viewer.services.archive.archive import Archive

_MOST = 10_000


def search(
    archive: ArchivePath,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words, “phrases”, fields, dates; none: all.")
    ] = "",
    *,
    newspaper: filters.Newspapers = None,
    since: filters.Since = "",
    until: filters.Until = "",
    language: filters.Languages = None,
    kind: filters.Kinds = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, max=_MOST, help="How many hits to print.")
    ] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="How many hits to pass over.")] = 0,
    sort: Annotated[SortOrder, typer.Option("--sort", help="The order.")] = SortOrder.RELEVANCE,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count by newspaper, language, kind and month.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Find excerpts. The index is brought up to date first."""
    from viewer.services.archive.archive import Archive

    words = filters.filter_words(newspaper, since, until, language, kind)
    with Archive.open(archive, read_only=True) as opened:
        asked = filters.read_request(opened, query, words) or SearchRequest(query)
        answer = _answer(opened, replace(asked, sort=sort, limit=limit, offset=offset))
    for complaint in answer.complaints:
        output.trouble(str(complaint))
    if as_json:
        output.print_json(_document(answer, with_facets=facets))
    else:
        _print(answer, with_facets=facets)


def _answer(archive: Archive, request: SearchRequest) -> SearchAnswer:
    """The hits, by an index that is up to date, and the other searches offered."""
    from viewer.services.search.search_archive import ArchiveSearch

    with closing(ArchiveSearch(archive)) as searcher, long_job("Indexing") as (progress, cancel):
        searcher.refresh(progress, cancel)
        answer = searcher.search(request, cancel)
        if answer.index_lost:
            searcher.refresh(progress, cancel)
            answer = searcher.search(request, cancel)
        return replace(answer, suggestions=searcher.suggestions(request, cancel))


def _document(answer: SearchAnswer, *, with_facets: bool) -> dict[str, object]:
    return {
        "query": answer.request.query,
        "read_as": str(answer.read_as),
        "total": answer.total,
        "total_some": answer.total_some,
        "took_ms": round(answer.took_ms, 2),
        "hits": [_hit(hit) for hit in answer.hits],
        "suggestions": [_suggestion(each) for each in answer.suggestions],
        "facets": _facets(answer.facets) if with_facets else {},
    }


def _hit(hit: HitInfo) -> dict[str, object]:
    return {
        "id": hit.id,
        "article_id": hit.article_id,
        "tier": hit.tier,
        "score": hit.score,
        "headline": hit.headline,
        "publication": hit.publication,
        "date": hit.date,
        "page": hit.page,
        "language": hit.language,
        "kind": hit.kind,
        "snippet": hit.snippet,
        "marks": [[mark.start, mark.end] for mark in hit.marks],
        "why": list(map(str, hit.why)),
    }


def _suggestion(suggestion: Suggestion) -> dict[str, object]:
    return {
        "kind": suggestion.kind.value,
        "text": str(suggestion.text),
        "query": suggestion.query,
        "count": suggestion.count,
    }


def _facets(facets: Facets) -> dict[str, object]:
    def rows(name: str) -> list[dict[str, object]]:
        return [
            {"key": each.key, "label": each.label, "count": each.count}
            for each in getattr(facets, name)
        ]

    return {
        "newspapers": rows("newspapers"),
        "languages": rows("languages"),
        "kinds": rows("kinds"),
        "months": [
            {"month": month, "newspaper": newspaper, "count": count}
            for month, newspaper, count in facets.months
        ],
        "undated": facets.undated,
    }


def _print(answer: SearchAnswer, *, with_facets: bool) -> None:
    output.line(f"Read as: {answer.read_as}")
    output.line(_totals(answer))
    before = 1
    for rank, hit in enumerate(answer.hits, answer.request.offset + 1):
        if hit.tier > before:
            output.line("\nThese hold some of it:")
            before = hit.tier
        _print_hit(rank, hit)
    if answer.suggestions:
        output.line("\nOther searches:")
    for suggestion in answer.suggestions:
        output.line(f"   {suggestion.text}: {suggestion.query}")
    if with_facets:
        _print_facets(answer.facets)


def _totals(answer: SearchAnswer) -> str:
    some = f", and {answer.total_some:,} that hold some of it" if answer.total_some else ""
    return f"{output.counted(answer.total, 'hit')}{some}, in {answer.took_ms:.0f} ms"


def _print_hit(rank: int, hit: HitInfo) -> None:
    from viewer.text.dates import shown_date

    paper = hit.publication or NO_NEWSPAPER
    date = shown_date(hit.date) if hit.date else "undated"
    page = f"page {hit.page}" if hit.page else ""
    place = ", ".join(part for part in (paper, date, page, Kind(hit.kind).mention) if part)
    reason = f"  [{'; '.join(map(str, hit.why))}]" if hit.why else ""
    headline = hit.headline or "(no headline)"
    if not output.on_terminal():
        output.line(f"\n{rank}. {headline}\n   {place}{reason}\n   {_starred(hit)}")
        return
    from rich.text import Text

    output.styled(
        Text(f"\n{rank}. ").append(output.visible(headline), "bold"),
        Text(f"   {output.visible(place + reason)}", "dim"),
        Text("   ").append_text(_marked(hit)),
    )


def _starred(hit: HitInfo) -> str:
    """The snippet with its marks between asterisks: bold for where there is none."""
    pieces, at = [], 0
    for mark in hit.marks:
        pieces += [hit.snippet[at : mark.start], f"*{mark.of(hit.snippet)}*"]
        at = mark.end
    return "".join([*pieces, hit.snippet[at:]])


def _marked(hit: HitInfo) -> Text:
    from rich.text import Text

    text, at = Text(), 0
    for mark in hit.marks:
        text.append(output.visible(hit.snippet[at : mark.start]))
        text.append(output.visible(mark.of(hit.snippet)), "bold")
        at = mark.end
    return text.append(output.visible(hit.snippet[at:]))


def _print_facets(facets: Facets) -> None:
    labels = {each.key: each.label for each in facets.newspapers}
    rows = [
        (name, each.label, f"{each.count:,}")
        for name, counts in (
            ("newspaper", facets.newspapers),
            ("language", facets.languages),
            ("kind", facets.kinds),
        )
        for each in counts
    ]
    rows += [
        (month, labels.get(newspaper, newspaper), f"{count:,}")
        for month, newspaper, count in facets.months
    ]
    if facets.undated:
        rows.append(("undated", "", f"{facets.undated:,}"))
    output.line()
    output.table(("facet", "value", "hits"), rows)
