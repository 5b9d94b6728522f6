"""One implementation of each kind of thing, as a newcomer would add it: a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from viewer.exchange.exporters.rows import ExportInfo, ExportPassage
from viewer.exchange.importers.facts import check_facts, record_of
from viewer.exchange.importers.records import Outcome, ReadOptions
from viewer.exchange.importers.source_file import SourceFile, decode_source


def read_telegram(file: SourceFile, asked: ReadOptions) -> Iterator[Outcome]:
    """A text whose words are parted by `STOP`."""
    decoded, warnings = decode_source(file, asked)
    facts, _complaints = check_facts({"headline": "A telegram"}, file.shown)
    text = decoded.text.replace(" STOP", ".")
    yield record_of(file.shown, text, facts, file.record(decoded.encoding, "telegram"))
    yield from warnings


def write_telegrams(passages: Iterable[ExportPassage], stream: IO[bytes], _info: ExportInfo) -> int:
    """A line for each passage."""
    return sum(stream.write(f"{each.quote} STOP\n".encode()) > 0 for each in passages)


def loudness(passage: ExportPassage) -> int:
    """How many exclamation marks a passage has."""
    return passage.quote.count("!")
