"""`archive-viewer tag`: tag every passage that a query matches, as one undo step."""

from __future__ import annotations

from typing import Annotated

import typer

from viewer.cli import output
from viewer.cli.arguments import ArchivePath, AsJson
from viewer.cli.progress import long_job


def tag(
    archive: ArchivePath,
    *,
    query: Annotated[str, typer.Option("--query", metavar="Q", help="What to look for.")],
    tag_path: Annotated[
        str, typer.Option("--tag", metavar="T", help="The tag, as framing/liberation; made if new.")
    ],
    as_json: AsJson = False,
) -> None:
    """Tag every matching passage. One undo takes it all back."""
    from viewer.services.archive import Archive
    from viewer.services.passages_in_words import tagged_in_words
    from viewer.services.search_archive import ArchiveSearch
    from viewer.services.tag_matches import tag_matches
    from viewer.services.types import SearchRequest

    with Archive.open(archive) as opened:
        searcher = ArchiveSearch(opened)
        try:
            with long_job("Tagging") as (progress, cancel):
                searcher.refresh(progress, cancel)
                report = tag_matches(
                    opened, searcher, SearchRequest(query), tag_path, progress, cancel
                )
        finally:
            searcher.close()
    if as_json:
        output.print_json({"tagged": report.tagged.passages, "step": report.step})
    else:
        output.line(tagged_in_words(report))
