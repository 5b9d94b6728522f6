"""The table of contents of an index folder: which files make up the index as it is now.

    contents.json     the table: segments in order, which of their documents live, the stamp
    *.segment         one segment each (see `layout`), never changed once it is written
    *.live            one bit for each document of a segment: whether it lives
    _MAIN_*.toc       the same table for Whoosh (see `codec.whoosh_table`), which we never read

The table is replaced in one step, after all that it names has been flushed to the disk, and is the
only thing that makes a file count: whenever the program dies, the table still names a whole index,
the old one or the new one. It carries a keyed BLAKE2b (RFC 7693) of itself, and of each file the
digest, so that an index which this user's program did not write is not opened. The key is the
caller's and is never kept with the archive.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from viewer.search.columnar.storage.segment import Mask
from viewer.search.index.stamp import IndexStamp

NAME = "contents.json"
SEGMENT_SUFFIX = ".segment"
LIVE_SUFFIX = ".live"

#: Bytes that a key must have.
KEY_SIZE = 32

#: Bytes of a table; a larger one is not ours.
LARGEST = 1 << 24


class ContentsError(Exception):
    """The table cannot be read, or is not one that was written with this key."""


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment: its file and digest, and where not all its documents live, the file of marks.

    `documents` counts all its documents, `living` the living ones, `words` all its words.
    """

    name: str
    digest: str
    documents: int
    living: int
    words: int
    marks: str = ""
    marks_digest: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The index as it is after one change: the `generation` counts them."""

    generation: int
    stamp: IndexStamp
    segments: tuple[SegmentEntry, ...] = ()

    def files(self) -> frozenset[str]:
        """The names of all files it needs."""
        names = {entry.name for entry in self.segments} | {whoosh_table(self.generation)}
        return frozenset(names | {entry.marks for entry in self.segments if entry.marks})


def whoosh_table(generation: int | str) -> str:
    """The file in which Whoosh looks for the table of an index that has no name."""
    return f"_MAIN_{generation}.toc"


def read_contents(folder: Path, key: bytes) -> Contents | None:
    """The folder's table; None where there is none. Raises `ContentsError`."""
    try:
        with (folder / NAME).open("rb") as file:
            read = json.loads(file.read(LARGEST))
        table, seal = read["table"], read["seal"]
        sealed = isinstance(seal, str) and hmac.compare_digest(seal, _seal(table, key))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ContentsError(f"{NAME} cannot be read") from error
    if not sealed:
        raise ContentsError("it was not written here")
    try:
        return _parsed(table)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise ContentsError("another version of the program wrote it") from error


def write_contents(folder: Path, contents: Contents, key: bytes) -> None:
    """Make this the folder's table, in one step, when all files in it are on the disk."""
    table = {
        "generation": contents.generation,
        "stamp": asdict(contents.stamp),
        "segments": [asdict(entry) for entry in contents.segments],
    }
    flush_folder(folder)
    fresh = folder / f"{NAME}.new"
    fresh.unlink(missing_ok=True)  # what a dead writer left, or a link to some other file
    with fresh.open("x", encoding="utf-8") as file:
        json.dump({"table": table, "seal": _seal(table, key)}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / NAME)
    flush_folder(folder)


def write_marks(path: Path, live: Mask) -> str:
    """Write which documents live into a new file; returns its digest."""
    content = np.packbits(live).tobytes()
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return _digest(content)


def read_marks(folder: Path, entry: SegmentEntry) -> Mask | None:
    """Which documents of a segment live; None where all do. Raises `ContentsError`, `OSError`."""
    if not entry.marks:
        return None
    content = (folder / entry.marks).read_bytes()
    if _digest(content) != entry.marks_digest or len(content) != -(-entry.documents // 8):
        raise ContentsError(f"{entry.marks} is not what was written")
    return np.unpackbits(np.frombuffer(content, np.uint8), count=entry.documents).astype(np.bool_)


def flush_folder(folder: Path) -> None:
    """Have the folder's names on the disk, where the system lets a folder be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _parsed(table: Mapping[str, Any]) -> Contents:
    entries = tuple(SegmentEntry(**entry) for entry in table["segments"])
    names = {name for entry in entries for name in (entry.name, entry.marks)}
    if any(name == ".." or Path(name).name != name for name in names):
        raise ValueError("a file outside the folder")
    return Contents(int(table["generation"]), IndexStamp.read(table["stamp"]), entries)


def _seal(table: object, key: bytes) -> str:
    if len(key) != KEY_SIZE:
        raise ValueError(f"a key has {KEY_SIZE} bytes, not {len(key)}")
    content = json.dumps(table, sort_keys=True).encode()
    return hashlib.blake2b(content, key=key, person=b"viewer index").hexdigest()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
