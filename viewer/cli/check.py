"""`archive-viewer check`: look an archive over, and mend what can be mended."""

from __future__ import annotations

from typing import Annotated

import typer

from viewer.cli import output
from viewer.cli.arguments import ArchivePath, AsJson
from viewer.cli.progress import long_job


def check(
    archive: ArchivePath,
    *,
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended without losing anything.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Look an archive over: file, texts, passages. Exits 1 while problems remain."""
    from viewer.services.archive.archive import Archive
    from viewer.services.archive.check_archive import check_archive

    with (
        Archive.open(archive, read_only=not repair) as opened,
        long_job("Checking") as (progress, cancel),
    ):
        report = check_archive(opened, repair=repair, progress=progress, cancel=cancel)
    if as_json:
        output.print_json(
            {
                "checked": dict(report.checked),
                "problems": list(map(str, report.problems)),
                "repaired": list(map(str, report.repaired)),
            }
        )
    else:
        output.table(
            ("checked", "number"), [(name, f"{n:,}") for name, n in report.checked.items()]
        )
        for sentence in report.repaired:
            output.line(f"Repaired: {sentence}")
        for sentence in report.problems:
            output.line(f"Problem: {sentence}")
        if not report.problems:
            output.line("No problems.")
    if report.problems:
        hint = "" if repair else " `archive-viewer check --repair` mends what can be mended."
        verb = "remains" if len(report.problems) == 1 else "remain"
        output.trouble(f"{output.counted(len(report.problems), 'problem')} {verb}.{hint}")
        raise typer.Exit(1)
