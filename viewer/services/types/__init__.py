"""What services hand out and take in: frozen values and ids, never a row or a session.

Positions are code points, half-open, in canonical text (`viewer.text.spans.Span`). Dates are
EDTF-like texts as stored (`"1945-08-09"`, `"1945-08"`, `"1945"`, a trailing `?` for uncertain;
`""` for unknown), see `viewer.text.dates`. Timestamps are ISO 8601 UTC texts ending in `Z`.
"""

from viewer.catalogue.row_ids import MANY, RowIds, RowKey
from viewer.search.requests import Filters, SearchRequest
from viewer.services.types.catalogue import (
    ArticleInfo,
    ExcerptReading,
    PublicationInfo,
    SourceInfo,
)
from viewer.services.types.exchange import (
    EncodingCheck,
    ExportFormatInfo,
    ExportReport,
    ExportScope,
    ExportScopes,
    ImportedInfo,
    ImportFormatInfo,
    ImportOptions,
    ImportReport,
    SkippedInfo,
    WarningInfo,
)
from viewer.services.types.journal import (
    ArchiveChanged,
    CheckReport,
    JournalListing,
    Listed,
    StepInfo,
    UndoState,
)
from viewer.services.types.passages import (
    LinkedPassage,
    LinkInfo,
    PaperCount,
    PassageCard,
    PassageColumn,
    PassageCount,
    PassageInfo,
    PassageListing,
    PassageListRequest,
    PassageTag,
    TagInfo,
    TagReport,
)
from viewer.services.types.searching import (
    FacetCount,
    Facets,
    HitInfo,
    IndexState,
    QueryFieldInfo,
    SearchAnswer,
    Suggestion,
    SuggestionKind,
    TextMarks,
)
from viewer.text.kinds import (
    AnchorState,
    Kind,
    LinkKind,
    SortOrder,
)

__all__ = [
    "MANY",
    "AnchorState",
    "ArchiveChanged",
    "ArticleInfo",
    "CheckReport",
    "EncodingCheck",
    "ExcerptReading",
    "ExportFormatInfo",
    "ExportReport",
    "ExportScope",
    "ExportScopes",
    "FacetCount",
    "Facets",
    "Filters",
    "HitInfo",
    "ImportFormatInfo",
    "ImportOptions",
    "ImportReport",
    "ImportedInfo",
    "IndexState",
    "JournalListing",
    "Kind",
    "LinkInfo",
    "LinkKind",
    "LinkedPassage",
    "Listed",
    "PaperCount",
    "PassageCard",
    "PassageColumn",
    "PassageCount",
    "PassageInfo",
    "PassageListRequest",
    "PassageListing",
    "PassageTag",
    "PublicationInfo",
    "QueryFieldInfo",
    "RowIds",
    "RowKey",
    "SearchAnswer",
    "SearchRequest",
    "SkippedInfo",
    "SortOrder",
    "SourceInfo",
    "StepInfo",
    "Suggestion",
    "SuggestionKind",
    "TagInfo",
    "TagReport",
    "TextMarks",
    "UndoState",
    "WarningInfo",
]
