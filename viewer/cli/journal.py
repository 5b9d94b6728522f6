"""`archive-viewer journal`: what was done to an archive, newest first."""

from __future__ import annotations

from typing import Annotated

import typer

from viewer.cli import output
from viewer.cli.arguments import ArchivePath, AsJson
from viewer.services.types import StepInfo


def journal(
    archive: ArchivePath,
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many steps to print.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List the steps that made the archive what it is, newest first."""
    from viewer.services.archive.archive import Archive
    from viewer.services.archive.list_journal import list_journal

    with Archive.open(archive, read_only=True) as opened:
        steps = list_journal(opened, limit=limit)
    if as_json:
        output.print_json({"steps": [step_document(step) for step in steps]})
    elif steps:
        output.table(
            ("step", "at", "who", "what", "changes"),
            [(str(s.id), s.at, s.who, s.what, f"{s.changes:,}") for s in steps],
        )
    else:
        output.line("Nothing was done to this archive yet.")


def step_document(step: StepInfo) -> dict[str, object]:
    """A step as `--json` shows it."""
    return {
        "id": step.id,
        "at": step.at,
        "who": step.who,
        "what": step.what,
        "changes": step.changes,
    }
