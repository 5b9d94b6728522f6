"""The index of an archive on disk: opening it, building it, bringing it up to date.

    notes.db.index/
        contents.json      which files make up the index, and what it was built from
        writer.lock        held while the index is being written
        *.segment *.live   the files (see `viewer.search.columnar`)
        _MAIN_*.toc        for `whoosh.index.open_dir`; nothing here reads it

The index is disposable: everything in it comes from the catalogue. Files are never changed once
they are written, so that whenever the program dies, the table of contents names a whole index; what
it does not name is swept away by the next writer.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from weakref import WeakValueDictionary

from whoosh.util.filelock import FileLock

from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.columnar.storage.contents import (
    LIVE_SUFFIX,
    NAME,
    SEGMENT_SUFFIX,
    Contents,
    ContentsError,
    SegmentEntry,
    read_contents,
    read_marks,
    whoosh_table,
    write_contents,
)
from viewer.search.columnar.storage.layout import DamagedSegmentError, SegmentFile
from viewer.search.columnar.storage.segment import Segment
from viewer.search.engine import IndexText
from viewer.search.index.counted_texts import CountedTexts
from viewer.search.index.index_errors import IndexBusyError, IndexDamagedError, IndexUnwritableError
from viewer.search.index.stamp import IndexStamp

logger = logging.getLogger(__name__)

#: Raised by one whenever the fields, the analysis or the files change: older ones are rebuilt.
INDEX_FORMAT = 3

_LOCK = "writer.lock"
_NONE = "there is none"

#: What an earlier version of this program kept in the folder.
_OUTDATED = ("current.json", "current.json.new", f"gen-{'[0-9]' * 6}")


class IndexFolderState(StrEnum):
    """The state of an index by itself; whether it is behind the catalogue its stamp tells."""

    MISSING = "missing"
    DAMAGED = "damaged"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found: a stamp if the state is `CURRENT`, else the `reason`, a few words."""

    state: IndexFolderState
    stamp: IndexStamp | None = None
    reason: str = ""


