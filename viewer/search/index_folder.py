"""The index of an archive on disk: generations, the note of which is current, and their seal.

    notes.db.index/
        current.json       names the current generation, its stamp and its seal
        writer.lock        held while a generation is being written
        gen-000007/        one Whoosh index

The index is disposable: everything in it comes from the catalogue. A generation is never changed
once it is noted. An update works on a new one whose files are hard links of the old one's
(Whoosh writes new files and removes old ones, but changes none), so that whenever the program
dies, the note still names a whole generation. `current.json` is replaced in one step and is the
only thing that makes a generation count.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from whoosh.index import EmptyIndexError
from whoosh.util.filelock import FileLock

from viewer.base.errors import ViewerError
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.search.engine import IndexText
from viewer.search.index_writer import Batch, open_reader
from viewer.search.seal import IndexStamp, holds, sealed
from viewer.search.whoosh_engine import WhooshEngine

logger = logging.getLogger(__name__)

#: Raised by one whenever the fields, the analysis or the files change: older ones are rebuilt.
INDEX_FORMAT = 2

_NOTE = "current.json"
_LOCK = "writer.lock"
_LONGEST_NOTE = 1 << 20
_NONE = "there is none"
_GENERATION = re.compile(r"gen-(\d{6,12})")


class IndexFolderState(StrEnum):
    """How an index stands by itself; whether it is behind the catalogue its stamp tells."""

    MISSING = "missing"
    DAMAGED = "damaged"
    CURRENT = "current"


class IndexDamagedError(ViewerError):
    """There is no index, or not the one that was written; it has to be built anew."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"The search index in {folder} cannot be used ({reason}). "
            "Rebuild it: everything in it comes from the archive."
        )


