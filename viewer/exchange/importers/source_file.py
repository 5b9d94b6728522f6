"""The bytes of one file: bounded, read once, and the sentences for when they cannot be had."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from viewer.base.errors import InputError
from viewer.base.file_names import shown_path
from viewer.base.messages import Message
from viewer.exchange.importers.records import ReadOptions, SourceRecord, Warned
from viewer.text.canonical import sha256_of_bytes
from viewer.text.encoding import Decoded, decode

#: Longer files are not read. A book has about one mebibyte of text.
_MIB = 1024 * 1024
MAX_BYTES = 50 * _MIB


@dataclass(frozen=True)
class SourceFile:
    """A file and its bytes."""

    path: Path
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hex; computed once, as a table is the source of all its rows."""
        return sha256_of_bytes(self.data)

    @property
    def shown(self) -> str:
        """The path as text that can be printed and stored."""
        return shown_path(self.path)

    def record(self, encoding: str, importer: str, citation: str = "") -> SourceRecord:
        """The file as the source of a text that `importer` read with `encoding`."""
        return SourceRecord(
            file_name=shown_name(self.path),
            sha256=self.sha256,
            encoding=encoding,
            importer=importer,
            citation=citation,
        )


def shown_name(path: Path) -> str:
    """The last part of `path`, as `shown_path` does."""
    return shown_path(path.name)


def shown_stem(path: Path) -> str:
    """The last part of `path` without its suffix, as `shown_path` does."""
    return shown_path(path.stem)


def read_source(path: Path) -> SourceFile:
    """Read a file that is not too long and not empty.

    Raises `InputError` with a sentence, or whatever `OSError` the system gives. Only regular
    files are opened: a pipe would never end.
    """
    name = shown_name(path)
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise InputError("import.not-a-file", name=name)
    if facts.st_size > MAX_BYTES:
        raise InputError(_too_long(name, facts.st_size))
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(_too_long(name, len(data)))
    if not data:
        raise InputError("import.empty", name=name)
    return SourceFile(path, data)


def decode_source(file: SourceFile, asked: ReadOptions) -> tuple[Decoded, tuple[Warned, ...]]:
    """The text of `file` as decoded, and a warning where the encoding is a guess."""
    decoded = decode(file.data, asked.encoding, asked.language, asked.guessed_as)
    return decoded, guess_warning(file, decoded)


def guess_warning(file: SourceFile, decoded: Decoded) -> tuple[Warned, ...]:
    """What to say of how `file` was decoded: nothing when that is certain."""
    if decoded.certain:
        return ()
    other = "koi8-r" if "koi8" not in decoded.encoding.casefold() else "windows-1251"
    lost = decoded.text.count("\ufffd")
    name, encoding = shown_name(file.path), decoded.encoding
    warning = Message.of("import.guessed", name=name, encoding=encoding, other=other)
    if lost:
        warning = Message.of(
            "import.guessed-with-losses", count=lost, name=name, encoding=encoding, other=other
        )
    return (Warned(file.shown, warning),)


def refuse_blank(text: str, name: str) -> None:
    """Raise `InputError` where `text` has nothing but white space in it."""
    if not text.strip():
        raise InputError("import.only-space", name=name)


def os_trouble(path: Path, error: OSError) -> Message:
    """What the system said about `path`, with a way out."""
    if isinstance(error, FileNotFoundError):
        return Message.of("import.no-such-path", name=path)
    if isinstance(error, PermissionError):
        return Message.of("import.not-permitted", name=path)
    reason = error.strerror or type(error).__name__
    return Message.of("import.file-unreadable", name=path, reason=reason)


def _too_long(name: str, size: int) -> Message:
    return Message.of(
        "import.file-too-long", name=name, size=round(size / _MIB), most=MAX_BYTES // _MIB
    )
