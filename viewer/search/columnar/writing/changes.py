"""A small change to an index: some texts in the place of what it has of them, some gone.

New texts become a segment of their own; of the old ones only the marks of what lives change. So
that segments do not become many, those of about one size are merged when there are enough of them,
which rewrites a text only a few times however many changes come; and a segment that is mostly dead
is rewritten.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from viewer.base.jobs import CancelToken
from viewer.search.columnar.storage.contents import LIVE_SUFFIX, SegmentEntry, write_marks
from viewer.search.columnar.storage.segment import MOST_DOCUMENTS, Segment
from viewer.search.columnar.writing.runs import MOST_WORDS, write_merged, write_segments
from viewer.search.engine import IndexText
from viewer.search.index.columns import ExcerptIds
from viewer.search.index.fields import EXCERPT

#: Segments of one size that are merged into one of the next; also how the sizes grow.
FAN = 8


@dataclass(frozen=True, slots=True)
class OpenSegment:
    """A segment of the index before the change."""

    entry: SegmentEntry
    segment: Segment


def changed_segments(
    folder: Path,
    held: Sequence[OpenSegment],
    texts: Iterable[IndexText],
    deleted: Collection[int],
    cancel: CancelToken,
) -> list[SegmentEntry]:
    """The segments of the index after the change; their files are on the disk.

    The ids of `texts` and `deleted` are taken out of the old segments where they are in them.
    """
    gone = set(deleted)
    fresh = write_segments(folder, _noted(texts, gone), cancel)
    cancel.check()
    left = _without(folder, held, np.array(sorted(gone), np.int64))
    left += [OpenSegment(entry, Segment.open(folder / entry.name, entry.digest)) for entry in fresh]
    return _merged(folder, left, cancel)


def _noted(texts: Iterable[IndexText], ids: set[int]) -> Iterable[IndexText]:
    for text in texts:
        ids.add(text.excerpt_id)
        yield text


def _without(folder: Path, held: Sequence[OpenSegment], gone: ExcerptIds) -> list[OpenSegment]:
    """The segments with these excerpts marked as dead; those with nothing left are dropped."""
    left = []
    for each in held:
        segment = each.segment
        ids = segment.column(EXCERPT)
        dead = np.zeros(segment.size, np.bool_) if ids is None else np.isin(ids, gone)
        if segment.live is not None:
            dead &= segment.live
        living = segment.live_count - int(np.count_nonzero(dead))
        if living == segment.live_count:
            left.append(each)
        elif living:
            live = ~dead if segment.live is None else segment.live & ~dead
            name = f"{Path(each.entry.name).stem}-{secrets.token_hex(4)}{LIVE_SUFFIX}"
            digest = write_marks(folder / name, live)
            entry = replace(each.entry, living=living, marks=name, marks_digest=digest)
            left.append(OpenSegment(entry, segment.with_live(live)))
    return left


def _merged(folder: Path, held: list[OpenSegment], cancel: CancelToken) -> list[SegmentEntry]:
    """The segments after merging those of a size of which there are too many, smallest first."""
    while group := _too_many(held):
        cancel.check()
        entry = write_merged(folder, [held[at].segment for at in group])
        segment = Segment.open(folder / entry.name, entry.digest)
        place = group[-1]
        held = [
            OpenSegment(entry, segment) if at == place else each
            for at, each in enumerate(held)
            if at == place or at not in group
        ]
    return [each.entry for each in held]


def _too_many(held: Sequence[OpenSegment]) -> list[int]:
    """Where the segments are that should become one; none where all is well."""
    sizes: dict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(held):
        if each.entry.living * 2 < each.entry.documents:
            return [at]
        sizes[_size(each.entry)].append(at)
    for size in sorted(sizes):
        group = sizes[size]
        if len(group) >= FAN and (fitting := _within_bounds(held, group)):
            return fitting
    return []


def _within_bounds(held: Sequence[OpenSegment], group: Sequence[int]) -> list[int]:
    """Those of the group, the smallest first, that fit into one segment; at least two or none."""
    documents = words = 0
    fitting = []
    for at in sorted(group, key=lambda each: held[each].entry.words):
        documents += held[at].entry.living
        words += held[at].entry.words
        if documents > MOST_DOCUMENTS or words > MOST_WORDS:
            break
        fitting.append(at)
    return sorted(fitting) if len(fitting) > 1 else []


def _size(entry: SegmentEntry) -> int:
    """The class of a segment's size: its words, in powers of `FAN`."""
    size = 0
    words = entry.words
    while words >= FAN:
        words //= FAN
        size += 1
    return size
