"""Reading whatever the user named: the way from paths to records, one file at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from viewer.base.errors import InputError
from viewer.base.file_names import shown_path
from viewer.base.jobs import CancelToken
from viewer.exchange.importers.csv_manifest import TABLE_SUFFIXES, read_manifest
from viewer.exchange.importers.folder import Found, walk
from viewer.exchange.importers.records import Outcome, ReadOptions, Skipped
from viewer.exchange.importers.source_file import os_trouble, read_source, shown_name
from viewer.exchange.importers.text_readers import TEXT_READERS
from viewer.text.encoding import text_encoding
from viewer.text.languages import language_tag

#: Names of formats that can be forced, and the suffix whose reader each stands for.
FORMATS: dict[str, str] = {
    "txt": ".txt",
    "text": ".txt",
    "plain": ".txt",
    "md": ".md",
    "markdown": ".md",
    "html": ".html",
    "htm": ".html",
    "csv": ".csv",
    "tsv": ".tsv",
}


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

    The suffix of a file chooses its reader, unless `format` (a key of `FORMATS`) forces one for
    all files. `encoding` overrides the guess, `encodings` that of single files by their paths as
    they are reached; `guessed_as` is taken in place of a guess, where it fits. `language` is for
    texts that do not name theirs.
    Trouble with a file or a row is a `Skipped` of its own and never stops the rest. Raises
    `InputError` at once for a format, encoding or language that does not exist, `Cancelled` while
    iterating.
    """
    forced = _suffix_of(format)
    asked = ReadOptions(
        encoding=_encoding_of(encoding),
        language=_tag_of(language),
        encodings={path: text_encoding(name) for path, name in (encodings or {}).items()},
        guessed_as=_encoding_of(guessed_as),
    )
    return _read([Path(path) for path in paths], forced, asked, cancel or CancelToken())


def count_paths(
    paths: Iterable[Path | str], format: str = "", cancel: CancelToken | None = None
) -> int:
    """About how many records `read_paths` will yield, warnings apart, for showing progress.

    Tables are opened to count their rows, other files are not. Raises as `read_paths` does.
    """
    forced = _suffix_of(format)
    found = walk(
        [Path(path) for path in paths],
        lambda path: _suffix(path, forced) in TABLE_SUFFIXES,
        ReadOptions(),
        cancel or CancelToken(),
    )
    return sum(one.texts if isinstance(one, Found) else 1 for one in found)


def _read(
    paths: list[Path], forced: str, asked: ReadOptions, cancel: CancelToken
) -> Iterator[Outcome]:
    def is_table(path: Path) -> bool:
        return _suffix(path, forced) in TABLE_SUFFIXES

    for found in walk(paths, is_table, asked, cancel):
        cancel.check()
        if isinstance(found, Skipped):
            yield found
            continue
        try:
            yield from _read_file(found.path, _suffix(found.path, forced), asked, cancel)
        except InputError as error:
            yield Skipped(shown_path(found.path), str(error))
        except OSError as error:
            yield Skipped(shown_path(found.path), os_trouble(found.path, error))


def _read_file(
    path: Path, suffix: str, asked: ReadOptions, cancel: CancelToken
) -> Iterator[Outcome]:
    if suffix in TABLE_SUFFIXES:
        yield from read_manifest(read_source(path), asked, cancel)
    elif suffix in TEXT_READERS:
        yield from TEXT_READERS[suffix](read_source(path), asked.for_file(path))
    else:
        # A path that does not exist is told so, whatever its suffix.
        path.stat()
        raise InputError(
            f"“{shown_name(path)}” is not a kind of file that can be read; .txt, .md, .html, "
            ".csv and .tsv can."
        )


def _suffix(path: Path, forced: str) -> str:
    return forced or path.suffix.casefold()


def _suffix_of(format: str) -> str:
    name = format.strip().casefold().removeprefix(".")
    if name and name not in FORMATS:
        raise InputError(
            f"“{format}” is no format that can be imported; txt, md, html, csv and tsv are."
        )
    return FORMATS.get(name, "")


def _encoding_of(name: str) -> str:
    return text_encoding(name) if name.strip() else ""


def _tag_of(language: str) -> str:
    tag = language_tag(language.strip())
    if language.strip() and not tag:
        raise InputError(
            f"“{shown_path(language)}” is no language that is known here. Write its name or its "
            "code, such as Russian or ru."
        )
    return tag
