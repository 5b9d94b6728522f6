"""What a masthead says, in words: pure functions of a reading."""

from __future__ import annotations

from viewer.services.types import ExcerptReading, Kind
from viewer.text.dates import shown_date
from viewer.text.directions import isolated, isolated_line
from viewer.text.languages import language_name
from viewer.text.wording import NO_NEWSPAPER


def newspaper(reading: ExcerptReading) -> tuple[str, str]:
    """(title, title in its own script or empty)."""
    publication = reading.article.publication
    if publication is None:
        return NO_NEWSPAPER, ""
    original = publication.original_title
    return publication.title, original if original != publication.title else ""


def issue(reading: ExcerptReading, *, short: bool = False) -> str:
    """Date, edition, page and column as far as known: "14 August 1945 · page 5"."""
    edition = "" if short else reading.article.edition
    return isolated_line((date(reading, short=short), edition, _page(reading, short=short)))


def issue_in_fewer_words(reading: ExcerptReading) -> tuple[str, ...]:
    """`issue`, then the same without the edition, then short: the first that has room is shown."""
    without = isolated_line((date(reading), _page(reading)))
    return issue(reading), without, issue(reading, short=True)


def date(reading: ExcerptReading, *, short: bool = False) -> str:
    """The date of the issue, or a word for its absence."""
    stated = reading.article.issue_date
    return shown_date(stated, short=short) if stated else "undated"


def kind_in_full(reading: ExcerptReading) -> str:
    """What the words are where they are not the newspaper's own, never shortened: "English
    translation from Russian, not the words as printed · the Russian text is not held"; else empty.
    """
    kind = reading.kind
    if not kind.caution:
        return ""
    original = _original_language(reading)
    of = f" from {original}" if original and kind is Kind.TRANSLATION else ""
    named = f"{_language(reading.language)} {kind.label}{of}".strip()
    named = f"{named[0].upper()}{named[1:]}, {kind.caution}"
    return isolated_line((named, _what_is_not_held(reading, original)))


def origin(reading: ExcerptReading) -> str:
    """Place, language, kind and carrier: "Manchester · English extract, as quoted in …".

    Without language and kind where `kind_in_full` says them.
    """
    publication = reading.article.publication
    place = publication.place if publication else ""
    carrier = reading.source.citation or reading.source.file_name
    return isolated_line((place, _kind(reading, carrier)))


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
    return isolated_line((article.byline, article.dateline))


def _page(reading: ExcerptReading, *, short: bool = False) -> str:
    article = reading.article
    page = f"{'p.' if short else 'page'} {article.page}" if article.page else ""
    column = f"{'col.' if short else 'column'} {article.column}" if article.column else ""
    return ", ".join(part for part in (page, column) if part)


def _kind(reading: ExcerptReading, carrier: str) -> str:
    language = _language(reading.language)
    said = {
        Kind.TRANSCRIPTION: f"{language} transcription",
        Kind.OCR: f"{language} text by OCR",
        Kind.EXTRACT: f"{language} extract",
    }.get(reading.kind, "")
    quoted = reading.kind in {Kind.EXTRACT, Kind.TRANSLATION}
    source = f"{'as quoted in' if quoted else 'from'} {isolated(carrier)}" if carrier else ""
    return ", ".join(part for part in (said.strip(), source) if part)


def _what_is_not_held(reading: ExcerptReading, original: str) -> str:
    """That the newspaper's own words are not in the archive, where they are not."""
    if reading.own_words_held:
        return ""
    return f"the {original} text is not held" if original else "its own words are not held"


def _original_language(reading: ExcerptReading) -> str:
    """The language of the newspaper, where the text is in another."""
    publication = reading.article.publication
    original = _language(publication.language) if publication else ""
    return "" if original == _language(reading.language) else original


def _language(tag: str) -> str:
    """A language in running words: without its region, and empty where it is not stated."""
    return language_name(tag.partition("-")[0]) if tag else ""
