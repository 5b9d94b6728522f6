"""`archive-viewer tour`: the real window goes through its main job and is pictured at each step."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from viewer.base.errors import InputError
from viewer.base.messages import VERBATIM, Message
from viewer.cli import output, qt_libraries
from viewer.cli.arguments import AsJson
from viewer.cli.display import PLATFORM_VARIABLE, NoDisplayError, platform_to_use, why_no_display

_SMALLEST, _LARGEST = (640, 480), (7680, 4320)


class Theme(StrEnum):
    """The window's themes."""

    LIGHT = "light"
    SEPIA = "sepia"
    DARK = "dark"


def tour(
    to: Annotated[
        Path, typer.Option("--to", metavar="DIR", help="The folder for pictures and exports.")
    ],
    archive: Annotated[
        Path | None,
        typer.Argument(metavar="ARCHIVE", help="Show this archive instead of the shipped one."),
    ] = None,
    *,
    size: Annotated[
        str, typer.Option("--size", metavar="WxH", help="The window's size in pixels.")
    ] = "1440x900",
    theme: Annotated[Theme, typer.Option("--theme", help="Its theme.")] = Theme.LIGHT,
    as_json: AsJson = False,
) -> None:
    """Go through the main job and save pictures. Exports are saved too; it needs no display."""
    pixels = parse_size(size)
    if to.exists() and not to.is_dir():
        raise InputError("tour.not-a-folder", path=to)
    _choose_platform()
    from viewer.app import run_tour

    code = run_tour(to, pixels, theme.value, archive)
    made = sorted(path for path in to.rglob("*") if path.is_file())
    if as_json:
        output.print_json({"folder": str(to), "files": [str(p.relative_to(to)) for p in made]})
    elif code == 0:
        output.line(f"The tour's pictures and exports lie in {to.absolute()}:")
        for path in made:
            output.line(f"  {path.relative_to(to)}")
    raise typer.Exit(code)


def parse_size(text: str) -> tuple[int, int]:
    """`1440x900` → (1440, 900) pixels. Raises a usage error for what cannot be a window."""
    found = re.fullmatch(r"(\d{1,5})[xX×](\d{1,5})", text.strip())
    if found is None:
        raise typer.BadParameter("--size is width and height in pixels, such as 1440x900.")
    width, height = int(found[1]), int(found[2])
    if not (_SMALLEST[0] <= width <= _LARGEST[0] and _SMALLEST[1] <= height <= _LARGEST[1]):
        raise typer.BadParameter(
            f"--size goes from {_SMALLEST[0]}x{_SMALLEST[1]} to {_LARGEST[0]}x{_LARGEST[1]}."
        )
    return width, height


def _choose_platform() -> None:
    """Draw offscreen where no window can be shown."""
    lacking = qt_libraries.missing(qt_libraries.ALWAYS)
    if lacking:
        raise NoDisplayError(Message.of(VERBATIM, words=qt_libraries.sentence(lacking)))
    if why_no_display():
        os.environ[PLATFORM_VARIABLE] = "offscreen"
    elif platform := platform_to_use():
        os.environ[PLATFORM_VARIABLE] = platform
