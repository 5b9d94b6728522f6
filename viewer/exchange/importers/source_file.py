"""The bytes of one file: bounded, read once, and the sentences for when they cannot be had."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from viewer.base.errors import InputError
from viewer.base.file_names import shown_path
from viewer.exchange.importers.records import ReadOptions, SourceRecord, Warned
from viewer.text.canonical import sha256_of_bytes
from viewer.text.encoding import Decoded, decode

#: Longer files are not read. A book has about one mebibyte of text.
MAX_BYTES = 50 * 1024 * 1024


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
        raise InputError(f"“{name}” is not a file with text in it; name a file or a folder.")
    if facts.st_size > MAX_BYTES:
        raise InputError(_too_long(name, facts.st_size))
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(_too_long(name, len(data)))
    if not data:
        raise InputError(f"“{name}” is empty; there is no text in it to import.")
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
    sentence = (
        f"“{shown_name(file.path)}” was read as {decoded.encoding}, which is a guess"
        f"{f' and leaves {lost:,} characters unread' if lost else ''}. If letters look wrong, take "
        f"the import back and import it in another encoding, such as {other} (--encoding {other} "
        "on the command line)."
    )
    return (Warned(file.shown, sentence),)


def refuse_blank(text: str, name: str) -> None:
    """Raise `InputError` where `text` has nothing but white space in it."""
    if not text.strip():
        raise InputError(f"“{name}” holds no text but white space; there is nothing to import.")


def os_trouble(path: Path, error: OSError) -> str:
    """One sentence with a way out for what the system said about `path`."""
    name = shown_path(path)
    if isinstance(error, FileNotFoundError):
        return f"There is no file or folder “{name}”; look at the path again."
    if isinstance(error, PermissionError):
        return f"“{name}” may not be read; give yourself permission to read it and import it again."
    what = error.strerror or type(error).__name__
    return (
        f"“{name}” could not be read ({what}); copy it to another place and import it from there."
    )


def _too_long(name: str, size: int) -> str:
    return (
        f"“{name}” has {size / 1024 / 1024:.0f} MiB and more than {MAX_BYTES // 1024 // 1024} MiB "
        "are not read at once; split it into smaller files."
    )
