"""The lines above a page's text that only repeat what its record says: headline, byline, date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from viewer.base.errors import InputError
from viewer.exchange.importers.facts import Facts
from viewer.exchange.importers.main_text import letters
from viewer.text.dates import parse_date

#: A headline may stand behind shorter words ("World news"), byline and date behind a sentence or
#: two that sum the text up. Code points.
_LONGEST_KICKER = 60
_LONGEST_SUMMARY = 300
_MOST_KEPT = 2
#: What parts a byline from a date in one line.
_PARTING = re.compile(r"\s+[-–—]\s+|[|•·\t/]")
#: What may stand before a byline, and before a date.
_BY = re.compile(
    r"(?:(?:written|story|report|text|words)\s+)?(?:by|from|author|автор|текст|зохиогч|"
    r"сурвалжлагч)\b\s*:?\s*",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:published|posted|date|опубликовано|дата|нийтэлсэн|огноо)\b(?:\s+on\b)?\s*:?\s*",
    re.IGNORECASE,
)
#: A byline that is read from the text has no more words than these.
_MOST_WORDS = 6


def stated_times(tree: HtmlElement) -> dict[str, str]:
    """The letters of each `time` element, and the day that it states for them."""
    return {
        letters(element.text_content()): str(element.get("datetime") or "")[:10]
        for element in tree.iter("time")
    }


def facts_above(paragraphs: Sequence[str], given: dict[str, str]) -> None:
    """Fill in the byline and the date from the lines above the text, where `given` has none."""
    for paragraph in paragraphs[: _MOST_KEPT + 1]:
        if len(paragraph) > _LONGEST_SUMMARY:
            return
        for piece in (each for line in paragraph.split("\n") for each in _PARTING.split(line)):
            led = _BY.match(piece.strip())
            name = piece.strip()[led.end() :] if led else ""
            if name and not given["byline"] and len(name.split()) <= _MOST_WORDS:
                given["byline"] = name
            day = _day(_bare(_ON, piece.strip()))
            if len(day) == len("1945-08-09") and not given["issue_date"]:
                given["issue_date"] = day


def without_repeats(paragraphs: Sequence[str], facts: Facts, times: Mapping[str, str]) -> list[str]:
    """`paragraphs` without the lines at their head that say nothing that `facts` does not.

    A line goes where all of it is headline, byline, date or the newspaper's title. What stands
    between such lines stays, and everything stays where there is nothing else.
    """
    known = _Known(facts, times)
    kept: list[str] = []
    for place, paragraph in enumerate(paragraphs):
        if any(len(each) > _LONGEST_KICKER for each in kept):
            known.forget_headline()
        if len(kept) > _MOST_KEPT or any(len(each) > _LONGEST_SUMMARY for each in kept):
            return [*kept, *paragraphs[place:]]
        lines = known.without_known(paragraph.split("\n"))
        if lines:
            kept.append("\n".join(lines))
    return kept or list(paragraphs)


class _Known:
    """What the record says."""

    def __init__(self, facts: Facts, times: Mapping[str, str]) -> None:
        headline = facts.headline
        # A title often has the newspaper's name behind it, and the heading on the page has not.
        first = re.split(r"\s+[|–—-]\s+", headline)[0]
        self._headlines = {letters(headline), letters(first)} - {""}
        self._bylines = {letters(facts.byline), letters(facts.publication)} - {""}
        self._bylines |= {letters(each) for each in re.split(r"[,;]", facts.byline)} - {""}
        self._date = facts.issue_date
        self._times = times

    def forget_headline(self) -> None:
        """From now on a line like the headline is a subheading."""
        self._headlines = set()

    def without_known(self, lines: Sequence[str]) -> list[str]:
        """The lines from the first on that says something new."""
        new = (place for place, line in enumerate(lines) if not self._says_nothing_new(line))
        return list(lines[next(new, len(lines)) :])

    def _says_nothing_new(self, line: str) -> bool:
        """Whether a line, or every piece of it, is known."""
        if not line.strip():
            return False
        return self._is_known(line) or all(
            self._is_known(piece) for piece in _PARTING.split(line) if letters(piece)
        )

    def _is_known(self, piece: str) -> bool:
        piece = piece.strip()
        if letters(piece) in self._headlines or letters(_bare(_BY, piece)) in self._bylines:
            return True
        bare = _bare(_ON, piece)
        if not self._date or not letters(bare):
            return False
        return self._times.get(letters(bare)) == self._date or _day(bare) == self._date


def _bare(lead: re.Pattern[str], piece: str) -> str:
    led = lead.match(piece)
    return piece[led.end() :] if led else piece


def _day(text: str) -> str:
    try:
        return parse_date(text.strip(" .,;")).text
    except InputError:
        return ""
