"""What a file, a table row or a page says about its text, under the names people write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from viewer.base.errors import InputError
from viewer.base.messages import Message
from viewer.exchange.importers.records import SourceRecord, TextFacts, TextRecord
from viewer.text.canonical import canonical
from viewer.text.dates import parse_date
from viewer.text.kinds import KINDS, Kind
from viewer.text.languages import language_tag
from viewer.text.scripts import guess_language

_KIND_NAMES = {
    "transcript": "transcription",
    "quotation": "extract",
    "excerpt": "extract",
    "translated": "translation",
    "summary": "abstract",
}
_DATE_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_BLANKS = re.compile(r"[\x00-\x20\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(TextFacts):
    """What a file states of its text, each field checked; `citation` is that of the carrier."""

    citation: str = ""


def one_line(value: str) -> str:
    """`value` without line ends, control characters and doubled spaces; NBSP stays."""
    return _BLANKS.sub(" ", value).strip()


def check_facts(given: Mapping[str, str], name: str) -> tuple[Facts, tuple[Message, ...]]:
    """Check values by field; what cannot be used goes to the note and is complained of.

    `name` is what complaints call the file or row. Fields that are not of `Facts` are ignored.
    """
    values = {
        field.name: one_line(given.get(field.name, ""))
        for field in fields(Facts)
        if field.name != "note"
    }
    notes = [canonical(given.get("note", "")).strip()]
    complaints: list[Message] = []

    for field, what, read, complaint in _CHECKS:
        raw = values[field]
        if raw and not (read_as := read(raw)):
            notes.append(f"{what} as given: {raw}")
            complaints.append(complaint(name, raw))
            values[field] = ""
        elif raw:
            values[field] = read_as
    return Facts(**values, note="\n".join(filter(None, notes))), tuple(complaints)


def record_of(
    path: str, text: str, facts: Facts, source: SourceRecord, language: str = ""
) -> TextRecord:
    """The record of a text; `language` is for one whose facts name none, else it is guessed."""
    given = {field.name: getattr(facts, field.name) for field in fields(TextFacts)}
    given["language"] = facts.language or language or guess_language(text)
    given["kind"] = facts.kind or Kind.TRANSCRIPTION.value
    return TextRecord(path=path, text=text, source=source, **given)


def _edtf(value: str) -> str:
    """`value` as an EDTF date, empty if it is none. Of a date with a time the day counts."""
    with_time = _DATE_AND_TIME.fullmatch(value)
    try:
        return parse_date(with_time[1] if with_time else value).text
    except InputError:
        return ""


def _kind(value: str) -> str:
    plain = value.casefold()
    plain = _KIND_NAMES.get(plain, plain)
    return plain if plain in KINDS else ""


def _no_date(name: str, given: str) -> Message:
    return Message.of("import.no-date", name=name, given=given)


def _no_kind(name: str, given: str) -> Message:
    known = Message.of("series", parts=KINDS)
    taken = Kind.TRANSCRIPTION.value
    return Message.of("import.no-kind", name=name, given=given, known=known, taken=taken)


def _no_language(name: str, given: str) -> Message:
    return Message.of("import.no-language", name=name, given=given)


#: Field, what the note calls it, how it is read, and what to say where it cannot be read.
_CHECKS: tuple[
    tuple[str, str, Callable[[str], str], Callable[[str, str], Message]],
    ...,
] = (
    ("issue_date", "Date", _edtf, _no_date),
    ("kind", "Kind", _kind, _no_kind),
    ("language", "Language", language_tag, _no_language),
)
