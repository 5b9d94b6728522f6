"""What comes in and goes out, and the reports of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from viewer.base.ids import ArticleId, ExcerptId, StepId
from viewer.base.messages import Message
from viewer.search.requests import SearchRequest
from viewer.services.types.passages import PassageCount
from viewer.text.guessed_files import GuessedFile


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an import applies to texts that do not say it themselves.

    `encoding` is for every file, `encodings` for single ones by their paths as they are reached,
    `guessed_as` for those whose encoding would be guessed, where it fits.
    """

    format: str = ""
    publication: str = ""
    issue_date: str = ""
    language: str = ""
    encoding: str = ""
    dry_run: bool = False
    encodings: Mapping[Path, str] = field(default_factory=dict)
    guessed_as: str = ""


@dataclass(frozen=True, slots=True)
class EncodingCheck:
    """The files whose encoding would be guessed: the first of them, and how many there are."""

    files: tuple[GuessedFile, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ImportedInfo:
    """One text that came in (`id` 0 in a dry run)."""

    id: ExcerptId
    article_id: ArticleId
    headline: str
    publication: str
    date: str
    language: str
    path: str


@dataclass(frozen=True, slots=True)
class SkippedInfo:
    """One file or row that did not come in, and why."""

    path: str
    reason: Message


@dataclass(frozen=True, slots=True)
class WarningInfo:
    """What to look at of one file or row that came in."""

    path: str
    warning: Message


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came, what did not, and what to look at. `step` is None when nothing was changed.

    In a dry run it is what would have come, and would not have.
    """

    imported: tuple[ImportedInfo, ...]
    skipped: tuple[SkippedInfo, ...]
    warnings: tuple[WarningInfo, ...]
    step: StepId | None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote. `problems` name passages and links that were left out and why."""

    path: str
    format: str
    passages: int
    problems: tuple[Message, ...] = ()
    links: int = 0

    @property
    def what(self) -> Message:
        """`27 passages and 4 links`; links only where there are any."""
        passages = Message.of("count.passages", count=self.passages)
        links = [Message.of("count.links", count=self.links)] if self.links else []
        return Message.of("list", parts=[passages, *links])


@dataclass(frozen=True, slots=True)
class ExportScope:
    """Passages to export: what they are, how many, and `why_none` where there is none."""

    title: Message
    count: PassageCount
    why_none: Message | None = None


@dataclass(frozen=True, slots=True)
class ExportScopes:
    """What there is to choose from.

    `in_hits` are in the texts that the list of `request` counts, `of_tag` carry the tag with the
    path `tag` or one below it; there are none of a tag where none was asked for.
    """

    request: SearchRequest
    everything: ExportScope
    in_hits: ExportScope
    tag: str = ""
    of_tag: ExportScope | None = None


@dataclass(frozen=True, slots=True)
class ExportFormatInfo:
    """A format for a menu: `suffix` begins with a dot, `use` is a sentence on what it is for."""

    name: str
    label: str
    suffix: str
    use: str


@dataclass(frozen=True, slots=True)
class ImportFormatInfo:
    """A format for a menu: its `name` for `ImportOptions`, and suffixes that begin with a dot."""

    name: str
    label: str
    suffixes: tuple[str, ...]
