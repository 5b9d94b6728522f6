"""The archive's search index: whether it is current, bringing it up to date, lending its engine.

The index is a copy of the catalogue. It is kept in a folder next to the archive, or in the user's
data folder where that cannot be written, and is tied to the journal: it knows the step up to which
it holds the catalogue. Readers go on with the engine they have while another one is made; an engine
is closed when the last reader has given it back.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.base.paths import data_dir, index_key
from viewer.search.engine import SearchEngine
from viewer.search.index.index_errors import IndexDamagedError
from viewer.search.index.index_folder import INDEX_FORMAT, IndexFolder
from viewer.search.index.stamp import IndexStamp
from viewer.services.archive.archive import Archive, newest_step
from viewer.services.search.indexed_texts import (
    ChangedTexts,
    all_texts,
    changed_since,
    count_texts,
    languages_of,
    texts_of,
)
from viewer.services.types import IndexState

logger = logging.getLogger(__name__)

#: With more changed excerpts than this share of the index, rebuilding is quicker.
_MOST_CHANGED = 0.3

#: So many texts are worth other processes, which take a second to start.
_MANY_TEXTS = 20_000
_MOST_PROCESSES = 4


@dataclass(slots=True)
class _EngineLease:
    """An engine, what it was built from, and how many readers have it."""

    engine: SearchEngine
    stamp: IndexStamp
    readers: int = 0
    retired: bool = False


class ArchiveIndex:
    """The index of one open archive. Safe between threads; one refresh at a time."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._folder = IndexFolder(_place(archive), index_key())
        self._lease: _EngineLease | None = None
        #: From the index's step to the catalogue's: which excerpts were deleted.
        self._deleted: tuple[int, int, frozenset[int]] | None = None
        self._lease_lock = threading.Lock()
        self._refreshing = threading.Lock()

    @property
    def path(self) -> Path:
        """The index folder."""
        return self._folder.path

    def state(self) -> IndexState:
        """Whether the index is up to date with the catalogue; every byte of it is checked."""
        found = self._folder.inspect()
        with self._archive.reading() as session:
            step, _uid = newest_step(session)
            if found.stamp is None:
                return IndexState(found.state.value, str(self.path), 0, 0, step)
            stale = self._changes(session, found.stamp)
        state = "current" if stale is not None and not _any(stale) else "stale"
        return IndexState(state, str(self.path), found.stamp.excerpts, found.stamp.step, step)

    def refresh(
        self,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
        *,
        rebuild: bool = False,
    ) -> IndexState:
        """Bring the index up to date, building it where it is missing, damaged or not ours.

        Raises `Cancelled`, and `ViewerError`s of the index folder; the old index stays then.
        """
        token = cancel or CancelToken()
        with self._refreshing:
            standing = None if rebuild else self._open()
            # One state of the catalogue for the step, for what changed and for the texts: what is
            # changed while they are written is found by the next refresh.
            with self._archive.reading() as session:
                fresh = self._stamp(session)
                changes = self._changes(session, standing) if standing else None
                if changes is None or _too_many(changes, standing):
                    standing = self._build(session, fresh, progress, token)
                elif _any(changes):
                    standing = self._update(session, fresh, changes, progress, token)
            assert standing is not None
            return IndexState(
                "current", str(self.path), standing.excerpts, standing.step, fresh.step
            )

    @contextmanager
    def engine(self) -> Iterator[tuple[SearchEngine, IndexStamp] | None]:
        """Lend the engine as it is now; None while there is no index yet."""
        with self._lease_lock:
            lease = self._lease
            if lease is not None:
                lease.readers += 1
        try:
            yield (lease.engine, lease.stamp) if lease is not None else None
        finally:
            if lease is not None:
                self._release(lease)

    def prepare(self, cancel: CancelToken) -> None:
        """Read what the first query would have to wait for. Raises `Cancelled`."""
        with self.engine() as lease:
            if lease is not None:
                try:
                    lease[0].prepare(cancel)
                except IndexDamagedError as error:
                    self.discard(error)

    def deleted_since(self, session: Session, step: int, stamp: IndexStamp) -> frozenset[int]:
        """The excerpts that an index of this stamp holds and the catalogue no longer does.

        `step` is the newest that `session` sees.
        """
        if step == stamp.step:
            return frozenset()
        known = self._deleted
        if known is None or known[:2] != (stamp.step, step):
            changes = self._changes(session, stamp)
            deleted = changes.deleted if changes else frozenset()
            known = self._deleted = (stamp.step, step, deleted)
        return known[2]

    def discard(self, error: IndexDamagedError) -> None:
        """Drop the index, because it turned out to be damaged: the next refresh rebuilds it."""
        logger.info("dropping the search index: %s", error.reason)
        self._folder.discard()
        self._swap(None)

    def close(self) -> None:
        """Let go of the engine once its last reader has."""
        self._swap(None)

    def _release(self, lease: _EngineLease) -> None:
        with self._lease_lock:
            lease.readers -= 1
            if lease.retired and not lease.readers:
                lease.engine.close()

    def _swap(self, fresh: _EngineLease | None) -> None:
        with self._lease_lock:
            old, self._lease = self._lease, fresh
            if old is not None:
                old.retired = True
                if not old.readers:
                    old.engine.close()

    def _open(self) -> IndexStamp | None:
        """The stamp of the open engine, opened from the folder first if need be."""
        if self._lease is None:
            try:
                engine, stamp = self._folder.open()
            except IndexDamagedError:
                return None
            self._swap(_EngineLease(engine, stamp))
        return self._lease.stamp if self._lease else None

    def _changes(self, session: Session, stamp: IndexStamp) -> ChangedTexts | None:
        """What the index lacks; None where it is not of this archive's history at all."""
        if stamp.archive_uid != self._archive.uid:
            return None
        return changed_since(session, stamp.step, stamp.step_uid)

    def _stamp(self, session: Session) -> IndexStamp:
        step, uid = newest_step(session)
        return IndexStamp(INDEX_FORMAT, self._archive.uid, step, uid, 0, languages_of(session))

    def _build(
        self, session: Session, stamp: IndexStamp, progress: Progress, cancel: CancelToken
    ) -> IndexStamp:
        count = count_texts(session)
        processes = min(os.cpu_count() or 1, _MOST_PROCESSES) if count >= _MANY_TEXTS else 1
        self._folder.build(all_texts(session), count, stamp, progress, cancel, processes)
        return self._reopen()

    def _update(
        self,
        session: Session,
        stamp: IndexStamp,
        changes: ChangedTexts,
        progress: Progress,
        cancel: CancelToken,
    ) -> IndexStamp:
        changed, deleted = changes.changed, changes.deleted
        texts = texts_of(session, changed)
        try:
            self._folder.update(texts, deleted, stamp, len(changed), progress, cancel)
        except IndexDamagedError:
            # It was whole when it was opened; somebody removed or changed it since.
            return self._build(session, stamp, progress, cancel)
        return self._reopen()

    def _reopen(self) -> IndexStamp:
        engine, stamp = self._folder.open()
        self._swap(_EngineLease(engine, stamp))
        return stamp


def _place(archive: Archive) -> Path:
    neighbour = archive.path.with_name(archive.path.name + ".index")
    if os.access(neighbour if neighbour.exists() else archive.path.parent, os.W_OK):
        return neighbour
    return data_dir() / "indexes" / f"{archive.uid}.index"


def _any(changes: ChangedTexts) -> bool:
    return bool(changes.changed or changes.deleted)


def _too_many(changes: ChangedTexts, stamp: IndexStamp | None) -> bool:
    touched = len(changes.changed) + len(changes.deleted)
    return stamp is None or touched > max(200, _MOST_CHANGED * stamp.excerpts)