class IndexFolder:
    """The index in one folder. `key` is the user's 32 secret bytes, kept elsewhere."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.path = folder
        self._key = key
        #: Segments that are open somewhere, by name and digest: what was read of one stays read.
        #: (The same texts give the same digest, but a new name.)
        self._open_segments: WeakValueDictionary[tuple[str, str], SegmentFile]
        self._open_segments = WeakValueDictionary()

    def inspect(self, cancel: CancelToken | None = None, *, thorough: bool = True) -> Inspection:
        """Read the table of contents and check every byte of what it names.

        With `thorough=False` only the table is read: enough to show a state, not to trust it.
        """
        try:
            contents = self._contents()
            if thorough:
                for _, segment in self._opened(contents, fresh=True):
                    (cancel or CancelToken()).check()
                    segment.file.check()
        except IndexDamagedError as error:
            missing = error.reason == _NONE
            state = IndexFolderState.MISSING if missing else IndexFolderState.DAMAGED
            return Inspection(state, reason=error.reason)
        except DamagedSegmentError as error:
            return Inspection(IndexFolderState.DAMAGED, reason=str(error))
        return Inspection(IndexFolderState.CURRENT, contents.stamp)

    def open(self) -> tuple[ColumnarEngine, IndexStamp]:
        """The engine over the index as it is now, and the index's stamp.

        Raises `IndexDamagedError` where there is none that is whole and ours. What is in the
        files is checked when it is first read; the engine raises that error then.
        """
        contents = self._contents()
        segments = [segment for _, segment in self._opened(contents)]
        return ColumnarEngine(segments, self.path), contents.stamp

    def build(
        self,
        texts: Iterable[IndexText],
        count: int,
        stamp: IndexStamp,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
        processes: int = 1,
    ) -> IndexStamp:
        """Write a new index of `texts` (about `count`) and put it in the place of the old one.

        The one there was, damaged or not, is never opened. With several `processes` the texts
        are shared out among them; the index is the same. Returns the stamp as noted: with this
        format, and the number of excerpts written. On any exception the old one stays.
        """
        # What writes takes a fiftieth of a second to import, which starting need not wait for.
        from viewer.search.columnar.writing.runs import write_segments

        cancel = cancel or CancelToken()
        with self._writing():
            counted = CountedTexts(texts, count, progress, cancel)
            entries = write_segments(self.path, counted, cancel, processes)
            counted.finish()
            generation = self._generation() + 1
            return self._conclude(generation, entries, stamp, cancel)

    def update(
        self,
        changed: Iterable[IndexText],
        deleted: Collection[int],
        stamp: IndexStamp,
        count: int = 0,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
    ) -> IndexStamp:
        """Change the index: `changed` (about `count`) replace what was there of them, and
        `deleted` are gone.

        Returns the stamp as noted. Raises `IndexDamagedError` where there is nothing to update;
        on any exception the old index stays.
        """
        from viewer.search.columnar.writing.changes import OpenSegment, changed_segments

        cancel = cancel or CancelToken()
        with self._writing():
            contents = self._contents()
            held = [OpenSegment(entry, segment) for entry, segment in self._opened(contents)]
            counted = CountedTexts(changed, count, progress, cancel)
            try:
                entries = changed_segments(self.path, held, counted, deleted, cancel)
            except DamagedSegmentError as error:
                raise IndexDamagedError(self.path, str(error)) from error
            counted.finish()
            return self._conclude(contents.generation + 1, entries, stamp, cancel)

    def discard(self) -> None:
        """Forget the index, because it turned out to be damaged: it is to be rebuilt."""
        with suppress(OSError):
            (self.path / NAME).unlink()

    def _contents(self) -> Contents:
        """The table, if this version of the program wrote it here. Raises `IndexDamagedError`."""
        try:
            contents = read_contents(self.path, self._key)
        except ContentsError as error:
            raise IndexDamagedError(self.path, str(error)) from error
        if contents is None:
            raise IndexDamagedError(self.path, _NONE)
        if contents.stamp.format != INDEX_FORMAT:
            raise IndexDamagedError(self.path, "another version of the program wrote it")
        return contents

    def _opened(
        self, contents: Contents, *, fresh: bool = False
    ) -> list[tuple[SegmentEntry, Segment]]:
        """The segments of a table; `fresh`: with nothing read of them yet.

        Raises `IndexDamagedError`.

        Where a newer table was put in its place and files of this one are gone, that is not
        damage; the caller reads the table again.
        """
        try:
            return [(entry, self._segment(entry, fresh)) for entry in contents.segments]
        except (OSError, DamagedSegmentError, ContentsError) as error:
            newer = self._contents()
            if newer.generation != contents.generation:
                return self._opened(newer, fresh=fresh)
            reason = "a file is missing" if isinstance(error, OSError) else str(error)
            raise IndexDamagedError(self.path, reason) from error

    def _segment(self, entry: SegmentEntry, fresh: bool) -> Segment:
        key = (entry.name, entry.digest)
        file = None if fresh else self._open_segments.get(key)
        if file is None:
            file = SegmentFile(self.path / entry.name, entry.digest)
            self._open_segments.setdefault(key, file)
        return Segment(file, read_marks(self.path, entry))

    def _generation(self) -> int:
        """The number of the table there is; 0 where there is none that can be read."""
        try:
            contents = read_contents(self.path, self._key)
        except ContentsError:
            contents = None
        return contents.generation if contents else 0

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Be the only writer; files that no table names are gone before and after."""
        lock = None
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self.path / _LOCK))
            if not lock.acquire():
                lock = None
                raise IndexBusyError(self.path)
            self._sweep()
            try:
                yield
            finally:
                self._sweep()
        except OSError as error:
            raise IndexUnwritableError(self.path, error.strerror or str(error)) from error
        finally:
            if lock is not None:
                lock.release()

    def _conclude(
        self,
        generation: int,
        entries: Sequence[SegmentEntry],
        stamp: IndexStamp,
        cancel: CancelToken,
    ) -> IndexStamp:
        """Make these segments the index."""
        from viewer.search.columnar.codec.whoosh_table import write_whoosh_table

        excerpts = sum(entry.living for entry in entries)
        stamp = replace(stamp, format=INDEX_FORMAT, excerpts=excerpts)
        cancel.check()
        contents = Contents(generation, stamp, tuple(entries))
        # First, so that a failure leaves the old index: what ours does not name is swept away.
        write_whoosh_table(self.path, contents)
        write_contents(self.path, contents, self._key)
        return stamp

    def _sweep(self) -> None:
        """Remove what the table does not name, as far as the system lets us.

        Nothing while there is a table that cannot be read: it may be another user's, and whole.
        """
        try:
            contents = read_contents(self.path, self._key)
        except ContentsError:
            return
        needed = contents.files() if contents else frozenset()
        # Whoosh writes its table under a longer name first.
        whoosh = whoosh_table("*") + "*"
        for pattern in (f"*{SEGMENT_SUFFIX}", f"*{LIVE_SUFFIX}", whoosh, *_OUTDATED):
            for path in self.path.glob(pattern):
                if path.name not in needed:
                    logger.debug("removing %s from the index", path.name)
                    _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
