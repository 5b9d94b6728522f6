"""Which of the files that the user named are in an encoding that can only be guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.base.errors import InputError
from viewer.base.jobs import CancelToken
from viewer.exchange.importers.csv_manifest import TABLE_SUFFIXES, listed_files
from viewer.exchange.importers.folder import Found, walk
from viewer.exchange.importers.paths import FORMATS
from viewer.exchange.importers.records import ReadOptions
from viewer.exchange.importers.source_file import SourceFile, read_source
from viewer.exchange.importers.text_readers import TEXT_READERS
from viewer.text.canonical import canonical
from viewer.text.encoding import Decoded, decode, ranked_guesses
from viewer.text.guessed_files import GuessedFile, Reading
from viewer.text.languages import language_tag

#: How many lines of a reading are shown, and how long they are. Code points.
LINES = 3
LONGEST_LINE = 110
#: How far into a text lines are looked for. Code points.
_LOOKED_AT = 200_000
_PAGES = (".html", ".htm")
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
    token = cancel or CancelToken()
    forced = FORMATS.get(format, "")
    asked = ReadOptions(language=language_tag(language))

    def suffix(path: Path) -> str:
        return forced or path.suffix.casefold()

    for found in walk(
        [Path(path) for path in paths], lambda path: suffix(path) in TABLE_SUFFIXES, asked, token
    ):
        if not isinstance(found, Found):
            continue
        for path in _with_listed(found.path, suffix(found.path), asked):
            token.check()
            guessed = _guessed(path, suffix(path), asked)
            if guessed is not None:
                yield guessed


def _with_listed(path: Path, suffix: str, asked: ReadOptions) -> Iterator[Path]:
    """A file, and where it is a table the files that it lists."""
    if suffix in TEXT_READERS or suffix in TABLE_SUFFIXES:
        yield path
    if suffix in TABLE_SUFFIXES:
        try:
            file = read_source(path)
        except (InputError, OSError):
            return
        yield from listed_files(file, asked)


def _guessed(path: Path, suffix: str, asked: ReadOptions) -> GuessedFile | None:
    try:
        file = read_source(path)
        if _decoded(file, suffix, asked).certain:
            return None
        readings = tuple(_readings(file, is_page=suffix in _PAGES, language=asked.language))
    except (InputError, OSError):
        return None
    return GuessedFile(path, readings)


def _decoded(file: SourceFile, suffix: str, asked: ReadOptions) -> Decoded:
    if suffix in _PAGES:
        from viewer.exchange.importers.html import decode_page

        return decode_page(file.data, asked)
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
