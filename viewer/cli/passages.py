"""`archive-viewer passages`: the tagged passages, each with its place, tags, note and links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from viewer.cli import filters, output
from viewer.cli.arguments import ArchivePath, AsJson, TagNames
from viewer.cli.progress import long_job
from viewer.services.types import AnchorState, PassageInfo

if TYPE_CHECKING:
    from viewer.base.ids import ExcerptId, TagId
    from viewer.services.archive.archive import Archive
    from viewer.services.types import LinkInfo, SearchRequest

#: Code points of a quotation in the table for people.
_QUOTE = 60


def passages(
    archive: ArchivePath,
    *,
    query: Annotated[
        str, typer.Option("--query", metavar="Q", help="Only passages of excerpts that match.")
    ] = "",
    tag: TagNames = None,
    state: Annotated[
        AnchorState | None, typer.Option("--state", help="Only passages in this state.")
    ] = None,
    newspaper: filters.Newspapers = None,
    since: filters.Since = "",
    until: filters.Until = "",
    language: filters.Languages = None,
    kind: filters.Kinds = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="How many to print; else all.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List passages in the order in which they were made."""
    from viewer.services.archive.archive import Archive
    from viewer.services.passages.list_passages import list_links, list_passages, passage_ids

    words = filters.filter_words(newspaper, since, until, language, kind)
    with Archive.open(archive, read_only=True) as opened:
        tag_ids = _known_tags(opened, tag) if tag else None
        request = filters.read_request(opened, query, words)
        excerpts = _excerpts(opened, request) if request else None
        ids = passage_ids(opened, tag_ids=tag_ids, excerpt_ids=excerpts, state=state)
        shown = list_passages(opened, annotation_ids=ids[:limit])
        shown.sort(key=lambda passage: passage.id)
        links = list_links(opened, [passage.id for passage in shown])
    if as_json:
        output.print_json({"passages": _documents(shown, links)})
    else:
        _print(shown, len(ids))


def _known_tags(archive: Archive, names: Sequence[str]) -> list[TagId]:
    """The tags that these names mean; an unknown one is said and stands for none."""
    from viewer.base.errors import NotFoundError
    from viewer.services.codebook.find_tags import find_tags

    found: list[TagId] = []
    for name in names:
        try:
            found += find_tags(archive, [name])
        except NotFoundError as error:
            output.trouble(str(error))
    return found


def _excerpts(archive: Archive, request: SearchRequest) -> list[ExcerptId]:
    from viewer.services.passages.passages_in_words import only_some
    from viewer.services.search.search_archive import ArchiveSearch

    with (
        closing(ArchiveSearch(archive)) as searcher,
        long_job("Indexing") as (progress, cancel),
    ):
        searcher.refresh(progress, cancel)
        filters.say_complaints(searcher, request, cancel)
        excerpts = searcher.matching_excerpts(request, cancel)
        if not excerpts and (some := searcher.count_some(request, cancel)):
            output.trouble(str(only_some("listed", some)))
        return excerpts


def _documents(
    shown: Sequence[PassageInfo], links: Sequence[LinkInfo]
) -> list[Mapping[str, object]]:
    ends: dict[int, list[dict[str, object]]] = defaultdict(list)
    for link in links:
        for own, other, direction in (
            (link.origin_id, link.target_id, "out"),
            (link.target_id, link.origin_id, "in"),
        ):
            ends[own].append(
                {
                    "id": link.id,
                    "kind": link.kind.value,
                    "other": other,
                    "direction": direction,
                    "note": link.note,
                }
            )
    return [
        {
            "id": passage.id,
            "excerpt_id": passage.excerpt_id,
            "article_id": passage.article_id,
            "publication": passage.publication,
            "date": passage.issue_date,
            "kind": passage.kind.value,
            "creator": passage.creator,
            "version": passage.version_number,
            "start": passage.span.start,
            "end": passage.span.end,
            "quote": passage.quote,
            "state": passage.state.value,
            "tags": [tag.path for tag in passage.tags],
            "note": passage.note,
            "links": ends[passage.id],
        }
        for passage in shown
    ]


def _print(shown: Sequence[PassageInfo], total: int) -> None:
    from viewer.text.dates import shown_date
    from viewer.text.wording import NO_NEWSPAPER

    if not shown and not total:
        output.line("There are no such passages.")
        return
    output.table(
        ("id", "newspaper", "date", "kind", "tags", "quotation"),
        [
            (
                str(passage.id),
                passage.publication or NO_NEWSPAPER,
                shown_date(passage.issue_date, short=True),
                passage.kind.label,
                ", ".join(tag.path for tag in passage.tags),
                _short(passage.quote),
            )
            for passage in shown
        ],
    )
    if total > len(shown):
        of_all = output.counted(total, "passage")
        output.trouble(f"These are {len(shown):,} of {of_all}; --limit sets how many are listed.")


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTE else line[: _QUOTE - 1].rstrip() + "…"
