"""The footnote for a newspaper item, in plain text.

The form is that of the Chicago Manual of Style's notes: author, “title,” newspaper (place), date,
with the American order of dates and punctuation within the quotation marks. Of set purpose it
goes beyond it in what readers of old newspapers need:

- edition, page and column stand behind the date (Chicago leaves out pages, as editions differ);
- the title in the paper's own script stands in brackets behind its title;
- a text known only through another carrier says so: "as quoted in …" for extracts and
  translations, "after …" for abstracts;
- words that the paper did not print say so: a translation names the language that it is from, an
  abstract begins with a warning, for it stands under a newspaper's name;
- what is not known is said: "Untitled item", "n.d.", "[August 9, 1945?]".

The place is left out where the newspaper's title names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from viewer.exchange.dates_in_words import american_date
from viewer.exchange.nested_quotes import as_quoted_title
from viewer.text.article_facts import ArticleFacts
from viewer.text.kinds import Kind
from viewer.text.languages import language_name

_BY = re.compile(r"by\s+", re.IGNORECASE)
_PAGE_WORD = re.compile(r"(?:pages?|pp?\.?)\s*(?=\d|[A-Z]\d)", re.IGNORECASE)
_COLUMN_WORD = re.compile(r"(?:columns?|cols?\.?)\s*(?=\d)", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;–—&]|\d\s*-\s*\d|\band\b")
_EDITION_WORD = re.compile(
    r"\b(edition|ed\.|issue|extra|number|no\.|выпуск|издание|номер|дугаар|хэвлэл)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(ArticleFacts):
    """A text of an article, with what a citation of it may name; unknown fields are empty.

    `original_title` and `place` are the newspaper's, `source_citation` is the carrier's citation.
    `language` is the text's, `original_language` the newspaper's (BCP 47).
    """

    publication: str = ""
    original_title: str = ""
    place: str = ""
    kind: str = Kind.TRANSCRIPTION.value
    language: str = ""
    original_language: str = ""
    source_citation: str = ""


def plain_citation(cited: Cited) -> str:
    """The footnote: one line that ends in a full stop."""
    headline, byline = _words(cited.headline), _words(cited.byline)
    author = byline[found.end() :] if (found := _BY.match(byline)) else byline
    title = f"{as_quoted_title(headline)} " if headline else "Untitled item, "
    rest = (
        _newspaper(*map(_words, (cited.publication, cited.original_title, cited.place))),
        american_date(cited.issue_date.strip()) or "n.d.",
        _edition(_words(cited.edition)),
        _located(cited.page, _PAGE_WORD, "p.", "pp."),
        _located(cited.column, _COLUMN_WORD, "col.", "cols."),
        _words(cited.url),
        in_translation(cited.kind, cited.language, cited.original_language),
        _carrier(cited.kind, _words(cited.source_citation)),
    )
    note = f"{Kind.ABSTRACT.described}: " if cited.kind == Kind.ABSTRACT else ""
    note += f"{author}, {title}" if author else title
    note += ", ".join(filter(None, rest))
    return note if note.endswith(".") else f"{note}."


def short_citation(cited: Cited) -> str:
    """Newspaper, date and page, and what words they are where not its own; no full stop.

    The headline takes the place of a newspaper that is not known.
    """
    headline = f"“{_words(cited.headline)}”" if cited.headline else "Untitled item"
    known = _words(cited.publication) or headline
    said = {Kind.TRANSLATION: "in translation", Kind.ABSTRACT: "abstract"}.get(Kind(cited.kind), "")
    date = american_date(cited.issue_date.strip()) or "n.d."
    page = _located(cited.page, _PAGE_WORD, "p.", "pp.")
    return ", ".join(filter(None, (known, date, page, said)))


def in_translation(kind: str, language: str, original_language: str) -> str:
    """ "in translation from Russian" for a translation, as far as its languages are known; else
    empty."""
    if kind != Kind.TRANSLATION:
        return ""
    original = original_language.partition("-")[0]
    if not original or original == language.partition("-")[0]:
        return "in translation"
    return f"in translation from {language_name(original)}"


def _words(value: str) -> str:
    """`value` on one line."""
    return re.sub(r"[ \t\r\n]+", " ", value).strip()


def _newspaper(title: str, original: str, place: str) -> str:
    if original and original.strip('«»“”"').casefold() != title.casefold():
        shown = f"{title} [{original}]" if title else original
    else:
        shown = title
    is_named = place.partition(",")[0].casefold() in shown.casefold()
    if not place or (shown and is_named):
        return shown
    return f"{shown} ({place})" if shown else place


def _edition(edition: str) -> str:
    """`edition` with the word, where it has none: "Mediterranean edition", but "fourth issue"."""
    return f"{edition} edition" if edition and not _EDITION_WORD.search(edition) else edition


def _located(value: str, word: re.Pattern[str], one: str, several: str) -> str:
    """Page or column with its abbreviation, which replaces the word that it may come with."""
    number = word.sub("", _words(value), count=1)
    if not number:
        return ""
    return f"{several if _SEVERAL.search(number) else one} {number}"


def _carrier(kind: str, source: str) -> str:
    """How the text reached us, for kinds of text that are not the paper's own page."""
    match kind:
        case Kind.EXTRACT | Kind.TRANSLATION:
            return f"as quoted in {source}" if source else ""
        case Kind.ABSTRACT:
            return f"after {source}" if source else ""
    return ""
