"""The file that a segment is kept in: named flat arrays behind a header, with checksums.

    0        header, 64 bytes: magic, version, place and length of the directory, its checksum
    64       the arrays, each at a multiple of 64 bytes, little-endian
    …        one CRC-32 (as in zlib, RFC 1952) for each 64 KiB block of the arrays
    …        the directory, JSON: for each array its place, type and length, and the segment's facts

The header is checked when the file is opened, and with it the directory and the checksums; a block
of an array is checked the first time that anything in it is read. So a file of any size opens at
once, and no byte that was damaged is ever taken for an answer.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Of the file; any other is not read.
VERSION = 1

MAGIC = b"AVCOLSEG"
ALIGNMENT = 64
BLOCK = 1 << 16

#: The types that arrays may have; anything else in a directory is damage.
TYPES = frozenset({"|u1", "<u2", "<u4", "<u8", "<i8", "<f4", "<f8"})

#: Bytes; a larger directory is not ours.
LARGEST_DIRECTORY = 1 << 26

# magic, version, unused, start and length of the checksums, of the directory, file size
_HEADER = struct.Struct("<8sII QQ QQ Q")
_CRC = struct.Struct("<I")

Array = NDArray[Any]


class DamagedSegmentError(Exception):
    """The file is not what was written. `reason` is a few words."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path.name}: {reason}")


@dataclass(frozen=True, slots=True)
class _Section:
    """Where an array is in the file: its first byte, NumPy type and number of elements."""

    start: int
    kind: str
    count: int

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return self.count * np.dtype(self.kind).itemsize


def write_segment(
    path: Path, arrays: Mapping[str, Array], facts: Mapping[str, Any], *, durable: bool = True
) -> str:
    """Write arrays and facts (anything JSON) into a new file; returns its digest, in hex.

    A durable file is on the disk when this returns, its name in the folder perhaps not yet.
    """
    with path.open("xb") as file:
        file.write(bytes(ALIGNMENT))
        sums = _Sums()
        sections: dict[str, list[int | str]] = {}
        for name, array in arrays.items():
            kind = array.dtype.newbyteorder("<").str
            if kind not in TYPES or array.ndim != 1:
                raise ValueError(f"{name} cannot be kept: {array.dtype}, {array.ndim} dimensions")
            sections[name] = [file.tell(), kind, len(array)]
            content = np.ascontiguousarray(array, dtype=kind).data.cast("B")
            padding = bytes(-len(content) % ALIGNMENT)
            for part in (content, padding):
                file.write(part)
                sums.add(part)
        sums_at = file.tell()
        checked = sums.finish().tobytes()
        directory = json.dumps({"arrays": sections, "facts": facts}, sort_keys=True).encode()
        file.write(checked)
        file.write(directory)
        size = file.tell()
        header = _HEADER.pack(
            MAGIC, VERSION, 0, sums_at, len(checked), sums_at + len(checked), len(directory), size
        )
        file.seek(0)
        file.write(header + _CRC.pack(zlib.crc32(header + checked + directory)))
        file.flush()
        if durable:
            os.fsync(file.fileno())
    return _digest(header, checked, directory)


