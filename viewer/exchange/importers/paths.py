"""Reading whatever the user named: the way from paths to records, one file at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from viewer.base.errors import InputError
from viewer.base.file_names import shown_path
from viewer.base.jobs import CancelToken
from viewer.exchange.importers.folder import Found, walk
from viewer.exchange.importers.formats import (
    IMPORT_FORMATS,
    ImportFormat,
    format_of,
)
from viewer.exchange.importers.records import Outcome, ReadOptions, Skipped
from viewer.exchange.importers.source_file import os_trouble, read_source, shown_name
from viewer.text.encoding import text_encoding
from viewer.text.languages import language_tag


def read_paths(
    paths: Iterable[Path | str],
    format: str = "",
    encoding: str = "",
    language: str = "",
    cancel: CancelToken | None = None,
    encodings: Mapping[Path, str] | None = None,
    guessed_as: str = "",
) -> Iterator[Outcome]:
    """Read files and folders lazily, in the order named, folders in sorted order.

    The suffix of a file chooses its reader, unless `format` (a name of one of `IMPORT_FORMATS`)
    forces one for all files. `encoding` overrides the guess, `encodings` that of single files by
    their paths as they are reached; `guessed_as` is taken in place of a guess, where it fits.
    `language` is for texts that do not name theirs.
    Trouble with a file or a row is a `Skipped` of its own and never stops the rest. Raises
    `InputError` at once for a format, encoding or language that does not exist, `Cancelled` while
    iterating.
    """
    forced = _forced(format)
    asked = ReadOptions(
        encoding=_encoding_of(encoding),
        language=_tag_of(language),
        encodings={path: text_encoding(name) for path, name in (encodings or {}).items()},
        guessed_as=_encoding_of(guessed_as),
        cancel=cancel or CancelToken(),
    )
    return _read([Path(path) for path in paths], forced, asked)


def count_paths(
    paths: Iterable[Path | str], format: str = "", cancel: CancelToken | None = None
) -> int:
    """About how many records `read_paths` will yield, warnings apart, for showing progress.

    Tables are opened to count their rows, other files are not. Raises as `read_paths` does.
    """
    forced = _forced(format)
    asked = ReadOptions(cancel=cancel or CancelToken())
    found = walk([Path(path) for path in paths], forced, asked)
    return sum(one.texts if isinstance(one, Found) else 1 for one in found)


def _read(paths: list[Path], forced: ImportFormat | None, asked: ReadOptions) -> Iterator[Outcome]:
    for found in walk(paths, forced, asked):
        asked.cancel.check()
        if isinstance(found, Skipped):
            yield found
            continue
        try:
            yield from _read_file(found.path, forced or format_of(found.path), asked)
        except InputError as error:
            yield Skipped(shown_path(found.path), error.message)
        except OSError as error:
            yield Skipped(shown_path(found.path), os_trouble(found.path, error))


def _read_file(path: Path, format: ImportFormat | None, asked: ReadOptions) -> Iterator[Outcome]:
    if format is None:
        # A path that does not exist is told so, whatever its suffix.
        path.stat()
        known = [each.suffix for each in IMPORT_FORMATS]
        raise InputError("import.unknown-suffix", path=shown_name(path), known=known)
    # An encoding that is chosen for a table by its path is not that of the files it lists.
    for_file = asked if format.is_table else asked.for_file(path)
    yield from format.read.load()(read_source(path), for_file)


def _forced(name: str) -> ImportFormat | None:
    """The format of this name, None where none is forced."""
    plain = name.strip().removeprefix(".")
    found = IMPORT_FORMATS.find(plain)
    if plain and found is None:
        known = [each.names[0] for each in IMPORT_FORMATS]
        raise InputError("import.unknown-format", format=name, known=known)
    return found


def _encoding_of(name: str) -> str:
    return text_encoding(name) if name.strip() else ""


def _tag_of(language: str) -> str:
    tag = language_tag(language.strip())
    if language.strip() and not tag:
        raise InputError("import.unknown-language", language=shown_path(language))
    return tag
