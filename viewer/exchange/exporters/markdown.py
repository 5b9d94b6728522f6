"""Passages as Markdown: a section for each newspaper, each passage a block quotation with its
footnote, note and tags.

Newspapers come in the order in which they first occur, passages in the order given, each once.
Quotes are escaped for CommonMark (with the tables and strike-through of its dialects) so that
they render as they are stored, to the character: line ends are hard breaks, a blank line parts
paragraphs, and white space that Markdown would swallow is written as a character reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO

from viewer.exchange.exporters.rows import ExportInfo, ExportPassage
from viewer.text.wording import NO_NEWSPAPER

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|#$]")
#: What begins a list, a rule or the line under a heading, at the start of a line.
_OPENING = re.compile(r"\d{1,9}(?=[.)])|(?=[-+=:])")
#: Control characters have no reference in CommonMark; they stay as they are.
_NO_REFERENCE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def write(passages: Iterable[ExportPassage], stream: IO[bytes], info: ExportInfo) -> int:
    """Write a document; how many passages. All are held at once, to be put in sections."""
    sections: dict[str, list[ExportPassage]] = {}
    count = 0
    for passage in passages:
        sections.setdefault(passage.publication, []).append(passage)
        count += 1
    _put(stream, _head(info, count))
    for publication, members in sections.items():
        _put(stream, [f"## {escape_line(publication or NO_NEWSPAPER)}", ""])
        for passage in members:
            _put(stream, _entry(passage))
    return count


def escape_line(text: str) -> str:
    """`text` on one line, every character of it literal."""
    return _line(" ".join(text.split("\n")))


def escape_text(text: str) -> str:
    """`text` as paragraphs that render as it stands.

    A blank line parts paragraphs, any other LF is a hard break; further LF are references.
    """
    core = text.strip("\n")
    before = text.index(core) if core else len(text)
    pieces = ["&#10;" * before]
    for index, part in enumerate(re.split(r"(\n{2,})", core)):
        if index % 2:
            pieces.append("\n\n" + "&#10;" * (len(part) - 2))
        else:
            pieces.append("\\\n".join(_line(line) for line in part.split("\n")))
    pieces.append("&#10;" * (len(text) - before - len(core)))
    return "".join(pieces)


def _line(line: str) -> str:
    """A line with its markup escaped, white space at its edges as character references."""
    words = line.lstrip()
    before = line[: len(line) - len(words)]
    words = words.rstrip()
    behind = line[len(before) + len(words) :]
    words = _SPECIAL.sub(lambda match: f"\\{match[0]}", words)
    opening = _OPENING.match(words)
    if opening:
        words = f"{words[: opening.end()]}\\{words[opening.end() :]}"
    return _references(before) + words + _references(behind)


def _references(spaces: str) -> str:
    return "".join(space if _NO_REFERENCE.match(space) else f"&#{ord(space)};" for space in spaces)


def _head(info: ExportInfo, count: int) -> list[str]:
    limits = [f"query: {escape_line(info.query)}"] if info.query else []
    limits += [f"tag: {escape_line(info.tag)}"] if info.tag else []
    passages = "1 passage" if count == 1 else f"{count:,} passages"
    facts = [
        passages,
        *limits,
        f"exported {escape_line(info.exported_at)} by Archive Viewer {info.program_version}",
    ]
    title = escape_line(info.archive_title or "an archive")
    return [f"# Passages from {title}", "", "; ".join(facts), ""]


def _entry(passage: ExportPassage) -> Iterator[str]:
    for line in escape_text(passage.quote).split("\n"):
        yield f"> {line}".rstrip()
    yield from ("", escape_line(passage.citation), "")
    if passage.note:
        yield from (f"Note: {escape_text(passage.note)}", "")
    if passage.tags:
        yield from (f"Tags: {', '.join(escape_line(path) for path in passage.tag_paths)}", "")
    place = f"Text: version {passage.version_number}, characters {passage.start}–{passage.end}"
    state = "" if passage.state == "exact" else f", {passage.state}"
    sha256 = f", SHA-256 `{passage.version_sha256}`" if passage.version_sha256 else ""
    yield from (f"{place}{state}{sha256}", "")


def _put(stream: IO[bytes], lines: Iterable[str]) -> None:
    for line in lines:
        stream.write(f"{line}\n".encode())
