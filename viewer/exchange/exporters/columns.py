"""The columns of an exported table, in their order: what is added here is in every table.

A column that is released keeps its name and its meaning; new ones go before `annotation_uid`, so
that identities stay at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from viewer.base.registry import Registry
from viewer.exchange.exporters.rows import ExportLink, ExportPassage


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: its head, and what its cell says of a passage."""

    name: str
    cell: Callable[[ExportPassage], object]

    @property
    def names(self) -> tuple[str, ...]:
        """Its head."""
        return (self.name,)


def _same(name: str) -> ExportColumn:
    """A column that is headed by the name of the attribute that it holds."""
    return ExportColumn(name, attrgetter(name))


def _tags(passage: ExportPassage) -> str:
    return "; ".join(re.sub(r"([;\\])", r"\\\1", path) for path in passage.tag_paths)


def _links(passage: ExportPassage) -> str:
    return "\n".join(map(_link, passage.links))


def _link(link: ExportLink) -> str:
    arrow = "→" if link.outgoing else "←"
    elsewhere = "" if link.is_exported else " not in this table"
    note = f": {' '.join(link.note.split())}" if link.note else ""
    return f"{link.kind} {arrow} [{link.other.annotation_uid}] {link.other.brief}{elsewhere}{note}"


EXPORT_COLUMNS = Registry(
    _same("quote"),
    _same("note"),
    ExportColumn("tags", _tags),
    ExportColumn("links", _links),
    _same("citation"),
    ExportColumn("newspaper", attrgetter("publication")),
    ExportColumn("newspaper_original", attrgetter("original_title")),
    _same("place"),
    _same("headline"),
    _same("byline"),
    _same("issue_date"),
    _same("edition"),
    _same("page"),
    _same("column"),
    _same("language"),
    _same("kind"),
    _same("url"),
    ExportColumn("source", attrgetter("source_citation")),
    _same("state"),
    _same("start"),
    _same("end"),
    _same("prefix"),
    _same("suffix"),
    _same("creator"),
    _same("created"),
    _same("modified"),
    _same("annotation_uid"),
    _same("excerpt_uid"),
    _same("version_uid"),
    _same("version_number"),
    _same("version_sha256"),
)
