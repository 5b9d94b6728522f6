"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ArchivePath = Annotated[
    Path, typer.Argument(metavar="ARCHIVE", help="The archive's file.", show_default=False)
]
TagNames = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="T", help="Only passages with this tag, or with any of several."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
