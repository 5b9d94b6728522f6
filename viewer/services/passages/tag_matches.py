"""Tagging every match of a request at once: one step, one undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from viewer.annotation.codebook import join_path, split_path
from viewer.annotation.selectors import context_lengths, quote_at
from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.base.messages import Message
from viewer.catalogue.models import Annotation, Tagging
from viewer.services.archive.archive import Archive
from viewer.services.archive.batched import batched
from viewer.services.archive.write import Write
from viewer.services.codebook.change_codebook import find_or_make_tag
from viewer.services.passages.count_passages import Tally
from viewer.services.passages.match_passages import (
    PORTION,
    MatchedText,
    Place,
    matched_texts,
)
from viewer.services.passages.tag_passage import annotation_values
from viewer.services.search.match_finder import MatchFinder
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchRequest, TagReport
from viewer.text.spans import Span

#: Passages that are made and written in one go.
_AT_ONCE = 2000


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
    finder = search.match_finder(request, token)
    tally = Tally()
    with archive.writing(Message.of("step.tag-matches", count=0, tag=name)) as write:
        matched = _matched(write.session, excerpts, finder, progress, token)
        already = _tag_all(write, matched, path, tally, token)
        tagged = tally.count
        write.rename(Message.of("step.tag-matches", count=tagged.passages, tag=name))
        if not tagged.passages:
            write.discard()
    step = write.step_id if tagged.passages else None
    return TagReport(name, tagged, already, len(excerpts), step=step)


def _matched(
    session: Session,
    excerpts: Collection[ExcerptId],
    finder: MatchFinder,
    progress: Progress,
    cancel: CancelToken,
) -> Iterator[MatchedText]:
    """The texts in which something is matched; `progress` counts those that were looked through."""
    done = 0
    for portion in batched(excerpts, PORTION):
        for number, each in enumerate(matched_texts(session, portion, finder, cancel)):
            progress(done + number, len(excerpts))
            yield each
        done += len(portion)


def _tag_all(
    write: Write,
    matched: Iterable[MatchedText],
    path: Sequence[str],
    tally: Tally,
    cancel: CancelToken,
) -> int:
    """Tag what is not tagged so yet and count it; how many were.

    The tag is made when there is something to tag. Rows are made and written some at a time, over
    the ends of short texts and within long ones: a text may have hundreds of thousands of matches.
    """
    already = 0
    described = _described(matched, cancel)
    while some := list(islice(described, _AT_ONCE)):
        tag = find_or_make_tag(write.session, path)
        already += len(some) - _tag_some(write, some, tag.id, tally)
        cancel.check()
    return already


def _described(
    matched: Iterable[MatchedText], cancel: CancelToken
) -> Iterator[tuple[MatchedText, Span, int]]:
    """Every span of every text, and how much context tells its place."""
    for each in matched:
        lengths = context_lengths(each.text, each.spans, cancel)
        for span, length in zip(each.spans, lengths, strict=True):
            yield each, span, length


def _tag_some(
    write: Write, some: Sequence[tuple[MatchedText, Span, int]], tag_id: int, tally: Tally
) -> int:
    """Tag these places, with annotations of these spans or new ones; how many had no tag."""
    existing = _existing(write.session, some)
    tagged = set(
        write.session.scalars(
            select(Tagging.annotation_id).where(
                Tagging.tag_id == tag_id, Tagging.annotation_id.in_(existing.values())
            )
        )
    )
    old: list[int] = []
    fresh: list[dict[str, Any]] = []
    for text, span, length in some:
        annotation_id = existing.get((text.version_id, span.start, span.end))
        if annotation_id is None:
            quote = quote_at(text.text, span, length)
            fresh.append(annotation_values(write, text.version_id, span, quote))
        elif annotation_id in tagged:
            continue
        else:
            old.append(annotation_id)
        tally.add(text.publication, text.excerpt_id)
    write.update_rows(Annotation, {each: {"modified_at": write.at} for each in old})
    ids = [*old, *write.insert_rows(Annotation, fresh)]
    write.insert_rows(Tagging, [{"annotation_id": each, "tag_id": tag_id} for each in ids])
    return len(ids)


def _existing(session: Session, some: Sequence[tuple[MatchedText, Span, int]]) -> dict[Place, int]:
    """The ids of the annotations at these places, which are in order of texts and of starts."""
    starts: dict[int, list[int]] = defaultdict(list)
    for text, span, _ in some:
        starts[text.version_id].append(span.start)
    first, *inner = starts
    # Texts at the ends may be parted from more places, of which there may be very many.
    ends = {first, inner.pop()} if inner else {first}
    wanted = or_(
        Annotation.version_id.in_(inner),
        *(
            (Annotation.version_id == version)
            & Annotation.start.between(starts[version][0], starts[version][-1])
            for version in ends
        ),
    )
    places = {(text.version_id, span.start, span.end) for text, span, _ in some}
    found: dict[Place, int] = {}
    for row in session.execute(
        select(Annotation.id, Annotation.version_id, Annotation.start, Annotation.end)
        .where(wanted)
        .order_by(Annotation.id)
    ):
        place = (row.version_id, row.start, row.end)
        if place in places:
            found.setdefault(place, row.id)
    return found
