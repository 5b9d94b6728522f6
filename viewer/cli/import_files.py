"""`archive-viewer import`: texts into an archive, and a report of what came and what did not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from viewer.cli import output
from viewer.cli.arguments import ArchivePath, AsJson
from viewer.cli.progress import long_job
from viewer.exchange.importers.formats import IMPORT_FORMATS, known_suffixes
from viewer.services.types import ImportedInfo, ImportOptions, ImportReport

#: How many rows of each kind a report for people lists.
_SHOWN = 20


def _named(path: str) -> Path:
    """The path as typed. An empty one would be the current folder, which nobody asked for."""
    if not path.strip():
        raise typer.BadParameter("a path is empty. Name a file or a folder; “.” is this folder.")
    return Path(path)


Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...",
        help=f"Files of kinds {known_suffixes()}, and folders of them.",
        parser=_named,
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="F",
        help=f"Read every file as this: {', '.join(each.names[0] for each in IMPORT_FORMATS)}.",
    ),
]
Publication = Annotated[
    str,
    typer.Option(
        "--publication", metavar="P", help="The newspaper of texts that name none; made if new."
    ),
]
Date = Annotated[
    str, typer.Option("--date", metavar="D", help="The issue date of texts that name none.")
]
Language = Annotated[
    str, typer.Option("--language", metavar="L", help="The language of the texts: Russian, ru, …")
]
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="E", help="Read every file in this encoding.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Report what would come in; change nothing.")
]


def import_files(
    archive: ArchivePath,
    paths: Paths,
    *,
    file_format: Format = "",
    publication: Publication = "",
    date: Date = "",
    language: Language = "",
    encoding: Encoding = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Import texts from files and folders. The whole import is one step that can be undone."""
    from viewer.services.archive.archive import Archive
    from viewer.services.exchange.import_texts import import_texts

    if file_format and file_format not in IMPORT_FORMATS.names:
        raise typer.BadParameter(f"--format is one of {', '.join(IMPORT_FORMATS.names)}.")
    options = ImportOptions(file_format, publication, date, language, encoding, dry_run)
    with Archive.open(archive) as opened, long_job("Importing") as (progress, cancel):
        report = import_texts(opened, paths, options, progress, cancel)
    if as_json:
        output.print_json(_document(report))
    else:
        _print(report, dry_run=dry_run)
    if not report.imported:
        output.trouble(_nothing(report))
        raise typer.Exit(1)


def _document(report: ImportReport) -> dict[str, object]:
    return {
        "imported": [
            {
                "id": info.id,
                "article_id": info.article_id,
                "headline": info.headline,
                "publication": info.publication,
                "date": info.date,
                "language": info.language,
            }
            for info in report.imported
        ],
        "skipped": [{"path": skip.path, "reason": str(skip.reason)} for skip in report.skipped],
        "warnings": [f"{each.path}: {each.warning}" for each in report.warnings],
    }


def _print(report: ImportReport, *, dry_run: bool) -> None:
    verb = "Would import" if dry_run else "Imported"
    output.line(f"{verb} {output.counted(len(report.imported), 'excerpt')}.")
    if report.imported:
        output.table(
            ("id", "newspaper", "date", "language", "headline", "from"),
            [_row(info) for info in report.imported[:_SHOWN]],
        )
        _print_more(len(report.imported))
    if report.skipped:
        output.line(
            f"Skipped {output.counted(len(report.skipped), 'file or row', 'files or rows')}:"
        )
        for skip in report.skipped[:_SHOWN]:
            output.line(f"  {skip.path}: {skip.reason}")
        _print_more(len(report.skipped))
    for warning in report.warnings:
        output.line(f"Look at this: {warning.path}: {warning.warning}")


def _print_more(count: int) -> None:
    if count > _SHOWN:
        output.line(f"  … and {count - _SHOWN:,} more; --json lists all.")


def _row(info: ImportedInfo) -> tuple[str, ...]:
    number = str(info.id) if info.id else "–"
    return (number, info.publication, info.date, info.language, info.headline, info.path)


def _nothing(report: ImportReport) -> str:
    if not report.skipped:
        kinds = known_suffixes("or")
        return f"Nothing was imported: there is no file of a known kind ({kinds}) there."
    first = report.skipped[0]
    more = len(report.skipped) - 1
    tail = f" And {more:,} more." if more else ""
    return f"Nothing was imported. {first.path}: {first.reason}{tail}"
