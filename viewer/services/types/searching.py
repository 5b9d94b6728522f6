"""What is searched for and found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from viewer.base.ids import AnnotationId, ArticleId, ExcerptId, PublicationId
from viewer.base.messages import Message
from viewer.search.requests import Filters, SearchRequest
from viewer.services.types.passages import PassageTag
from viewer.text.spans import Span


@dataclass(frozen=True, slots=True)
class HitInfo:
    """One excerpt that matched. `marks` are code points of `snippet`, `headline_marks` of
    `headline`.

    `tier` is 1 for hits that hold all that was asked and 2 for those that hold some. `why` says
    what matched, each a short phrase; `names` are those of them that tell of another label of a
    name.
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
    why: tuple[Message, ...]
    tags: tuple[PassageTag, ...]
    publication_dark_colour: str = ""
    headline_marks: tuple[Span, ...] = ()
    names: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class TextMarks:
    """What a search marks in one text: matches in text and headline, ascending and apart.

    `best` is where a hit of it opens: the place that its snippet begins with, a match, or the
    passage `passage_id` that a condition such as `tag:` asks for. None where there is none.
    """

    matches: tuple[Span, ...] = ()
    headline: tuple[Span, ...] = ()
    best: Span | None = None
    passage_id: AnnotationId | None = None


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


class SuggestionKind(StrEnum):
    """What sort of search is suggested."""

    SPELLING = "spelling"
    BEGINNING = "beginning"
    DERIVED = "derived"
    FEWER_WORDS = "fewer words"
    FILTER = "filter"
    NEWSPAPER = "newspaper"
    TAG = "tag"
    NOTE = "note"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another search that finds something; `text` offers it: `1 text of Izvestia`.

    Searching for `query`, narrowed by `filters`, has `count` hits in tier 1.
    """

    kind: SuggestionKind
    text: Message
    query: str
    count: int
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found. `total` counts tier 1, `total_some` tier 2.

    `read_as` is worded as one line; `complaints` say what of the query could not be read or
    was cut short. With `index_lost` the index was damaged and is gone: it has to
    be refreshed before anything is found.
    """

    request: SearchRequest
    read_as: Message
    complaints: tuple[Message, ...]
    total: int
    total_some: int
    took_ms: float
    hits: tuple[HitInfo, ...]
    facets: Facets
    index_lost: bool = False
    #: Read apart (`ArchiveSearch.suggestions`), so that hits never wait for them.
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexState:
    """The state of the index. `state` is `current`, `stale`, `missing` or `damaged`."""

    state: str
    path: str
    excerpts: int
    up_to_step: int
    catalogue_step: int


@dataclass(frozen=True, slots=True)
class QueryFieldInfo:
    """A field of the query language: examples to try, and what they find."""

    name: str
    examples: tuple[str, ...]
    help: str
