"""`archive-viewer export`: the annotations as files, each quotation checked against its text."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from viewer.cli import filters, output
from viewer.cli.arguments import ArchivePath, AsJson, TagNames
from viewer.cli.progress import long_job
from viewer.exchange.exporters.formats import EXPORT_FORMATS, known_formats

if TYPE_CHECKING:
    from viewer.services.archive.archive import Archive
    from viewer.services.types import ExportReport, SearchRequest


def export(
    archive: ArchivePath,
    *,
    file_format: Annotated[
        str, typer.Option("--format", metavar="F", help=f"{known_formats('or')}.")
    ],
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="Where to; - for stdout.")],
    query: Annotated[
        str, typer.Option("--query", metavar="Q", help="Only passages of excerpts that match.")
    ] = "",
    tag: TagNames = None,
    newspaper: filters.Newspapers = None,
    since: filters.Since = "",
    until: filters.Until = "",
    language: filters.Languages = None,
    kind: filters.Kinds = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace the file if it is there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Export passages with their exact quotations, links and citations."""
    from viewer.services.archive.archive import Archive

    if file_format not in EXPORT_FORMATS.names:
        raise typer.BadParameter(f"--format is one of {', '.join(EXPORT_FORMATS.names)}.")
    if to == "-" and as_json:
        raise typer.BadParameter("--json and --to - both want stdout; give --to a file.")
    words = filters.filter_words(newspaper, since, until, language, kind)
    with Archive.open(archive, read_only=True) as opened:
        request = filters.read_request(opened, query, words)
        if to == "-":
            report = _export_to_stdout(opened, file_format, request, tag or ())
        else:
            report = _export(opened, file_format, Path(to), request, tag or (), overwrite=overwrite)
    _tell(report, as_json=as_json, quiet=to == "-")


def _tell(report: ExportReport, *, as_json: bool, quiet: bool) -> None:
    for problem in report.problems:
        output.trouble(str(problem))
    if as_json:
        output.print_json(
            {
                "path": report.path,
                "format": report.format,
                "passages": report.passages,
                "links": report.links,
                "problems": list(map(str, report.problems)),
            }
        )
    elif not quiet:
        output.line(f"Exported {report.what} to {report.path}.")


def _export_to_stdout(
    archive: Archive, file_format: str, request: SearchRequest | None, tags: Sequence[str]
) -> ExportReport:
    """Through a file, so that what reaches stdout is a whole export or nothing."""
    with tempfile.TemporaryDirectory(prefix="archive-viewer-") as folder:
        path = Path(folder, "export")
        report = _export(archive, file_format, path, request, tags, overwrite=False)
        sys.stdout.flush()
        sys.stdout.buffer.write(path.read_bytes())
        sys.stdout.buffer.flush()
    return report


def _export(
    archive: Archive,
    file_format: str,
    to: Path,
    request: SearchRequest | None,
    tags: Sequence[str],
    *,
    overwrite: bool,
) -> ExportReport:
    from viewer.services.exchange.export_annotations import export_annotations
    from viewer.services.search.search_archive import ArchiveSearch

    with (
        closing(ArchiveSearch(archive)) as searcher,
        long_job("Exporting") as (progress, cancel),
    ):
        if request:
            searcher.refresh(progress, cancel)
            filters.say_complaints(searcher, request, cancel)
        return export_annotations(
            archive,
            file_format,
            to,
            request=request,
            tags=tags,
            overwrite=overwrite,
            searcher=searcher,
            progress=progress,
            cancel=cancel,
        )
