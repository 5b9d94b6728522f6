"""From texts to segment files: runs that fit into memory, then as few segments as may be.

A run is some thousand texts, inverted at once and written; runs that follow each other are merged
while the result stays within the bounds of a segment. Both are done by functions of files alone, so
that other processes can do them; how texts are parted does not depend on who does, so the segments
are the same, byte for byte.
"""

from __future__ import annotations

import os
import secrets
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import ProcessPoolExecutor
from dataclasses import fields
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeAlias

from viewer.base.jobs import CancelToken
from viewer.search.columnar.storage.contents import SEGMENT_SUFFIX, SegmentEntry
from viewer.search.columnar.storage.segment import MOST_DOCUMENTS, Segment
from viewer.search.columnar.writing.batch import Batch
from viewer.search.columnar.writing.merging import merged
from viewer.search.columnar.writing.workers import Job, workers
from viewer.search.engine import IndexText

#: A run ends with the text that brings it to so many characters, or to so many texts.
RUN_CHARACTERS = 12_000_000
RUN_TEXTS = MOST_DOCUMENTS // 4

#: Words of all fields (each is in two) in one segment; a single run may have more. Bounds the
#: memory that merging takes.
MOST_WORDS = 32_000_000

#: Texts between two looks at the cancel token.
STRIDE = 200


#: A list for each field of `IndexText`, an element for each text.
_Packed: TypeAlias = tuple[list[Any], ...]


def write_segments(
    folder: Path, texts: Iterable[IndexText], cancel: CancelToken, processes: int = 1
) -> list[SegmentEntry]:
    """Write texts into new segments of the folder, flushed to the disk; their entries in order.

    Raises `Cancelled` and `OSError`; what was written then is named by no table.
    """
    with workers(processes) as pool:
        own = Batch() if pool is None else None
        runs: deque[Job[SegmentEntry]] = deque()
        merging = _Merging(folder, pool)
        for run in _parted(texts):
            cancel.check()
            write = (
                partial(write_packed_run, folder, _packed(run))
                if pool
                else partial(write_run, folder, run, own, cancel)
            )
            runs.append(Job(pool, write))
            if len(runs) > processes:
                merging.take(runs.popleft().result())
        for written in runs:
            cancel.check()
            merging.take(written.result())
        del own
        return merging.finish()


def write_run(
    folder: Path,
    texts: Sequence[IndexText],
    batch: Batch | None = None,
    cancel: CancelToken | None = None,
) -> SegmentEntry:
    """Write texts into one new segment, not flushed to the disk. Raises `Cancelled`.

    Without a `batch` this process's own one is used, which remembers words from run to run.
    """
    batch = _own_batch() if batch is None else batch
    for number, text in enumerate(texts):
        if cancel is not None and number % STRIDE == 0:
            cancel.check()
        batch.add(text)
    content = batch.content()
    name = _new_name()
    digest = content.write(folder / name, durable=False)
    return SegmentEntry(name, digest, content.documents, content.documents, content.words)


def write_packed_run(folder: Path, columns: _Packed) -> SegmentEntry:
    """`write_run` for another process."""
    return write_run(folder, list(map(IndexText, *columns)))


def merge_files(folder: Path, entries: Sequence[SegmentEntry]) -> SegmentEntry:
    """Merge segments, all of whose documents live, into one that is flushed to the disk.

    A single one stays what it is.
    """
    if len(entries) == 1:
        with (folder / entries[0].name).open("rb+") as file:
            os.fsync(file.fileno())
        return entries[0]
    return write_merged(
        folder, [Segment.open(folder / entry.name, entry.digest) for entry in entries]
    )


def write_merged(folder: Path, segments: Sequence[Segment]) -> SegmentEntry:
    """Write the living documents of segments into one new segment, flushed to the disk."""
    content = merged(segments)
    name = _new_name()
    digest = content.write(folder / name)
    return SegmentEntry(name, digest, content.documents, content.documents, content.words)


def _parted(texts: Iterable[IndexText]) -> Iterator[list[IndexText]]:
    run: list[IndexText] = []
    characters = 0
    for text in texts:
        run.append(text)
        characters += len(text.text)
        if characters >= RUN_CHARACTERS or len(run) >= RUN_TEXTS:
            yield run
            run, characters = [], 0
    if run:
        yield run


def _packed(texts: Sequence[IndexText]) -> _Packed:
    """The texts field by field: to hand these over takes a fifth of the time of objects."""
    return tuple(list(map(attrgetter(each.name), texts)) for each in fields(IndexText))


class _Merging:
    """Merges runs that follow each other, as many as fit into one segment, as soon as they do."""

    def __init__(self, folder: Path, pool: ProcessPoolExecutor | None) -> None:
        self._folder = folder
        self._pool = pool
        self._group: list[SegmentEntry] = []
        self._merges: list[tuple[Job[SegmentEntry], list[SegmentEntry]]] = []

    def take(self, run: SegmentEntry) -> None:
        """The next run."""
        documents = run.documents + sum(each.documents for each in self._group)
        words = run.words + sum(each.words for each in self._group)
        if self._group and (documents > MOST_DOCUMENTS or words > MOST_WORDS):
            self._merge()
        self._group.append(run)

    def finish(self) -> list[SegmentEntry]:
        """All segments in order, when they are written."""
        if self._group:
            self._merge()
        return [_only(self._folder, merge.result(), group) for merge, group in self._merges]

    def _merge(self) -> None:
        group, self._group = self._group, []
        self._merges.append((Job(self._pool, partial(merge_files, self._folder, group)), group))


def _only(folder: Path, kept: SegmentEntry, runs: Sequence[SegmentEntry]) -> SegmentEntry:
    """The segment that runs became, when they are removed."""
    for run in runs:
        if run.name != kept.name:
            (folder / run.name).unlink()
    return kept


@cache
def _own_batch() -> Batch:
    return Batch()


def _new_name() -> str:
    return f"{secrets.token_hex(8)}{SEGMENT_SUFFIX}"
