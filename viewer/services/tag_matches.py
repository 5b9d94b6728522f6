"""Tagging every match of a query at once: one step, one undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from viewer.annotation.codebook import join_path, split_path
from viewer.annotation.selectors import describe_all
from viewer.base.ids import ExcerptId, StepId, VersionId
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.catalogue.models import Annotation, Body, Excerpt, Tag, Tagging, Version
from viewer.services.archive import Archive, Write
from viewer.services.change_codebook import find_or_make_tag
from viewer.services.portions import portions
from viewer.services.search_archive import ArchiveSearch, MatchFinder
from viewer.services.tag_passage import make_annotation
from viewer.text.spans import Span

_PORTION = 200
#: Passages made between two looks at whether to stop.
_BETWEEN_CHECKS = 500


@dataclass(frozen=True, slots=True)
class _Matched:
    """A version, its text, and where the query stands in it."""

    version: VersionId
    text: str
    spans: list[Span]


def tag_matches(
    archive: Archive,
    search: ArchiveSearch,
    query: str,
    tag_path: str,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> tuple[int, StepId | None]:
    """Tag every place that `query` matches, in every excerpt that holds all it asks for.

    Matched words with nothing but white space between them are one passage. Returns how many
    passages got the tag, and the step (None when none did: nothing was changed). Raises
    `InputError` for a tag without a name, `Cancelled`, and what `Archive.writing` raises.
    """
    token = cancel or CancelToken()
    path = split_path(tag_path)
    excerpts = search.matching_excerpts(query, token)
    finder = search.match_finder(query)
    tagged = 0
    with archive.writing("Tag passages") as write:
        for number, portion in enumerate(portions(excerpts, _PORTION)):
            done = number * _PORTION
            found: list[_Matched] = []
            for each in _matches(write, portion, finder, token):
                progress(done + len(found), len(excerpts))
                found.append(each)
            if found:
                tag = find_or_make_tag(write.session, path)
                tagged += _tag_all(write, found, tag, token)
            write.forget_rows()
        name = join_path(path)
        write.rename(f"Tag {tagged} passage{'' if tagged == 1 else 's'} {name}")
        if not tagged:
            write.discard()
    return tagged, write.step_id if tagged else None


def joined(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order, those that overlap or have only white space between them as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span.start <= found[-1].end or text[found[-1].end : span.start].isspace()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _matches(
    write: Write, excerpts: Sequence[ExcerptId], finder: MatchFinder, cancel: CancelToken
) -> Iterator[_Matched]:
    for version, text, language in _texts(write, excerpts):
        cancel.check()
        spans = joined(finder(text, language), text)
        if spans:
            yield _Matched(version, text, spans)


def _texts(write: Write, excerpts: Sequence[ExcerptId]) -> Sequence[tuple[VersionId, str, str]]:
    rows = write.session.execute(
        select(Version.id, Body.text, Excerpt.language)
        .join(
            Excerpt,
            (Version.excerpt_id == Excerpt.id) & (Version.number == Excerpt.current_number),
        )
        .join(Body, Body.id == Version.body_id)
        .where(Excerpt.id.in_(excerpts))
        .order_by(Excerpt.id)
    )
    return [(VersionId(key), text, language) for key, text, language in rows]


def _tag_all(write: Write, matched: Sequence[_Matched], tag: Tag, cancel: CancelToken) -> int:
    """Tag what is not tagged so yet; how many that were. One flush for all the texts."""
    session = write.session
    of_these = Annotation.version_id.in_([each.version for each in matched])
    standing = {
        (row.version_id, row.start, row.end): row
        for row in session.scalars(select(Annotation).where(of_these))
    }
    tagged_already = set(
        session.scalars(
            select(Tagging.annotation_id)
            .join(Annotation, Annotation.id == Tagging.annotation_id)
            .where(of_these, Tagging.tag_id == tag.id)
        )
    )
    made: list[Annotation] = []
    for each in matched:
        made += _standing_or_made(write, each, standing, cancel)
    session.flush()
    fresh = [annotation for annotation in made if annotation.id not in tagged_already]
    for annotation in fresh:
        session.add(Tagging(annotation_id=annotation.id, tag_id=tag.id))
        annotation.modified_at = write.at
    return len(fresh)


def _standing_or_made(
    write: Write,
    matched: _Matched,
    standing: Mapping[tuple[int, int, int], Annotation],
    cancel: CancelToken,
) -> Iterator[Annotation]:
    """The annotation at each span of one text. New ones are flushed now and then."""
    version = matched.version
    fresh = [each for each in matched.spans if (version, each.start, each.end) not in standing]
    quotes = dict(zip(fresh, describe_all(matched.text, fresh, cancel), strict=True))
    for number, span in enumerate(matched.spans, 1):
        if number % _BETWEEN_CHECKS == 0:
            write.session.flush()
            cancel.check()
        if span in quotes:
            yield make_annotation(write, version, span, quotes[span])
        else:
            yield standing[version, span.start, span.end]
