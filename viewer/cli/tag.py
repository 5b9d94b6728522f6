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
    from viewer.services.search_archive import ArchiveSearch
    from viewer.services.tag_matches import tag_matches

    with Archive.open(archive) as opened:
        searcher = ArchiveSearch(opened)
        try:
            with long_job("Tagging") as (progress, cancel):
                searcher.refresh(progress, cancel)
                tagged, step = tag_matches(opened, searcher, query, tag_path, progress, cancel)
        finally:
            searcher.close()
    if as_json:
        output.print_json({"tagged": tagged, "step": step})
    elif tagged:
        output.line(f"Tagged {output.counted(tagged, 'passage')} {tag_path} (step {step}).")
    else:
        output.line("Nothing was tagged: no passage matches, or all have that tag already.")
