"""Dates as people write them and as they are stored: days, months, years, doubts and spans of time.

Stored dates follow the Extended Date/Time Format (ISO 8601-2) as far as newspapers need it:
`1945-08-09`, `1945-08`, `1945`, a `?` after any of them for doubt, and `first/last` for a span.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from viewer.base.errors import InputError
from viewer.base.messages import Message
from viewer.text.date_forms import DateParts, quoted, read_parts
from viewer.text.date_words import DOUBT_AFTER, DOUBT_BEFORE, MONTH_NAMES, WEEKDAY_NAMES

_ACCEPTED = Message("date.accepted")
# What stands between the ends of a span.
_JOINS = re.compile(r"\s*[–—−/]\s*|\s+(?:to|till|until|through|по|до)\s+|\s*-\s*")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date or span of time, as exact as it is known.

    `text` is EDTF as stored; `first` and `last` are the earliest and the latest day it can mean,
    as `YYYY-MM-DD`, both inclusive. A doubt (`uncertain`) does not widen them.
    """

    text: str
    first: str
    last: str
    uncertain: bool


def parse_date(text: str) -> PartialDate:
    """Read a date, a partial date or a span, in EDTF or in English, Russian or Mongolian words.

    Numbers with dots are day first (`9.8.1945`). Every sort of doubt (`?`, `~`, `circa`, `около`,
    square brackets) becomes `?`. Raises `InputError`, naming the text, for what is no date, for
    days that do not exist, for a weekday that is not the day's, and for `8/9/1945`, which can
    mean two days.
    """
    start, end = _read(text)
    if start == end:
        return PartialDate(start.edtf, start.first, start.last, start.uncertain)
    if end.last < start.first:
        raise InputError("date.ends-before-it-begins", text=quoted(text))
    edtf = f"{start.edtf}/{end.edtf}"
    return PartialDate(edtf, start.first, end.last, start.uncertain or end.uncertain)


def date_range(text: str) -> tuple[str, str]:
    """The first and the last day, both inclusive, that a query's `a..b` asks for.

    An open end is `""`; a single date means all its days. Raises `InputError` where an end is no
    date, both are open, or the range runs backwards.
    """
    ends = re.split(r"\s*(?:\.{2,3}|…)\s*", text.strip(), maxsplit=1)
    if len(ends) == 1:
        single = parse_date(text)
        return single.first, single.last
    if not any(ends):
        raise InputError("date.no-end")
    first = parse_date(ends[0]).first if ends[0] else ""
    last = parse_date(ends[1]).last if ends[1] else ""
    if first and last and last < first:
        raise InputError("date.ends-before-it-begins", text=quoted(text))
    return first, last


def day_number(iso: str) -> int:
    """A day as a number that sorts and compares: `"1945-08-09"` is 19450809, `""` is 0."""
    return int(iso.replace("-", "")) if iso else 0


def shown_date(edtf: str, *, short: bool = False) -> str:
    """A stored date for reading: `9 August 1945`, `9–14 August 1945`, `1945, uncertain`.

    `short` gives `9 Aug 1945` and `1945?`. An empty text stays empty, and one that is no date
    stays as it is: showing never fails.
    """
    try:
        start, end = _read(edtf)
    except InputError:
        return edtf
    if start == end:
        return _in_words(start, short) + ("?" if short else ", uncertain") * start.uncertain
    if start.uncertain != end.uncertain or (short and start.uncertain):
        return " – ".join(_in_words(part, short) + "?" * part.uncertain for part in (start, end))
    return _span_in_words(start, end, short) + ", uncertain" * start.uncertain


def _in_words(parts: DateParts, short: bool) -> str:
    words = [] if parts.day is None else [str(parts.day)]
    if parts.month is not None:
        name = MONTH_NAMES[parts.month - 1]
        words.append(name[:3] if short else name)
    return " ".join([*words, "" if parts.year is None else f"{parts.year:04}"]).strip()


