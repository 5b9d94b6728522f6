"""One end of a date, read from numbers or from words, each form in one pattern."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace

from viewer.base.errors import InputError
from viewer.text.date_words import MONTH_NAMES, NOISE, month_of, weekday_of, with_single_words

_TWO = r"(\d{1,2})"
_YEAR = r"(\d{4})"
_YEAR_FIRST = re.compile(rf"{_YEAR}([-./]){_TWO}(?:\2{_TWO})?")
_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DAY_FIRST = re.compile(rf"{_TWO}\. ?{_TWO}\. ?{_YEAR}")
_EITHER_FIRST = re.compile(rf"{_TWO}([-/]){_TWO}\2{_YEAR}")
_MONTH_YEAR = re.compile(rf"{_TWO}[./]{_YEAR}")
_UNKNOWN_REST = re.compile(r"(?<=\d)-(?:xx|uu|\?\?)(?:-(?:xx|uu|\?\?))?$")
_END_OF_DOUBT = re.compile(r"\s*(?:\(\?\)|[?~%])$")


# The orders in which a year (Y), a month's name (M) and a day (D) may stand; some of them only
# where the other end of a span says the rest.
_ORDERS = frozenset({"DMY", "MDY", "YMD", "MY", "YM", "Y", "DM", "MD", "D", "M", "DY"})
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s.,-]")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|-?(?:го|е|ое|р|ны|ний|нд|д))\b")


@dataclass(frozen=True, slots=True)
class DateParts:
    """What one end of a date says, not yet checked; None where it is silent. Monday is 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    uncertain: bool = False

    @property
    def edtf(self) -> str:
        """As stored; only of parts that have a year."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text + "?" * self.uncertain

    @property
    def first(self) -> str:
        """The earliest day it can mean, `YYYY-MM-DD`."""
        return f"{self.year:04}-{self.month or 1:02}-{self.day or 1:02}"

    @property
    def last(self) -> str:
        """The latest day it can mean, `YYYY-MM-DD`."""
        month = self.month or 12
        day = self.day or calendar.monthrange(self.year or 1, month)[1]
        return f"{self.year:04}-{month:02}-{day:02}"


def read_parts(tidy: str, text: str) -> DateParts | None:
    """What one end says, or None where it is no date.

    `tidy` is the end in lower case with single spaces. Raises `InputError`, quoting the whole
    `text`, for numbers that can mean two days.
    """
    plain = _UNKNOWN_REST.sub("", tidy)
    certain = _END_OF_DOUBT.sub("", plain)
    parts = _numeric(certain, text) or _worded(certain)
    if parts is not None and certain != plain:
        return replace(parts, uncertain=True)
    return parts


def _numeric(plain: str, text: str) -> DateParts | None:
    if match := _YEAR_FIRST.fullmatch(plain):
        day = match[4]
        return DateParts(int(match[1]), int(match[3]), None if day is None else int(day))
    if match := _TOGETHER.fullmatch(plain):
        return DateParts(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(plain.removesuffix(" г.").removesuffix("г.")):
        return DateParts(int(match[3]), int(match[2]), int(match[1]))
    if match := _MONTH_YEAR.fullmatch(plain):
        return DateParts(int(match[2]), int(match[1]))
    if match := _EITHER_FIRST.fullmatch(plain):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        if one != other and one <= 12 and other <= 12:
            raise InputError(
                "date.ambiguous",
                text=quoted(text),
                one=one,
                other_name=MONTH_NAMES[other - 1],
                other=other,
                one_name=MONTH_NAMES[one - 1],
                year=year,
            )
        return DateParts(year, one, other) if other > 12 else DateParts(year, other, one)
    return None


def _worded(plain: str) -> DateParts | None:
    """`9 August 1945`, `August 9th, 1945`, `9.VIII.1945`, `1945 оны 8 сарын 9`, or part of one."""
    tokens = _TOKEN.findall(_ORDINAL.sub("", with_single_words(plain)))
    order, found, weekday = "", dict[str, int](), None
    for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
        if token in NOISE:
            continue
        if weekday is None and (weekday := weekday_of(token)) is not None:
            continue
        month = month_of(token, following)
        if month is not None:
            kind, value = "M", month
        elif token.isdecimal() and len(token) in {1, 2, 4}:
            kind, value = "Y" if len(token) == 4 else "D", int(token)
        else:
            return None
        order += kind
        found[kind] = value
    if order not in _ORDERS:
        return None
    return DateParts(found.get("Y"), found.get("M"), found.get("D"), weekday)


def quoted(text: str) -> str:
    """`text` in quotation marks, on one line and short enough for a sentence."""
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
