"""`archive-viewer index`: bring the search index up to date, or build it anew."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from typing import Annotated

import typer

from viewer.cli import output
from viewer.cli.arguments import ArchivePath, AsJson
from viewer.cli.progress import long_job


def index(
    archive: ArchivePath,
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build it anew even if it is up to date.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the search index up to date. Says how it stands."""
    from viewer.services.archive.archive import Archive
    from viewer.services.search.search_archive import ArchiveSearch

    with (
        Archive.open(archive, read_only=True) as opened,
        closing(ArchiveSearch(opened)) as searcher,
        long_job("Indexing") as (progress, cancel),
    ):
        state = searcher.refresh(progress, cancel, rebuild=rebuild)
    if as_json:
        output.print_json(asdict(state))
    else:
        output.line(f"The index is {state.state}: {output.counted(state.excerpts, 'excerpt')}.")
        output.line(
            f"It lies at {state.path} and holds the texts as of step {state.up_to_step:,}; "
            f"the archive stands at step {state.catalogue_step:,}."
        )
