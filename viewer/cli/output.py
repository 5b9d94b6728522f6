"""What the commands print: one JSON object, or text that is a table only on a terminal.

stdout carries results and nothing else; stderr carries sentences. Texts of an archive may hold
anything, so control characters are made visible before they reach a terminal.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from viewer.base.file_names import shown_path
from viewer.text.counting import counted

if TYPE_CHECKING:
    from rich.text import Text

__all__ = [
    "counted",
    "line",
    "on_terminal",
    "prepare_streams",
    "print_json",
    "styled",
    "table",
    "trouble",
    "visible",
]

#: C0 but tab and newline, DEL, C1, and the marks that turn the direction of what follows.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def prepare_streams() -> None:
    """Make stdout and stderr take every character: UTF-8 in pipes and files, else escaped."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def on_terminal() -> bool:
    """Whether stdout is a terminal that a person looks at."""
    return sys.stdout.isatty()


def print_json(document: Mapping[str, Any]) -> None:
    """Print `document` as one JSON object, UTF-8 wherever stdout goes."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


def line(text: str = "") -> None:
    """Print one line on stdout."""
    sys.stdout.write(visible(text) + "\n")


def trouble(sentence: str) -> None:
    """Print a sentence on stderr."""
    sys.stderr.write(visible(sentence) + "\n")


def visible(text: str) -> str:
    """`text` with each control character but tab and newline as `\\x1b` or the like.

    Bytes of a file's name that are no UTF-8 become U+FFFD.
    """
    text = _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    return shown_path(text)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows: a table with headings on a terminal, else tab-separated lines without."""
    if not on_terminal():
        for row in rows:
            line("\t".join(re.sub(r"\s+", " ", cell) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        drawn.add_column(heading, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    Console(file=sys.stdout).print(drawn)


def styled(*texts: Text) -> None:
    """Print rich texts, each on lines of its own, with colour where the terminal has it."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False)
    for text in texts:
        console.print(text)
