"""What a file, a table row or a page says about its text, under the names people write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from viewer.base.errors import InputError
from viewer.exchange.importers.records import KINDS, SourceRecord, TextRecord
from viewer.text.canonical import canonical
from viewer.text.dates import parse_date
from viewer.text.languages import language_tag
from viewer.text.scripts import guess_language

#: Our field, and every name it is known by in a column head or in front matter.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "full text", "fulltext", "body", "content", "article text", "текст", "эх"),
    "path": ("path", "file", "file name", "filename", "file path", "text file", "файл"),
    "headline": ("headline", "title", "heading", "заголовок", "название", "гарчиг"),
    "publication": (
        "publication", "newspaper", "paper", "journal", "site", "site name", "publication title",
        "container title", "газета", "сонин",
    ),
    "issue_date": (
        "date", "issue date", "published", "issued", "publication date", "date published", "дата",
        "огноо",
    ),
    "byline": ("byline", "author", "authors", "by", "correspondent", "автор", "зохиогч"),
    "dateline": ("dateline",),
    "place": (
        "place", "place of publication", "published in", "publication place", "city", "location",
        "место", "место издания", "город", "газар", "хот",
    ),
    "page": ("page", "pages", "страница", "полоса", "хуудас"),
    "column": ("column", "col", "столбец", "колонка"),
    "edition": ("edition", "выпуск", "дугаар"),
    "language": ("language", "lang", "язык", "хэл"),
    "kind": ("kind", "kind of text", "text kind"),
    "url": ("url", "link", "uri", "permalink", "address"),
    "note": ("note", "notes", "comment", "comments", "remark", "примечание", "тэмдэглэл"),
    "citation": ("citation", "source", "source citation", "carrier", "источник"),
    "place_in_source": ("place in source",),
}  # fmt: skip
_FIELD_OF_NAME = {name: field for field, names in NAMES.items() for name in names}

_KIND_NAMES = {
    "transcript": "transcription",
    "quotation": "extract",
    "excerpt": "extract",
    "translated": "translation",
    "summary": "abstract",
}
_DATE_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_BLANKS = re.compile(r"[\x00-\x20\x7f]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a text, each field checked; empty where it is not known."""

    headline: str = ""
    publication: str = ""
    issue_date: str = ""
    byline: str = ""
    dateline: str = ""
    place: str = ""
    page: str = ""
    column: str = ""
    edition: str = ""
    language: str = ""
    kind: str = ""
    url: str = ""
    note: str = ""
    citation: str = ""
    place_in_source: str = ""


def field_of(name: str) -> str:
    """Our field for a column head or front-matter key, in any case; empty if it is none."""
    plain = " ".join(name.replace("_", " ").replace("-", " ").split()).casefold()
    return _FIELD_OF_NAME.get(plain, "")


def one_line(value: str) -> str:
    """`value` without line ends, control characters and doubled spaces; NBSP stays."""
    return _BLANKS.sub(" ", value).strip()


def check_facts(given: Mapping[str, str]) -> tuple[Facts, tuple[str, ...]]:
    """Check values by field; what cannot be used goes to the note and is complained of.

    A complaint is a sentence without its subject ("gives the date …"), to be put behind the name
    of the file or row. Fields that are not of `Facts` are ignored.
    """
    values = {
        field: one_line(given.get(field, ""))
        for field in Facts.__dataclass_fields__
        if field != "note"
    }
    notes = [canonical(given.get("note", "")).strip()]
    complaints: list[str] = []

    for field, what, read, outcome in _CHECKS:
        raw = values[field]
        if raw and not (read_as := read(raw)):
            notes.append(f"{what.capitalize()} as given: {raw}")
            complaints.append(f"gives the {what} “{raw}”, {outcome}")
            values[field] = ""
        elif raw:
            values[field] = read_as
    return Facts(**values, note="\n".join(filter(None, notes))), tuple(complaints)


def record_of(
    path: str, text: str, facts: Facts, source: SourceRecord, language: str = ""
) -> TextRecord:
    """The record of a text; `language` is for one whose facts name none, else it is guessed."""
    return TextRecord(
        path=path,
        text=text,
        source=source,
        language=facts.language or language or guess_language(text),
        kind=facts.kind or KINDS[0],
        headline=facts.headline,
        byline=facts.byline,
        dateline=facts.dateline,
        place=facts.place,
        publication=facts.publication,
        issue_date=facts.issue_date,
        edition=facts.edition,
        page=facts.page,
        column=facts.column,
        url=facts.url,
        note=facts.note,
        place_in_source=facts.place_in_source,
    )


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


_IN_NOTE = "and what was given stands in its note"
#: Field, what it is called, how it is read, and what happens where it cannot be read.
_CHECKS: tuple[tuple[str, str, Callable[[str], str], str], ...] = (
    ("issue_date", "date", _edtf, f"which is no date; it came in undated, {_IN_NOTE}."),
    (
        "kind",
        "kind",
        _kind,
        f"which is none of {', '.join(KINDS)}; it came in as {KINDS[0]}, {_IN_NOTE}.",
    ),
    (
        "language",
        "language",
        language_tag,
        f"which is no language that is known here; its language was guessed, {_IN_NOTE}.",
    ),
)
