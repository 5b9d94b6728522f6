"""What services hand out and take in: frozen values and ids, never a row or a session.

Positions are code points, half-open, in canonical text (`viewer.text.spans.Span`). Dates are
EDTF-like texts as stored (`"1945-08-09"`, `"1945-08"`, `"1945"`, a trailing `?` for uncertain;
`""` for unknown), see `viewer.text.dates`. Timestamps are ISO 8601 UTC texts ending in `Z`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from viewer.base.ids import (
    AnnotationId,
    ArticleId,
    ExcerptId,
    LinkId,
    PublicationId,
    StepId,
    TagId,
    VersionId,
)
from viewer.text.spans import Span


class Kind(StrEnum):
    """What sort of text an excerpt is."""

    TRANSCRIPTION = "transcription"
    OCR = "ocr"
    EXTRACT = "extract"
    TRANSLATION = "translation"
    ABSTRACT = "abstract"


class AnchorState(StrEnum):
    """How an annotation stands on the current version of its text; exactly one at a time."""

    EXACT = "exact"
    MOVED = "moved"
    FUZZY = "fuzzy"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"


class LinkKind(StrEnum):
    """The relation a link states, read from its origin to its target."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    COPIES = "copies"
    TRANSLATES = "translates"
    OMITS = "omits"
    RESPONDS_TO = "responds to"


class SortOrder(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    DATE = "date"
    NEWSPAPER = "newspaper"


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


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """One item printed in one issue. Unknown fields are empty, never invented."""

    id: ArticleId
    publication: PublicationInfo | None
    headline: str
    byline: str
    dateline: str
    issue_date: str
    edition: str
    page: str
    column: str
    note: str
    url: str


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


@dataclass(frozen=True, slots=True)
class TagInfo:
    """A node of the codebook tree. `path` is its names from the root, joined by `/`.

    `passages` counts those that carry the tag or one below it, each once.
    """

    id: TagId
    parent_id: TagId | None
    name: str
    path: str
    colour: str
    definition: str
    shortcut: str
    labels: Mapping[str, str]
    passages: int
    position: int


@dataclass(frozen=True, slots=True)
class PassageTag:
    """A tag as a passage carries it."""

    id: TagId
    path: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class PassageInfo:
    """An annotation, with what is needed to list, draw and cite it."""

    id: AnnotationId
    excerpt_id: ExcerptId
    version_id: VersionId
    span: Span
    quote: str
    prefix: str
    suffix: str
    note: str
    state: AnchorState
    tags: tuple[PassageTag, ...]
    creator: str
    created_at: str
    modified_at: str
    headline: str
    publication: str
    publication_colour: str
    issue_date: str
    page: str
    uid: str
    publication_dark_colour: str = ""


@dataclass(frozen=True, slots=True)
class LinkInfo:
    """A typed relation between two passages."""

    id: LinkId
    kind: LinkKind
    origin_id: AnnotationId
    target_id: AnnotationId
    note: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrowing of a search by facet: empty means everything. Dates are inclusive ISO days."""

    publications: frozenset[PublicationId] = frozenset()
    languages: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    date_from: str = ""
    date_to: str = ""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search: the query text, the facets' narrowing, the order and the page of hits wanted."""

    query: str
    filters: Filters = Filters()
    sort: SortOrder = SortOrder.RELEVANCE
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class HitInfo:
    """One excerpt that matched. `marks` are code points of `snippet`.

    `tier` is 1 for hits that hold all that was asked and 2 for those that hold some. `why` says,
    in short phrases, what matched.
    """

    id: ExcerptId
    article_id: ArticleId
    tier: int
    score: float
    headline: str
    publication: str
    publication_id: PublicationId | None
    publication_colour: str
    date: str
    page: str
    language: str
    kind: str
    snippet: str
    marks: tuple[Span, ...]
    why: tuple[str, ...]
    tags: tuple[PassageTag, ...]
    publication_dark_colour: str = ""


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet. `key` filters by it (id as text for newspapers), `label` is shown."""

    key: str
    label: str
    count: int
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over all hits of tier 1; each facet is counted without its own narrowing.

    `months` has one row for each month (`"1945-08"`) and newspaper with at least one hit:
    `(month, publication id as text, count)`; `undated` counts hits without a date.
    """

    newspapers: tuple[FacetCount, ...] = ()
    languages: tuple[FacetCount, ...] = ()
    kinds: tuple[FacetCount, ...] = ()
    months: tuple[tuple[str, str, int], ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found. `total` counts tier 1, `total_some` tier 2.

    `read_as` is one line of plain words; `complaints` are sentences about what of the query could
    not be read or was cut short.
    """

    request: SearchRequest
    read_as: str
    complaints: tuple[str, ...]
    total: int
    total_some: int
    took_ms: float
    hits: tuple[HitInfo, ...]
    facets: Facets


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One journal step. `kind` is `build`, `do`, `undo` or `redo`, `changes` a count of rows."""

    id: StepId
    at: str
    who: str
    what: str
    kind: str
    changes: int


@dataclass(frozen=True, slots=True)
class UndoState:
    """What undo and redo would do now; an empty name means that there is nothing."""

    undo_what: str
    redo_what: str


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an import applies to texts that do not say it themselves."""

    format: str = ""
    publication: str = ""
    issue_date: str = ""
    language: str = ""
    encoding: str = ""
    dry_run: bool = False


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
    """One file or row that did not come in, and the sentence that says why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came, what did not, and what to look at. `step` is None when nothing was changed."""

    imported: tuple[ImportedInfo, ...]
    skipped: tuple[SkippedInfo, ...]
    warnings: tuple[str, ...]
    step: StepId | None


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote. `problems` names quotations that were left out and why."""

    path: str
    format: str
    passages: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexState:
    """How the index stands. `state` is `current`, `stale`, `missing` or `damaged`."""

    state: str
    path: str
    excerpts: int
    up_to_step: int
    catalogue_step: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What looking an archive over found. `problems` and `repaired` are sentences."""

    checked: Mapping[str, int]
    problems: tuple[str, ...]
    repaired: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ArchiveChanged:
    """Published after each committed change, on the thread that made it."""

    step: StepId
    what: str
    tables: frozenset[str]
