"""Which of the files that the user named are in an encoding that can only be guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.base.errors import InputError
from viewer.base.jobs import CancelToken
from viewer.exchange.importers.csv_manifest import listed_files
from viewer.exchange.importers.folder import Found, walk
from viewer.exchange.importers.formats import IMPORT_FORMATS, ImportFormat, format_of
from viewer.exchange.importers.records import ReadOptions
from viewer.exchange.importers.source_file import SourceFile, read_source
from viewer.text.canonical import canonical
from viewer.text.encoding import Decoded, decode, ranked_guesses
from viewer.text.guessed_files import GuessedFile, Reading
from viewer.text.languages import language_tag

#: How many lines of a reading are shown, and how long they are. Code points.
LINES = 3
LONGEST_LINE = 110
#: How far into a text lines are looked for. Code points.
_LOOKED_AT = 200_000
_TAG = re.compile(r"<[^<>]{0,500}>")


def guessed_files(
    paths: Iterable[Path],
    format: str = "",
    language: str = "",
    cancel: CancelToken | None = None,
) -> Iterator[GuessedFile]:
    """The files that `read_paths` would read by a guess, in its order; others are passed over.

    Each is read whole: one byte tells that a file is no UTF-8. Files that cannot be read are the
    import's to report. Raises `Cancelled` while iterating.
    """
    forced = IMPORT_FORMATS.find(format)
    asked = ReadOptions(language=language_tag(language), cancel=cancel or CancelToken())
    for found in walk([Path(path) for path in paths], forced, asked):
        if not isinstance(found, Found):
            continue
        for path, known in _with_listed(found.path, forced, asked):
            asked.cancel.check()
            guessed = _guessed(path, known, asked)
            if guessed is not None:
                yield guessed


def _with_listed(
    path: Path, forced: ImportFormat | None, asked: ReadOptions
) -> Iterator[tuple[Path, ImportFormat | None]]:
    """A file that can be read and its format, and where it is a table the files that it lists."""
    known = forced or format_of(path)
    if known is None:
        return
    yield path, known
    if known.is_table:
        try:
            file = read_source(path)
        except (InputError, OSError):
            return
        for each in listed_files(file, asked):
            yield each, forced or format_of(each)


def _guessed(path: Path, known: ImportFormat | None, asked: ReadOptions) -> GuessedFile | None:
    is_page = known is not None and known.is_marked_up
    try:
        file = read_source(path)
        if _decoded(file, known, asked).certain:
            return None
        readings = tuple(_readings(file, is_page=is_page, language=asked.language))
    except (InputError, OSError):
        return None
    return GuessedFile(path, readings)


def _decoded(file: SourceFile, known: ImportFormat | None, asked: ReadOptions) -> Decoded:
    if known is not None and known.decode is not None:
        return known.decode.load()(file.data, asked)
    return decode(file.data, "", asked.language)


def _readings(file: SourceFile, *, is_page: bool, language: str) -> Iterator[Reading]:
    for place, decoded in enumerate(ranked_guesses(file.data, language)):
        if place == 0 or "\ufffd" not in decoded.text:
            yield Reading(decoded.encoding, _telling_lines(decoded.text, is_page=is_page))


def _telling_lines(text: str, *, is_page: bool) -> tuple[str, ...]:
    """The first lines with letters that are not ASCII, from a little before those letters on."""
    lines = []
    for raw in canonical(text[:_LOOKED_AT]).split("\n"):
        line = " ".join((_TAG.sub(" ", raw) if is_page else raw).split())
        first = next((place for place, letter in enumerate(line) if letter > "\x7f"), -1)
        if first >= 0:
            start = max(first - 20, 0) if first > LONGEST_LINE // 2 else 0
            lines.append(("…" if start else "") + line[start : start + LONGEST_LINE])
        if len(lines) == LINES:
            break
    return tuple(lines)
