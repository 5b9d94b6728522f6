"""A list of passages as far as it was read, and how it is brought up to date.

What has changed since it was read is taken from the journal, in the same state of the archive that
the changed passages are read from. So a listing is always one state of the archive, however late a
change is heard of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from viewer.base.ids import AnnotationId
from viewer.services.archive.archive import Archive, newest_step
from viewer.services.archive.changes_since import read_changes
from viewer.services.codebook.find_tags import with_descendants
from viewer.services.codebook.list_tags import tags_by_id
from viewer.services.passages.kept_passage_words import PASSAGE_TABLES, must_be_read_again
from viewer.services.passages.list_passages import read_passages
from viewer.services.passages.passage_order import OrderKey, SortValues
from viewer.services.passages.passage_page import (
    count_passages_of,
    read_first_passages,
    read_next_passages,
)
from viewer.services.passages.passage_words import holds_words
from viewer.services.types import PassageInfo, PassageListing, PassageListRequest, RowIds

#: More passages than these are not read again at once, however many were read before.
_MOST_AGAIN = 2000

_NO_ROWS = RowIds()


def open_passages(archive: Archive, request: PassageListRequest, limit: int) -> PassageListing:
    """The beginning of a list. Where its tag is gone, all passages are listed."""
    with archive.reading() as session:
        return _open(archive, session, request, limit)


def follow_passages(archive: Archive, listing: PassageListing, *, more: int = 0) -> PassageListing:
    """The listing as the archive is now, with up to `more` passages more."""
    with archive.reading() as session:
        now = _follow(archive, session, listing)
        if not more or now.is_whole:
            return now
        if not now.passages:
            return _open(archive, session, now.request, more)
        page = read_next_passages(session, now.request, now.with_words, now.passages[-1], more)
        return replace(
            now,
            passages=(*now.passages, *page),
            # What another program put in without a step would be asked for again and again.
            total=now.total if page else len(now.passages),
        )


def _open(
    archive: Archive, session: Session, request: PassageListRequest, limit: int
) -> PassageListing:
    tag = None if request.tag_id is None else tags_by_id(session).get(request.tag_id)
    if tag is None and request.tag_id is not None:
        request = replace(request, tag_id=None)
    page = read_first_passages(archive, session, request, limit)
    return PassageListing(
        request,
        tag.path if tag else "",
        page.total,
        _unfiltered(session, request, page.total),
        page.passages,
        page.with_words,
        newest_step(session)[0],
    )


def _follow(archive: Archive, session: Session, listing: PassageListing) -> PassageListing:
    changed = read_changes(session, listing.step, PASSAGE_TABLES)
    if changed is None:
        return listing
    if must_be_read_again(changed.rows):
        return _open(
            archive, session, listing.request, min(max(len(listing.passages), 1), _MOST_AGAIN)
        )
    return replace(_edited(session, listing, changed.rows), step=changed.step)


def _unfiltered(session: Session, request: PassageListRequest, total: int) -> int:
    return count_passages_of(session, request.tag_id) if request.words.split() else total


def _edited(
    session: Session, listing: PassageListing, rows: Mapping[str, RowIds]
) -> PassageListing:
    """With the changed passages taken out and put in where they belong now."""
    request = listing.request
    annotations, taggings = rows.get("annotation", _NO_ROWS), rows.get("tagging", _NO_ROWS)
    touched = sorted(annotations.ids() | taggings.ids())
    if not touched:
        return listing
    below = None if request.tag_id is None else with_descendants(session, [request.tag_id])
    now = {int(each.id): each for each in read_passages(session, touched)}
    listed = {
        key: each
        for key, each in now.items()
        if (below is None or any(tag.id in below for tag in each.tags))
        and holds_words(each, request.words)
    }
    were = _were_listed(listing, touched, now, below, annotations, taggings)
    with_words = listing.with_words
    if with_words is not None:
        with_words = (with_words - frozenset(map(AnnotationId, touched))) | frozenset(
            each.id for each in listed.values()
        )
    total = listing.total - len(were) + len(listed)
    return replace(
        listing,
        passages=_replaced(listing, set(touched), listed.values()),
        total=total,
        unfiltered=_unfiltered(session, request, total),
        with_words=with_words,
    )


def _were_listed(
    listing: PassageListing,
    touched: Sequence[int],
    now: Mapping[int, PassageInfo],
    below: Iterable[int] | None,
    annotations: RowIds,
    taggings: RowIds,
) -> set[int]:
    """Which of the touched passages the list had, be they read or not."""
    read = {int(each.id) for each in listing.passages}
    found = read.intersection(touched)
    if listing.is_whole:
        return found
    made, gone = _tags_of(taggings.inserted), _tags_of(taggings.deleted)
    for key in touched:
        if key in read or key in annotations.inserted:
            continue
        carried = {int(tag.id) for tag in now[key].tags} if key in now else set()
        carried = (carried - made[key]) | gone[key]
        had_tag = below is None or not carried.isdisjoint(below)
        had_words = listing.with_words is None or AnnotationId(key) in listing.with_words
        if had_tag and had_words:
            found.add(key)
    return found


def _tags_of(keys: Iterable[object]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for key in keys:
        assert isinstance(key, tuple)
        annotation, tag = key
        found[annotation].add(tag)
    return found


def _replaced(
    listing: PassageListing, touched: set[int], listed: Iterable[PassageInfo]
) -> tuple[PassageInfo, ...]:
    """The passages that are read, in order; one that belongs behind them is left for later."""

    def key(passage: PassageInfo) -> OrderKey:
        return SortValues.of(passage).key(listing.request)

    kept = [each for each in listing.passages if each.id not in touched]
    last = key(listing.passages[-1]) if listing.passages else None
    for passage in listed:
        place = key(passage)
        if listing.is_whole or (last is not None and place <= last):
            kept.insert(bisect_left(kept, place, key=key), passage)
    return tuple(kept)
