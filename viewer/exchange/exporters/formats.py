"""The formats that passages can be exported in, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from viewer.base.errors import InputError
from viewer.exchange.exporters import csv_table, markdown, web_annotation
from viewer.exchange.exporters.rows import ExportInfo, ExportPassage


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A way to write passages.

    `write(passages, stream, info)` writes UTF-8 to a binary stream, which it leaves open, and
    says how many passages it wrote. `label` is for a menu, `suffix` begins with a dot, `use` is a
    sentence on what the format is for.
    """

    name: str
    label: str
    suffix: str
    use: str
    write: Callable[[Iterable[ExportPassage], IO[bytes], ExportInfo], int]


_CSV = ExportFormat(
    "csv",
    "Table (CSV)",
    ".csv",
    "One passage a row, with tags and links, for a spreadsheet.",
    csv_table.write,
)
_MARKDOWN = ExportFormat(
    "markdown",
    "Markdown",
    ".md",
    "Quotations with footnotes, to write from.",
    markdown.write,
)
_WEB_ANNOTATION = ExportFormat(
    "webannotation",
    "W3C Web Annotation (JSON-LD)",
    ".jsonld",
    "Passages and links in full, for other programs.",
    web_annotation.write,
)

#: By name, and by the other names that a command line may be given.
FORMATS: dict[str, ExportFormat] = {
    "csv": _CSV,
    "markdown": _MARKDOWN,
    "webannotation": _WEB_ANNOTATION,
    "md": _MARKDOWN,
    "jsonld": _WEB_ANNOTATION,
    "w3c": _WEB_ANNOTATION,
}


def find_format(name: str) -> ExportFormat:
    """The format called `name`, in any case. Raises `InputError` where there is none."""
    found = FORMATS.get(name.strip().casefold().removeprefix("."))
    if found is None:
        *names, last = sorted({known.name for known in FORMATS.values()})
        raise InputError(
            f"“{name}” is no format that can be exported; {', '.join(names)} and {last} are."
        )
    return found
