"""`archive-viewer new`: make an archive, empty or from a folder that describes one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from viewer.cli import output
from viewer.cli.arguments import ArchivePath, AsJson

if TYPE_CHECKING:
    from viewer.services.archive.archive import Archive


def new(
    archive: ArchivePath,
    *,
    title: Annotated[str, typer.Option("--title", help="Its name; else the file's.")] = "",
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FOLDER",
            help="Fill it from a folder that describes an archive, as resources/sample does.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a new archive."""
    if source is not None and title:
        raise typer.BadParameter("a folder names its archive itself; leave out --title.")
    with _made(archive, title, source) as made:
        path, name, uid = made.path, made.title, made.uid
    if as_json:
        output.print_json({"path": str(path), "title": name, "uid": uid})
    else:
        output.line(f"Made the archive “{name}” at {path}.")


def _made(path: Path, title: str, source: Path | None) -> Archive:
    from viewer.services.archive.archive import Archive

    if source is None:
        return Archive.create(path, title)
    from viewer.services.archive.build_from_folder import build_from_folder

    return build_from_folder(source, path)
