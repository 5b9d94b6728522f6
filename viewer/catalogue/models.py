"""Every catalogue class in one place, so that the metadata is whole whoever imports it."""

from __future__ import annotations

from viewer.catalogue.annotations import Annotation, Link, Tag, Tagging, TagLabel
from viewer.catalogue.base import Base
from viewer.catalogue.excerpts import Body, Excerpt, Source, Version
from viewer.catalogue.journal import ArchiveMark, JournalChange, JournalStep
from viewer.catalogue.publications import Article, FormerTitle, Publication
from viewer.catalogue.thesaurus import Desk, Event, EventReport, Name, NameLabel

__all__ = [
    "UNJOURNALLED",
    "Annotation",
    "ArchiveMark",
    "Article",
    "Base",
    "Body",
    "Desk",
    "Event",
    "EventReport",
    "Excerpt",
    "FormerTitle",
    "JournalChange",
    "JournalStep",
    "Link",
    "Name",
    "NameLabel",
    "Publication",
    "Source",
    "Tag",
    "TagLabel",
    "Tagging",
    "Version",
]

#: Tables whose changes are not journalled: the journal itself, immutable texts, the file's facts.
UNJOURNALLED = frozenset({"journal_step", "journal_change", "body", "archive"})

# An id is never given twice, so that one remembered across an undo cannot mean another row.
for _table in Base.metadata.tables.values():
    if [column.name for column in _table.primary_key] == ["id"] and _table.name != "archive":
        _table.dialect_options["sqlite"]["autoincrement"] = True
