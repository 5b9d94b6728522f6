"""What readers add: tags, passages, links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from viewer.base.ids import AnnotationId, ArticleId, ExcerptId, LinkId, StepId, TagId, VersionId
from viewer.text.kinds import AnchorState, Kind, LinkKind
from viewer.text.spans import Span


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
    """An annotation, with what is needed to list, draw and cite it.

    `kind` is its excerpt's; `version_number` counts the versions of the excerpt's text from 1.
    """

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
    kind: Kind
    version_number: int
    article_id: ArticleId
    publication_dark_colour: str = ""


class PassageColumn(StrEnum):
    """What a list of passages can be sorted by."""

    NEWSPAPER = "newspaper"
    DATE = "date"
    KIND = "kind"
    QUOTE = "quote"
    TAGS = "tags"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PassageListRequest:
    """Which passages a list shows, and in which order.

    Of `tag_id` a passage carries the tag or one below it. It holds every one of `words`, in any
    case, anywhere in what the list says of it. Without a `column` passages are ordered by issue
    date (undated last), newspaper and place in the text, which also decides between those that are
    equal by the column.
    """

    tag_id: TagId | None = None
    words: str = ""
    column: PassageColumn | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class PassageListing:
    """The first `passages` of a list of `total`, as the archive was after `step`.

    `tag_path` is the path of the request's tag, empty without one. Without its words the list would
    have `unfiltered` passages; `with_words` are the ids of those that hold them, None where it has
    none.
    """

    request: PassageListRequest
    tag_path: str
    total: int
    unfiltered: int
    passages: tuple[PassageInfo, ...]
    with_words: frozenset[AnnotationId] | None
    step: StepId

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing more to read."""
        return len(self.passages) >= self.total


@dataclass(frozen=True, slots=True)
class LinkInfo:
    """A typed relation between two passages."""

    id: LinkId
    kind: LinkKind
    origin_id: AnnotationId
    target_id: AnnotationId
    note: str


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """The other end of a link; `outgoing` when the passage in hand is the link's origin."""

    link: LinkInfo
    other: PassageInfo
    outgoing: bool


@dataclass(frozen=True, slots=True)
class PassageCard:
    """A passage as the inspector shows it. `checked`: its quotation is the text at its span."""

    passage: PassageInfo
    citation: str
    checked: bool
    version_number: int
    links: tuple[LinkedPassage, ...]


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many passages are of one newspaper; `publication` is empty where none is stated."""

    publication: str
    passages: int


@dataclass(frozen=True, slots=True)
class PassageCount:
    """How much an action over passages touches; `papers` has the most passages first."""

    passages: int = 0
    texts: int = 0
    papers: tuple[PaperCount, ...] = ()


@dataclass(frozen=True, slots=True)
class TagReport:
    """What tagging every match did, or would do.

    `tagged` are the passages that got the tag, `already` counts those that had it. `hits` are the
    texts that were looked through: those that hold all that is asked for. Only where there is
    none, `some` counts those that hold some of it: nothing acts on them. `step` is None when
    nothing was changed.
    """

    tag: str
    tagged: PassageCount
    already: int = 0
    hits: int = 0
    some: int = 0
    step: StepId | None = None
