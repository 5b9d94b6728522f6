"""The formats that passages can be exported in: what is added here can be chosen.

From this list come `--format` and its help, the choices of the export page and the suffix of the
file that it proposes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from viewer.base.errors import InputError
from viewer.base.registry import Lazy, Registry
from viewer.text.counting import listed

if TYPE_CHECKING:  # a menu or `--help` needs the list and nothing of what writes
    from viewer.exchange.exporters.rows import ExportInfo, ExportPassage

    #: Writes UTF-8 to a binary stream, which it leaves open, and says how many passages it wrote.
    Writer = Callable[[Iterable[ExportPassage], IO[bytes], ExportInfo], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A way to write passages.

    `label` is for a menu, `suffix` begins with a dot, `use` is a sentence on what the format is
    for. `aliases` are other names for `--format`.
    """

    name: str
    label: str
    suffix: str
    use: str
    write: Lazy[Writer]
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What `--format` may call it."""
        return (self.name, *self.aliases)


EXPORT_FORMATS = Registry(
    ExportFormat(
        name="csv",
        label="Table (CSV)",
        suffix=".csv",
        use="One passage a row, with tags and links, for a spreadsheet.",
        write=Lazy("viewer.exchange.exporters.csv_table", "write"),
    ),
    ExportFormat(
        name="markdown",
        label="Markdown",
        suffix=".md",
        use="Quotations with footnotes, to write from.",
        aliases=("md",),
        write=Lazy("viewer.exchange.exporters.markdown", "write"),
    ),
    ExportFormat(
        name="webannotation",
        label="W3C Web Annotation (JSON-LD)",
        suffix=".jsonld",
        use="Passages and links in full, for other programs.",
        aliases=("jsonld", "w3c"),
        write=Lazy("viewer.exchange.exporters.web_annotation", "write"),
    ),
)


def find_format(name: str) -> ExportFormat:
    """The format called `name`, in any case. Raises `InputError` where there is none."""
    found = EXPORT_FORMATS.find(name.strip().removeprefix("."))
    if found is None:
        known = [each.name for each in EXPORT_FORMATS]
        raise InputError("export.unknown-format", name=name, known=known)
    return found


def known_formats(joint: str = "and") -> str:
    """`csv, markdown and webannotation`, for a sentence."""
    return listed([each.name for each in EXPORT_FORMATS], joint)
