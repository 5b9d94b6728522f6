"""What there is to export: all passages, those in the hits, those of a tag, each counted."""

from __future__ import annotations

from viewer.base.errors import NotFoundError
from viewer.base.ids import TagId
from viewer.base.jobs import CancelToken
from viewer.base.messages import Message
from viewer.services.archive.archive import Archive
from viewer.services.codebook.list_tags import tags_by_id
from viewer.services.passages.count_passages import count_passages_in
from viewer.services.passages.passages_in_words import none_holds_all
from viewer.services.records.list_publications import publications_by_id
from viewer.services.search.filters_in_words import hits_in_words
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import (
    ExportScope,
    ExportScopes,
    Filters,
    PassageCount,
    SearchRequest,
)

NO_PASSAGES = Message.of("export.no-passages")
NOT_TAGGED = Message.of("export.not-tagged")
NOT_NARROWED = Message.of("export.not-narrowed")
NOT_FOUND = Message.of("export.not-found")


def count_export(
    archive: Archive,
    search: ArchiveSearch,
    request: SearchRequest,
    tag_id: TagId | None,
    cancel: CancelToken | None = None,
) -> ExportScopes:
    """What can be exported now; the hits are those that the list of `request` counts."""
    token = cancel or CancelToken()
    count = count_passages_in(archive)
    everything = ExportScope(
        Message.of("export.all"), count, None if count.passages else NO_PASSAGES
    )
    with archive.reading() as session:
        tag = tags_by_id(session).get(tag_id or 0)
        title = hits_in_words(request, publications_by_id(session))
    hits = _in_hits(archive, search, request, title, token)
    if tag is None:
        return ExportScopes(request, everything, hits)
    count = count_passages_in(archive, tag_ids=[tag.id])
    of_tag = ExportScope(
        Message.of("export.tagged", tag=tag.path), count, None if count.passages else NOT_TAGGED
    )
    return ExportScopes(request, everything, hits, tag.path, of_tag)


def _in_hits(
    archive: Archive,
    search: ArchiveSearch,
    request: SearchRequest,
    title: Message,
    cancel: CancelToken,
) -> ExportScope:
    if not request.query.strip() and request.filters == Filters():
        return ExportScope(title, PassageCount(), NOT_NARROWED)
    try:
        excerpts = search.matching_excerpts(request, cancel)
    except NotFoundError as error:
        return ExportScope(title, PassageCount(), error.message)
    if not excerpts:
        some = search.count_some(request, cancel)
        return ExportScope(title, PassageCount(), none_holds_all(some) if some else NOT_FOUND)
    count = count_passages_in(archive, excerpt_ids=excerpts)
    none = Message.of("export.none-in-texts", count=len(excerpts))
    return ExportScope(title, count, None if count.passages else none)
