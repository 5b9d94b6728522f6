"""Tagging every match of a request at once: one step, one undo."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import select

from viewer.annotation.codebook import join_path, split_path
from viewer.annotation.selectors import describe_all
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.catalogue.models import Annotation, Tag, Tagging
from viewer.services.archive import Archive, Write
from viewer.services.change_codebook import find_or_make_tag
from viewer.services.count_passages import Tally
from viewer.services.match_passages import (
    PORTION,
    MatchedText,
    Place,
    matched_texts,
    tagged_places,
)
from viewer.services.portions import portions
from viewer.services.search_archive import ArchiveSearch
from viewer.services.tag_passage import make_annotation
from viewer.services.types import SearchRequest, TagReport
from viewer.text.counting import counted
from viewer.text.spans import Span

#: Passages made between two looks at whether to stop.
_BETWEEN_CHECKS = 500


def tag_matches(
    archive: Archive,
    search: ArchiveSearch,
    request: SearchRequest,
    tag_path: str,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> TagReport:
    """Tag every place that the query matches, in every excerpt that the request's list counts.

    Excerpts that hold only some of the query are left alone. Matched words with nothing but white
    space between them are one passage. Raises `InputError` for a tag without a name, `Cancelled`,
    and what `ArchiveSearch.matching_excerpts` and `Archive.writing` raise.
    """
    token = cancel or CancelToken()
    path = split_path(tag_path)
    name = join_path(path)
    excerpts = search.matching_excerpts(request, token)
    if not excerpts:
        return TagReport(name, Tally().count, some=search.count_some(request, token))
    finder = search.match_finder(request)
    tally, already = Tally(), 0
    with archive.writing("Tag passages") as write:
        for number, portion in enumerate(portions(excerpts, PORTION)):
            found: list[MatchedText] = []
            for each in matched_texts(write.session, portion, finder, token):
                progress(number * PORTION + len(found), len(excerpts))
                found.append(each)
            if found:
                tag = find_or_make_tag(write.session, path)
                already += _tag_all(write, found, tag, tally, token)
            write.forget_rows()
        tagged = tally.count
        write.rename(f"Tag {counted(tagged.passages, 'passage')} {name}")
        if not tagged.passages:
            write.discard()
    step = write.step_id if tagged.passages else None
    return TagReport(name, tagged, already, len(excerpts), step=step)


def _tag_all(
    write: Write, matched: Sequence[MatchedText], tag: Tag, tally: Tally, cancel: CancelToken
) -> int:
    """Tag what is not tagged so yet and count it; how many were. One flush for all the texts."""
    session = write.session
    versions = [each.version_id for each in matched]
    standing = {
        (row.version_id, row.start, row.end): row
        for row in session.scalars(select(Annotation).where(Annotation.version_id.in_(versions)))
    }
    tagged = tagged_places(session, versions, tag.id)
    made: list[Annotation] = []
    for each in matched:
        before = len(made)
        made += _standing_or_made(write, each, standing, tagged, cancel)
        tally.add(each.publication, each.excerpt_id, len(made) - before)
    session.flush()
    for annotation in made:
        session.add(Tagging(annotation_id=annotation.id, tag_id=tag.id))
        annotation.modified_at = write.at
    return sum(len(each.spans) for each in matched) - len(made)


def _standing_or_made(
    write: Write,
    matched: MatchedText,
    standing: Mapping[Place, Annotation],
    tagged: Collection[Place],
    cancel: CancelToken,
) -> Iterator[Annotation]:
    """The annotation at each place of one text that is not in `tagged`.

    New ones are flushed now and then.
    """
    untagged = [place for place in matched.places if place not in tagged]
    fresh = [Span(*place[1:]) for place in untagged if place not in standing]
    quotes = dict(zip(fresh, describe_all(matched.text, fresh, cancel), strict=True))
    for number, place in enumerate(untagged, 1):
        if number % _BETWEEN_CHECKS == 0:
            write.session.flush()
            cancel.check()
        span = Span(*place[1:])
        if span in quotes:
            yield make_annotation(write, matched.version_id, span, quotes[span])
        else:
            yield standing[place]
