"""The formats that texts can be read from: what is added here can be imported.

From this list come the suffixes that a folder is searched for, `--format` and its help, the
filter of the file dialog and the sentences that say what can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.base.registry import Lazy, Registry
from viewer.text.counting import listed

if TYPE_CHECKING:  # a menu or `--help` needs the list and nothing of what reads
    from viewer.exchange.importers.records import Outcome, ReadOptions
    from viewer.exchange.importers.source_file import SourceFile
    from viewer.text.encoding import Decoded

    #: Yields records, then warnings, or raises `InputError` where a file cannot be read at all.
    #: It opens no file but those that a table lists.
    Reader = Callable[[SourceFile, ReadOptions], Iterator[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFormat:
    """A way to read files.

    `label` is for a menu. `suffix` begins with a dot and is told to the user, `other_suffixes` and
    `aliases` (names for `--format`) are taken as well; all in lower case. `decode` is for files
    that may say their encoding themselves. `is_table`: its rows hold texts or name the files that
    do, which are then left to it. `is_marked_up`: what is between `<` and `>` is no text.
    """

    label: str
    suffix: str
    read: Lazy[Reader]
    other_suffixes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    decode: Lazy[Callable[[bytes, ReadOptions], Decoded]] | None = None
    is_table: bool = False
    is_marked_up: bool = False

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Every suffix of its files."""
        return (self.suffix, *self.other_suffixes)

    @property
    def names(self) -> tuple[str, ...]:
        """What `--format` may call it: its suffixes without their dots, and its aliases."""
        return (*(suffix.removeprefix(".") for suffix in self.suffixes), *self.aliases)


#: Also for a file that a table lists, whatever its suffix.
PLAIN_TEXT = ImportFormat(
    label="Plain text",
    suffix=".txt",
    aliases=("text", "plain"),
    read=Lazy("viewer.exchange.importers.plain_text", "read_plain_text"),
)

IMPORT_FORMATS = Registry(
    PLAIN_TEXT,
    ImportFormat(
        label="Markdown",
        suffix=".md",
        other_suffixes=(".markdown",),
        read=Lazy("viewer.exchange.importers.markdown", "read_markdown"),
    ),
    ImportFormat(
        label="HTML",
        suffix=".html",
        other_suffixes=(".htm",),
        read=Lazy("viewer.exchange.importers.html", "read_html"),
        decode=Lazy("viewer.exchange.importers.html", "decode_page"),
        is_marked_up=True,
    ),
    ImportFormat(
        label="Table (CSV)",
        suffix=".csv",
        read=Lazy("viewer.exchange.importers.csv_manifest", "read_manifest"),
        is_table=True,
    ),
    ImportFormat(
        label="Table (TSV)",
        suffix=".tsv",
        read=Lazy("viewer.exchange.importers.csv_manifest", "read_manifest"),
        is_table=True,
    ),
)


def format_of(path: Path) -> ImportFormat | None:
    """The format that the suffix of a file tells."""
    suffix = path.suffix.casefold()
    return next((each for each in IMPORT_FORMATS if suffix in each.suffixes), None)


def known_suffixes(joint: str = "and") -> str:
    """`.txt, .md and .csv`: for a sentence on what can be read."""
    return listed([each.suffix for each in IMPORT_FORMATS], joint)
