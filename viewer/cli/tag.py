"""`archive-viewer tag`: tag every passage that a query matches, as one undo step."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from viewer.cli import filters, output
from viewer.cli.arguments import ArchivePath, AsJson
from viewer.cli.progress import long_job

if TYPE_CHECKING:
    from viewer.services.archive.archive import Archive
    from viewer.services.search.read_filters import FilterWords
    from viewer.services.types import TagReport


def tag(
    archive: ArchivePath,
    *,
    query: Annotated[str, typer.Option("--query", metavar="Q", help="What to look for.")],
    tag_name: Annotated[
        str, typer.Option("--tag", metavar="T", help="The tag, as framing/liberation; made if new.")
    ],
    newspaper: filters.Newspapers = None,
    since: filters.Since = "",
    until: filters.Until = "",
    language: filters.Languages = None,
    kind: filters.Kinds = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Count what would be tagged; change nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Tag every matching passage. One undo takes it all back."""
    from viewer.services.archive.archive import Archive
    from viewer.services.passages.passages_in_words import (
        passages_in_words,
        tagged_in_words,
        why_none_matched,
    )

    words = filters.filter_words(newspaper, since, until, language, kind)
    with Archive.open(archive, read_only=dry_run) as opened:
        report = _tag(opened, query, words, tag_name, dry_run=dry_run)
    if as_json:
        if report.some:
            output.trouble(str(why_none_matched(report)))
        output.print_json(_document(report))
    elif dry_run and report.tagged.passages:
        had = f"; {report.already:,} have it already" if report.already else ""
        output.line(f"Would tag {report.tag}: {passages_in_words(report.tagged)}{had}.")
    else:
        output.line(str(tagged_in_words(report)))


def _tag(
    archive: Archive, query: str, words: FilterWords, tag_name: str, *, dry_run: bool
) -> TagReport:
    from viewer.services.codebook.find_tags import path_to_tag_with
    from viewer.services.passages.count_matches import count_matches
    from viewer.services.passages.tag_matches import tag_matches
    from viewer.services.search.search_archive import ArchiveSearch
    from viewer.services.types import SearchRequest

    path = path_to_tag_with(archive, tag_name)
    act = count_matches if dry_run else tag_matches
    with (
        closing(ArchiveSearch(archive)) as searcher,
        long_job("Counting" if dry_run else "Tagging") as (progress, cancel),
    ):
        searcher.refresh(progress, cancel)
        request = filters.read_request(archive, query, words) or SearchRequest("")
        filters.say_complaints(searcher, request, cancel)
        return act(archive, searcher, request, path, progress, cancel)


def _document(report: TagReport) -> dict[str, object]:
    return {
        "tagged": report.tagged.passages,
        "texts": report.tagged.texts,
        "papers": [
            {"publication": paper.publication, "passages": paper.passages}
            for paper in report.tagged.papers
        ],
        "step": report.step,
    }