class SegmentFile:
    """An open segment file. Reading is safe between threads; nothing in it ever changes."""

    def __init__(self, path: Path, digest: str | None = None) -> None:
        """Open and check all but the arrays. Raises `DamagedSegmentError` and `OSError`.

        With a `digest`, the file must be the one whose writing returned it.
        """
        self.path = path
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if size < ALIGNMENT:
                raise DamagedSegmentError(path, "shorter than its header")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._sections, self.facts, self._sums = self._read(size, digest)
        except BaseException:
            self._map.close()
            raise
        self._checked = bytearray(len(self._sums))
        #: At most so many bytes of the file have been mapped into memory since `release`.
        self.touched = 0
        self._arrays: dict[str, Array] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def length(self, name: str) -> int:
        """The number of elements of an array, without reading it."""
        return self._sections[name].count

    def array(self, name: str, start: int = 0, end: int | None = None) -> Array:
        """Elements `start` to `end` of an array, read-only, checked as far as they go.

        Raises `DamagedSegmentError`, and `KeyError` where there is no such array.
        """
        section = self._sections[name]
        end = section.count if end is None else end
        if not 0 <= start <= end <= section.count:
            raise DamagedSegmentError(self.path, f"{name} is shorter than it should be")
        whole = self._arrays.get(name)
        if whole is None:
            whole = np.frombuffer(self._map, section.kind, section.count, section.start)
            self._arrays[name] = whole
        if start < end:
            size = whole.itemsize
            # A system maps what is around a page that is touched: a block's length is usual.
            self.touched += max((end - start) * size, BLOCK)
            self._check(section.start + start * size, section.start + end * size)
        return whole[start:end]

    def release(self) -> None:
        """Give the memory that the file is mapped to back to the system, where that can be done.

        What was handed out stays what it is, and is read from the file again when it is touched.
        """
        self.touched = 0
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def check(self) -> None:
        """Check every byte. Raises `DamagedSegmentError`."""
        if self._sums.size:
            self._check(ALIGNMENT, ALIGNMENT + BLOCK * len(self._sums))

    def _check(self, start: int, end: int) -> None:
        """Check the blocks that hold these bytes of the file, unless they were."""
        first = (start - ALIGNMENT) // BLOCK
        last = min((end - 1 - ALIGNMENT) // BLOCK + 1, len(self._sums))
        if self._checked.find(0, first, last) < 0:
            return
        for block in range(first, last):
            if not self._checked[block]:
                at = ALIGNMENT + block * BLOCK
                if zlib.crc32(self._map[at : min(at + BLOCK, self._end)]) != self._sums[block]:
                    raise DamagedSegmentError(self.path, "a block differs from its checksum")
                self._checked[block] = 1
                self.touched += BLOCK

    def _read(
        self, size: int, digest: str | None
    ) -> tuple[dict[str, _Section], dict[str, Any], NDArray[np.uint32]]:
        """The sections, the facts and the checksums, as far as they hold together."""
        header = self._map[: _HEADER.size]
        magic, version, _, sums_at, sums_size, at, length, noted_size = _HEADER.unpack(header)
        if magic != MAGIC or version != VERSION:
            raise DamagedSegmentError(self.path, "not a segment of this version")
        if noted_size != size or sums_at < ALIGNMENT or at != sums_at + sums_size:
            raise DamagedSegmentError(self.path, "not of the length noted in it")
        if at + length != size or length > LARGEST_DIRECTORY:
            raise DamagedSegmentError(self.path, "its directory is not where it should be")
        if sums_size != 4 * -(-(sums_at - ALIGNMENT) // BLOCK):
            raise DamagedSegmentError(self.path, "its checksums are not all there")
        checked, directory = self._map[sums_at:at], self._map[at:size]
        (crc,) = _CRC.unpack(self._map[_HEADER.size : _HEADER.size + _CRC.size])
        if zlib.crc32(header + checked + directory) != crc:
            raise DamagedSegmentError(self.path, "its directory differs from its checksum")
        if digest is not None and _digest(header, checked, directory) != digest:
            raise DamagedSegmentError(self.path, "another file than the one that was written")
        self._end = sums_at
        sections, facts = self._parsed(directory)
        return sections, facts, np.frombuffer(checked, "<u4")

    def _parsed(self, directory: bytes) -> tuple[dict[str, _Section], dict[str, Any]]:
        try:
            read = json.loads(directory)
            sections = {name: _Section(*entry) for name, entry in read["arrays"].items()}
            facts = read["facts"]
            sound = isinstance(facts, dict) and all(map(self._fits, sections.values()))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DamagedSegmentError(self.path, "its directory cannot be read") from error
        if not sound:
            raise DamagedSegmentError(self.path, "its directory names what is not there")
        return sections, facts

    def _fits(self, section: _Section) -> bool:
        whole = isinstance(section.start, int) and isinstance(section.count, int)
        if not whole or section.kind not in TYPES or section.count < 0:
            return False
        aligned = section.start >= ALIGNMENT and section.start % ALIGNMENT == 0
        return aligned and section.start + section.size <= self._end


class _Sums:
    """The checksums of bytes as they come, block by block."""

    def __init__(self) -> None:
        self._sums: list[int] = []
        self._current = 0
        self._room = BLOCK

    def add(self, content: bytes | memoryview) -> None:
        """Go on with these bytes."""
        at = 0
        while at < len(content):
            part = content[at : at + self._room]
            self._current = zlib.crc32(part, self._current)
            self._room -= len(part)
            at += len(part)
            if not self._room:
                self._close()

    def finish(self) -> NDArray[np.uint32]:
        """The checksums of all blocks, the last one perhaps shorter."""
        if self._room < BLOCK:
            self._close()
        return np.array(self._sums, "<u4")

    def _close(self) -> None:
        self._sums.append(self._current)
        self._current, self._room = 0, BLOCK


def _digest(header: bytes, checked: bytes, directory: bytes) -> str:
    return hashlib.blake2b(header + checked + directory, digest_size=16).hexdigest()


def narrowest(largest: int) -> str:
    """The narrowest unsigned type that holds numbers up to `largest`."""
    for kind in ("|u1", "<u2", "<u4"):
        if largest <= np.iinfo(kind).max:
            return kind
    return "<u8"
