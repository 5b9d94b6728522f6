"""What is read: publications, articles, sources, excerpts."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.base.ids import ArticleId, ExcerptId, PublicationId, VersionId
from viewer.text.article_facts import ArticleFacts
from viewer.text.kinds import Kind


@dataclass(frozen=True, slots=True)
class PublicationInfo:
    """A newspaper, journal or site. `former_titles` are (title, until) with a free-text until."""

    id: PublicationId
    title: str
    original_title: str
    place: str
    country: str
    language: str
    colour: str
    dark_colour: str
    kind: str
    former_titles: tuple[tuple[str, str], ...]
    excerpts: int

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title that it bears or bore, none of them empty."""
        former = (title for title, _until in self.former_titles)
        return tuple(filter(None, (self.title, self.original_title, *former)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInfo(ArticleFacts):
    """One item printed in one issue, and the newspaper that printed it, where that is known."""

    id: ArticleId
    publication: PublicationInfo | None
    note: str


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where a text came from: the carrier, and the original bytes' SHA-256 in hex."""

    file_name: str
    sha256: str
    encoding: str
    importer: str
    citation: str


@dataclass(frozen=True, slots=True)
class ExcerptReading:
    """Everything a pane shows of one excerpt: its current version's canonical text and origin."""

    id: ExcerptId
    version_id: VersionId
    version_number: int
    text: str
    text_sha256: str
    language: str
    kind: Kind
    place_in_source: str
    note: str
    article: ArticleInfo
    source: SourceInfo
    #: Whether the archive holds a text of the article in the newspaper's own words.
    own_words_held: bool = True