class IndexBusyError(ViewerError):
    """Another program, or another job of this one, is writing the index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"The search index in {folder} is being written by another program. "
            "Try again when it is done."
        )


class IndexUnwritableError(ViewerError):
    """The index folder cannot be written: permissions, a full disk, a lost network drive."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"The search index in {folder} cannot be written ({reason}). "
            "Make room there or allow writing, then rebuild the index."
        )


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found: a stamp if the state is `CURRENT`, else the `reason`, a few words."""

    state: IndexFolderState
    stamp: IndexStamp | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Note:
    """What `current.json` holds."""

    generation: str
    stamp: IndexStamp
    seal: str


class IndexFolder:
    """The index in one folder. `key` is the user's 32 secret bytes, kept elsewhere."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.path = folder
        self._key = key

    def inspect(self, cancel: CancelToken | None = None, *, thorough: bool = True) -> Inspection:
        """Read the note and check every byte of the generation against its seal.

        With `thorough=False` only the note is read: enough to show a state, not to trust it.
        """
        try:
            note = self._verified_note(cancel or CancelToken()) if thorough else self._noted()
        except IndexDamagedError as error:
            missing = error.reason == _NONE
            state = IndexFolderState.MISSING if missing else IndexFolderState.DAMAGED
            return Inspection(state, reason=error.reason)
        return Inspection(IndexFolderState.CURRENT, note.stamp)

    def open(self, cancel: CancelToken | None = None) -> tuple[WhooshEngine, IndexStamp]:
        """The engine over the current generation, after checking its seal, and its stamp.

        Raises `IndexDamagedError` where there is none that is whole and ours.
        """
        note = self._verified_note(cancel or CancelToken())
        try:
            reader = open_reader(self.path / note.generation)
        except (OSError, EmptyIndexError):
            newer = self._verified_note(cancel or CancelToken())
            if newer == note:
                raise IndexDamagedError(self.path, "its files cannot be read") from None
            note, reader = newer, open_reader(self.path / newer.generation)
        return WhooshEngine(reader), note.stamp

    def build(
        self,
        texts: Iterable[IndexText],
        count: int,
        stamp: IndexStamp,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
    ) -> IndexStamp:
        """Write a new generation of `texts` (about `count`) and make it the current one.

        The one there was, damaged or not, is never opened. Returns the stamp as noted: with this
        format, and the number of excerpts written. On any exception the old one stays.
        """
        cancel = cancel or CancelToken()
        with self._writing() as generation:
            written = Batch(generation, count, progress, cancel).create(texts)
            return self._conclude(generation, replace(stamp, excerpts=written), cancel)

    def update(
        self,
        changed: Iterable[IndexText],
        deleted: Collection[int],
        stamp: IndexStamp,
        count: int = 0,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
    ) -> IndexStamp:
        """Make a generation current in which `changed` (about `count`) replace what was there of
        them, and `deleted` are gone.

        Returns the stamp as noted. Raises `IndexDamagedError` where there is nothing to update;
        on any exception the old one stays.
        """
        cancel = cancel or CancelToken()
        with self._writing() as generation:
            note = self._verified_note(cancel)
            _link_files(self.path / note.generation, generation)
            Batch(generation, count, progress, cancel).update(changed, deleted)
            with open_reader(generation) as reader:
                held = int(reader.doc_count())
            return self._conclude(generation, replace(stamp, excerpts=held), cancel)

    def _note(self) -> _Note | None:
        """What `current.json` says; None without one. Raises `IndexDamagedError`."""
        try:
            with (self.path / _NOTE).open("rb") as file:
                noted = json.loads(file.read(_LONGEST_NOTE))
            note = _Note(str(noted["generation"]), IndexStamp.read(noted["stamp"]), noted["seal"])
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise IndexDamagedError(self.path, f"{_NOTE} cannot be read") from error
        if not _GENERATION.fullmatch(note.generation) or not isinstance(note.seal, str):
            raise IndexDamagedError(self.path, f"{_NOTE} names no generation")
        return note

    def _noted(self) -> _Note:
        """The note, if this version of the program wrote it. Raises `IndexDamagedError`."""
        note = self._note()
        if note is None:
            raise IndexDamagedError(self.path, _NONE)
        if note.stamp.format != INDEX_FORMAT:
            raise IndexDamagedError(self.path, "another version of the program wrote it")
        return note

    def _verified_note(self, cancel: CancelToken) -> _Note:
        """The note of a generation that holds its seal. Raises `IndexDamagedError`.

        While it is being read another program may put a newer one in its place: then that counts.
        """
        note = self._noted()
        while not holds(self.path / note.generation, note.stamp, self._key, note.seal, cancel):
            newer = self._noted()
            if newer == note:
                raise IndexDamagedError(self.path, "its files are not those that were written here")
            note = newer
        return note

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """The only writer, with an empty new generation; it is removed again on an exception."""
        lock = None
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self.path / _LOCK))
            if not lock.acquire():
                lock = None
                raise IndexBusyError(self.path)
            self._sweep()
            generation = self._next_generation()
            try:
                yield generation
            except BaseException:
                shutil.rmtree(generation, ignore_errors=True)
                raise
            self._sweep()
        except OSError as error:
            raise IndexUnwritableError(self.path, error.strerror or str(error)) from error
        finally:
            if lock is not None:
                lock.release()

    def _next_generation(self) -> Path:
        numbers = [
            int(found[1])
            for path in self.path.iterdir()
            if (found := _GENERATION.fullmatch(path.name))
        ]
        generation = self.path / f"gen-{max(numbers, default=0) + 1:06d}"
        generation.mkdir()
        return generation

    def _conclude(self, generation: Path, stamp: IndexStamp, cancel: CancelToken) -> IndexStamp:
        """Seal the generation and note it as the current one."""
        stamp = replace(stamp, format=INDEX_FORMAT)
        for left in (*generation.glob("*LOCK"), *generation.glob("*.tmp")):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        seal = sealed(generation, stamp, self._key, cancel)
        note = _Note(generation.name, stamp, seal)
        fresh = self.path / f"{_NOTE}.new"
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(asdict(note), file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path / _NOTE)
        return stamp

    def _sweep(self) -> None:
        """Remove all generations but the noted one, as far as the system lets us."""
        try:
            note = self._note()
        except IndexDamagedError:
            note = None
        for path in self.path.iterdir():
            if _GENERATION.fullmatch(path.name) and (note is None or path.name != note.generation):
                logger.debug("removing the old index generation %s", path.name)
                shutil.rmtree(path, ignore_errors=True)


def _link_files(old: Path, new: Path) -> None:
    """Give `new` the files of `old`: hard links where the file system has them, else copies."""
    for path in old.iterdir():
        try:
            os.link(path, new / path.name)
        except OSError:
            with suppress(FileNotFoundError):
                shutil.copy2(path, new / path.name)
