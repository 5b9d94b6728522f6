"""Passages as Markdown: a section for each newspaper, each passage with its footnote, note, tags
and links, and at the end the texts that the passages were compared with.

Newspapers come in the order in which they first occur, passages in the order given, each once.
Footnotes are numbered through the document (`[^1]`, as Pandoc, GitHub and others read them), one
for each passage, so that a link may point to a passage by the number of its note.

What a newspaper printed is a block quotation. A translation is one as well, under a line that says
so. An abstract is not: its words are no quotation, and a line says that before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import IO

from viewer.exchange.citation import in_translation
from viewer.exchange.exporters.markdown_text import escape_line, escape_text, with_footnote
from viewer.exchange.exporters.rows import ExportInfo, ExportLink, ExportPassage, count_links
from viewer.text.kinds import AnchorState, Kind
from viewer.text.wording import NO_NEWSPAPER

#: Passages by newspaper, each with the number of its footnote.
_Sections = Mapping[str, Sequence[tuple[int, ExportPassage]]]


def write(passages: Iterable[ExportPassage], stream: IO[bytes], info: ExportInfo) -> int:
    """Write a document; how many passages. All are held at once, to be put in sections."""
    sections = _numbered(passages)
    written = [each for members in sections.values() for each in members]
    numbers = {passage.annotation_uid: number for number, passage in written}
    _put(stream, _head(info, [passage for _, passage in written]))
    for publication, members in sections.items():
        _put(stream, [f"## {escape_line(publication or NO_NEWSPAPER)}", ""])
        for number, passage in members:
            _put(stream, _entry(passage, number, numbers))
    _put(stream, _texts(written))
    for number, passage in written:
        _put(stream, [_footnote(passage, number), ""])
    return len(written)


def _numbered(passages: Iterable[ExportPassage]) -> _Sections:
    """The passages in sections, numbered in the order of the document."""
    sections: dict[str, list[ExportPassage]] = {}
    for passage in passages:
        sections.setdefault(passage.publication, []).append(passage)
    numbered = {}
    first = 1
    for publication, members in sections.items():
        numbered[publication] = list(enumerate(members, first))
        first += len(members)
    return numbered


def _head(info: ExportInfo, passages: Sequence[ExportPassage]) -> list[str]:
    limits = [f"query: {escape_line(info.query)}"] if info.query else []
    limits += [f"tag: {escape_line(info.tag)}"] if info.tag else []
    links = count_links(passages)
    facts = [
        _counted(len(passages), "passage"),
        *([_counted(links, "link")] if links else []),
        *limits,
        f"exported {escape_line(info.exported_at)} by Archive Viewer {info.program_version}",
    ]
    title = escape_line(info.archive_title or "an archive")
    return [f"# Passages from {title}", "", "; ".join(facts), ""]


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _entry(passage: ExportPassage, number: int, numbers: Mapping[str, int]) -> Iterator[str]:
    kind = passage.text_kind
    words = with_footnote(escape_text(passage.quote), number)
    if kind.caution:
        yield from (f"{_lead(passage)}, {kind.caution}:", "")
    if kind is Kind.ABSTRACT:
        yield from (words, "")
    else:
        yield from (f"> {line}".rstrip() for line in words.split("\n"))
        yield ""
    if kind.is_own_words:
        yield from (f"Kind of text: {kind.label}", "")
    if passage.note:
        yield from (f"Note: {escape_text(passage.note)}", "")
    if passage.tags:
        yield from (f"Tags: {', '.join(escape_line(path) for path in passage.tag_paths)}", "")
    if passage.links:
        yield from ("Links:", "")
        yield from (f"- {_link(link, numbers)}" for link in passage.links)
        yield ""


def _lead(passage: ExportPassage) -> str:
    """How what is no plain quotation begins: "**Abstract**", "**Translation** from Russian"."""
    if passage.text_kind is Kind.ABSTRACT:
        return "**Abstract**"
    said = in_translation(passage.kind, passage.language, passage.original_language)
    return said.replace("in translation", "**Translation**")


def _link(link: ExportLink, numbers: Mapping[str, int]) -> str:
    """The link as part of a sentence about the passage, with what leads to its other end."""
    number = numbers.get(link.other.annotation_uid)
    brief = escape_line(link.other.brief)
    where = f"note {number}" if number else "a passage that is not in this document"
    said = f"{link.kind} {where}" if link.outgoing else f"{where} {link.kind} this"
    note = f". Note: {escape_line(link.note)}" if link.note else ""
    return f"{said}: {brief}{note}"


def _texts(written: Sequence[tuple[int, ExportPassage]]) -> Iterator[str]:
    """The versions with their hashes: to find a text again, and to prove that it is the same."""
    by_version: dict[str, list[int]] = {}
    described: dict[str, str] = {}
    for number, passage in written:
        if passage.version_sha256:
            by_version.setdefault(passage.version_uid, []).append(number)
            described[passage.version_uid] = (
                f"{escape_line(passage.short_citation)}: version {passage.version_number}, "
                f"SHA-256 `{passage.version_sha256}`"
            )
    if not described:
        return
    yield from ("## Texts", "")
    yield from ("Each passage was compared with its text when it was exported.", "")
    for uid, numbers in by_version.items():
        word = "note" if len(numbers) == 1 else "notes"
        yield f"- {described[uid]}; {word} {_ranges(numbers)}"
    yield ""


def _ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers, shortened: "1–3, 7"."""
    shown = []
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        first, *rest = (number for _, number in run)
        shown.append(f"{first}–{rest[-1]}" if rest else str(first))
    return ", ".join(shown)


def _footnote(passage: ExportPassage, number: int) -> str:
    state = "" if passage.state == AnchorState.EXACT else f", {passage.state}"
    place = f"version {passage.version_number}, characters {passage.start}–{passage.end}{state}"
    return f"[^{number}]: {escape_line(passage.citation)} Text: {place}."


def _put(stream: IO[bytes], lines: Iterable[str]) -> None:
    for line in lines:
        stream.write(f"{line}\n".encode())
