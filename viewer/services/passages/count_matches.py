"""What tagging every match of a request would do, found out without changing anything."""

from __future__ import annotations

from viewer.annotation.codebook import join_path, split_path
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.services.archive.archive import Archive
from viewer.services.archive.batched import batched
from viewer.services.codebook.change_codebook import find_tag
from viewer.services.passages.count_passages import Tally
from viewer.services.passages.match_passages import (
    PORTION,
    MatchedText,
    matched_texts,
    tagged_places,
)
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchRequest, TagReport


def count_matches(
    archive: Archive,
    search: ArchiveSearch,
    request: SearchRequest,
    tag_path: str = "",
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> TagReport:
    """The report that `tag_matches` would give, without a step.

    Without a tag every matched passage counts. Raises what `tag_matches` raises.
    """
    token = cancel or CancelToken()
    path = split_path(tag_path) if tag_path else ()
    excerpts = search.matching_excerpts(request, token)
    shown = join_path(path) if path else ""
    if not excerpts:
        return TagReport(shown, Tally().count, some=search.count_some(request, token))
    finder = search.match_finder(request, token)
    tally, already = Tally(), 0
    with archive.reading() as session:
        tag = find_tag(session, path) if path else None
        for number, portion in enumerate(batched(excerpts, PORTION)):
            found: list[MatchedText] = []
            for each in matched_texts(session, portion, finder, token):
                progress(number * PORTION + len(found), len(excerpts))
                found.append(each)
            versions = [each.version_id for each in found]
            tagged = tagged_places(session, versions, tag.id) if tag else set()
            for each in found:
                had = sum(place in tagged for place in each.places)
                tally.add(each.publication, each.excerpt_id, len(each.spans) - had)
                already += had
    return TagReport(shown, tally.count, already, len(excerpts))
