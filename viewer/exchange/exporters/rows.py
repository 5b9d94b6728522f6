"""What an exporter is given: passages with all that is known of them, and what they are from."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.exchange.citation import plain_citation


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPassage:
    """A passage whose `quote` was found equal to the stored text `[start, end)`, code points.

    `tags` are (path in the codebook, colour as `#RRGGBB`). Timestamps are ISO 8601 UTC ending in
    `Z`, `issue_date` is EDTF, uids are UUIDs as text, `version_sha256` is of the version's
    canonical text in UTF-8. What is not known is empty.
    """

    annotation_uid: str
    quote: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    note: str = ""
    state: str = "exact"
    tags: tuple[tuple[str, str], ...] = ()
    creator: str = ""
    created: str = ""
    modified: str = ""
    excerpt_uid: str = ""
    version_uid: str = ""
    version_number: int = 1
    version_sha256: str = ""
    language: str = ""
    kind: str = "transcription"
    headline: str = ""
    byline: str = ""
    publication: str = ""
    publication_original_title: str = ""
    place: str = ""
    issue_date: str = ""
    edition: str = ""
    page: str = ""
    column: str = ""
    url: str = ""
    source_citation: str = ""

    @property
    def tag_paths(self) -> tuple[str, ...]:
        """The tags without their colours."""
        return tuple(path for path, _ in self.tags)

    @property
    def citation(self) -> str:
        """The footnote for the quote."""
        return plain_citation(
            headline=self.headline,
            byline=self.byline,
            publication=self.publication,
            original_title=self.publication_original_title,
            place=self.place,
            issue_date=self.issue_date,
            edition=self.edition,
            page=self.page,
            column=self.column,
            url=self.url,
            kind=self.kind,
            source_citation=self.source_citation,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportInfo:
    """What an export is from. `query` and `tag` are what it was limited to, empty for all."""

    archive_title: str
    archive_uid: str
    exported_at: str
    program_version: str
    query: str = ""
    tag: str = ""
