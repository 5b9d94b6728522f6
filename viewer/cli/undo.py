"""`archive-viewer undo`: take a step back."""

from __future__ import annotations

from typing import Annotated

import typer

from viewer.base.ids import StepId
from viewer.cli import output
from viewer.cli.arguments import ArchivePath, AsJson
from viewer.cli.journal import step_document


def undo(
    archive: ArchivePath,
    *,
    step: Annotated[
        int | None,
        typer.Option("--step", min=1, metavar="N", help="This step of the journal; else the last."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Undo the last step, or a given one. What has changed since is never overwritten."""
    from viewer.services.archive import undo_steps
    from viewer.services.archive.archive import Archive

    with Archive.open(archive) as opened:
        done = undo_steps.undo(opened, None if step is None else StepId(step))
    if as_json:
        output.print_json(step_document(done))
    else:
        output.line(f"Undid step {done.id}: {done.what}.")
