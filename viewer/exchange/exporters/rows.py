"""What an exporter is given: passages with all that is known of them, and what they are from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from viewer.exchange.citation import Cited, plain_citation, short_citation
from viewer.text.kinds import AnchorState, Kind
from viewer.text.one_line import one_line

#: The most characters of a quote that is only pointed to.
_BRIEF = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPassage(Cited):
    """A passage whose `quote` was found equal to the stored text `[start, end)`, code points.

    `tags` are (path in the codebook, colour as `#RRGGBB`), `links` those with any other passage,
    exported or not. Timestamps are ISO 8601 UTC ending in `Z`, uids are UUIDs as text,
    `version_sha256` is of the version's canonical text in UTF-8. What is not known is empty.
    """

    annotation_uid: str
    quote: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    note: str = ""
    state: str = AnchorState.EXACT.value
    tags: tuple[tuple[str, str], ...] = ()
    creator: str = ""
    created: str = ""
    modified: str = ""
    excerpt_uid: str = ""
    version_uid: str = ""
    version_number: int = 1
    version_sha256: str = ""
    links: tuple[ExportLink, ...] = ()

    @property
    def text_kind(self) -> Kind:
        """What sort of text the quote is from: whether its words are the newspaper's own."""
        return Kind(self.kind)

    @property
    def tag_paths(self) -> tuple[str, ...]:
        """The tags without their colours."""
        return tuple(path for path, _ in self.tags)

    @property
    def citation(self) -> str:
        """The footnote for the quote."""
        return plain_citation(self)

    @property
    def short_citation(self) -> str:
        """Newspaper, date and page, without a full stop."""
        return short_citation(self)

    @property
    def brief(self) -> str:
        """The beginning of the quote and a short citation, on one line, to point to the passage by.

        An abstract has no quotation marks: its words are nobody's whom the citation names.
        """
        words = one_line(self.quote, _BRIEF)
        shown = words if self.text_kind is Kind.ABSTRACT else f"“{words}”"
        return f"{shown} ({self.short_citation})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLink:
    """A link of a passage, seen from there: `outgoing` where the passage is its origin.

    `other` is the passage at the other end, without its own links; `is_exported` says whether it
    is one of the passages of the same export.
    """

    uid: str
    kind: str
    outgoing: bool
    other: ExportPassage
    is_exported: bool
    note: str = ""
    created: str = ""


def count_links(passages: Iterable[ExportPassage]) -> int:
    """How many links the passages have, each counted once."""
    return len({link.uid for passage in passages for link in passage.links})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportInfo:
    """What an export is from. `query` and `tag` are what it was limited to, empty for all."""

    archive_title: str
    archive_uid: str
    exported_at: str
    program_version: str
    query: str = ""
    tag: str = ""
