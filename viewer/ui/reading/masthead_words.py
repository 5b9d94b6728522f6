"""What a masthead says, in words: pure functions of a reading."""

from __future__ import annotations

from viewer.services.types import ExcerptReading, Kind
from viewer.text.dates import shown_date
from viewer.text.languages import language_name
from viewer.text.wording import NO_NEWSPAPER

_SEPARATOR = " · "


def newspaper(reading: ExcerptReading) -> tuple[str, str]:
    """(title, title in its own script or empty)."""
    publication = reading.article.publication
    if publication is None:
        return NO_NEWSPAPER, ""
    original = publication.original_title
    return publication.title, original if original != publication.title else ""


def issue(reading: ExcerptReading, *, short: bool = False) -> str:
    """Date, edition, page and column as far as known: "14 August 1945 · page 5"."""
    article = reading.article
    date = shown_date(article.issue_date, short=short) if article.issue_date else "undated"
    page = f"{'p.' if short else 'page'} {article.page}" if article.page else ""
    column = f"{'col.' if short else 'column'} {article.column}" if article.column else ""
    place = ", ".join(part for part in (page, column) if part)
    edition = "" if short else article.edition
    return _SEPARATOR.join(part for part in (date, edition, place) if part)


def origin(reading: ExcerptReading) -> str:
    """Place, language, kind and carrier: "Manchester · English extract, as quoted in …"."""
    publication = reading.article.publication
    place = publication.place if publication else ""
    carrier = reading.source.citation or reading.source.file_name
    return _SEPARATOR.join(part for part in (place, _kind(reading, carrier)) if part)


def full_source(reading: ExcerptReading) -> str:
    """Everything known of where the text came from, in lines of plain text."""
    source = reading.source
    lines = [
        source.citation,
        f"Place in the source: {reading.place_in_source}" if reading.place_in_source else "",
        f"File: {source.file_name}" if source.file_name else "",
        f"Version {reading.version_number} of the text",
        reading.note,
        reading.article.note,
    ]
    return "\n".join(line for line in lines if line)


def headline(reading: ExcerptReading) -> str:
    """The headline, or a word for its absence."""
    return reading.article.headline or "No headline"


def byline(reading: ExcerptReading) -> str:
    """Byline and dateline, as far as known."""
    article = reading.article
    return _SEPARATOR.join(part for part in (article.byline, article.dateline) if part)


def _kind(reading: ExcerptReading, carrier: str) -> str:
    language = _language(reading.language)
    publication = reading.article.publication
    original = _language(publication.language) if publication else ""
    said = {
        Kind.TRANSCRIPTION: f"{language} transcription",
        Kind.OCR: f"{language} text by OCR",
        Kind.EXTRACT: f"{language} extract",
        Kind.TRANSLATION: f"{language} translation",
        Kind.ABSTRACT: f"{language} abstract",
    }[reading.kind].strip()
    if reading.kind is Kind.TRANSLATION and original not in {"", language}:
        said += f" from {original}"
    if not carrier:
        return said
    quoted = reading.kind in {Kind.EXTRACT, Kind.TRANSLATION}
    return f"{said}, as quoted in {carrier}" if quoted else f"{said}, from {carrier}"


def _language(tag: str) -> str:
    """A language in running words: without its region, and empty where it is not stated."""
    return language_name(tag.partition("-")[0]) if tag else ""