def _span_in_words(start: DateParts, end: DateParts, short: bool) -> str:
    """`start` and `end` with what they share said once."""
    if (start.month is None) != (end.month is None) or (start.day is None) != (end.day is None):
        return f"{_in_words(start, short)} – {_in_words(end, short)}"
    first = start
    if start.year == end.year:
        first = replace(first, year=None)
        if start.month == end.month:
            first = replace(first, month=None)
    left, right = _in_words(first, short), _in_words(end, short)
    return f"{left} – {right}" if " " in left else f"{left}–{right}"


def _read(text: str) -> tuple[DateParts, DateParts]:
    """Both ends of a date (equal ones for a single date), checked."""
    tidy, uncertain = _without_doubt(_tidied(text))
    if not tidy:
        raise InputError("date.none", text=quoted(text), accepted=_ACCEPTED)
    whole = read_parts(tidy, text)
    ends = (whole, whole) if whole is not None and whole.year is not None else None
    ends = ends or _span(tidy, text)
    if ends is None:
        raise InputError("date.unreadable", text=quoted(text), accepted=_ACCEPTED)
    if uncertain:
        ends = (replace(ends[0], uncertain=True), replace(ends[1], uncertain=True))
    return _checked(ends[0], text), _checked(ends[1], text)


def _holds_hyphen(join: re.Match[str]) -> bool:
    return "-" in join[0]


def _span(tidy: str, text: str) -> tuple[DateParts, DateParts] | None:
    """Both ends of `9–14 August 1945`, `August to October 1945`, `1945-08/1945-10` and so on."""
    tidy = re.sub(r"^(?:from|between|с|со)\s+", "", tidy)
    # A hyphen joins only where nothing else does: in 1945-08/1946 it is part of a date.
    for join in sorted(_JOINS.finditer(tidy), key=_holds_hyphen):
        left = read_parts(tidy[: join.start()], text)
        right = read_parts(tidy[join.end() :], text)
        if left is not None and right is not None:
            both = _filled(left, right)
            if both is not None:
                return both
    return None


def _filled(left: DateParts, right: DateParts) -> tuple[DateParts, DateParts] | None:
    """Each end with what only the other says, as in `9–14 August 1945`; None without a year."""
    if right.day is not None and right.month is None:
        right = replace(right, month=left.month)
    if left.day is not None and left.month is None:
        left = replace(left, month=right.month)
    if left.year is None:
        left = replace(left, year=right.year, uncertain=left.uncertain or right.uncertain)
    elif right.year is None:
        right = replace(right, year=left.year)
    whole = left.year is not None and (left.day is None or left.month is not None)
    return (left, right) if whole and (right.day is None or right.month is not None) else None


def _tidied(text: str) -> str:
    """Composed, in lower case, with single plain spaces."""
    return " ".join(normalize("NFC", text).casefold().split())


def _without_doubt(tidy: str) -> tuple[str, bool]:
    """`tidy` without words and brackets of doubt around all of it, and whether there were any."""
    plain = tidy
    if plain.startswith("[") and plain.endswith("]"):
        plain = plain[1:-1].strip()
    plain = DOUBT_BEFORE.sub("", plain)
    plain = DOUBT_AFTER.sub("", plain)
    return plain, plain != tidy


def _checked(parts: DateParts, text: str) -> DateParts:
    """`parts` without the weekday, or `InputError` where there is no such day."""
    year, month, day = parts.year or 0, parts.month, parts.day
    if not 1 <= year <= 9999:
        raise InputError("date.no-such-year", text=quoted(text), accepted=_ACCEPTED)
    if month is not None and not 1 <= month <= 12:
        raise InputError("date.no-such-month", text=quoted(text), month=month, accepted=_ACCEPTED)
    if month is not None and day is not None:
        days = calendar.monthrange(year, month)[1]
        name = f"{MONTH_NAMES[month - 1]} {year}"
        if not 1 <= day <= days:
            raise InputError(
                "date.no-such-day", text=quoted(text), name=name, days=days, accepted=_ACCEPTED
            )
        if parts.weekday is not None and date(year, month, day).weekday() != parts.weekday:
            right = WEEKDAY_NAMES[date(year, month, day).weekday()]
            raise InputError(
                "date.wrong-weekday", text=quoted(text), day=day, name=name, right=right
            )
    return replace(parts, weekday=None)
