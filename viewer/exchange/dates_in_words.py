"""EDTF dates in American words, as footnotes have them."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")


def american_date(edtf: str) -> str:
    """`August 9, 1945`, `August 1945`, `1945`, `August–October 1945`; `[August 9, 1945?]` where
    uncertain. Empty stays empty; what is no date of ours is handed back as it is.
    """
    certain = edtf.replace("?", "")
    first, slash, last = certain.partition("/")
    words = _interval(first, last) if slash else _one(first)
    if not words:
        return edtf
    return f"[{words}?]" if certain != edtf else words


def _one(date: str) -> str:
    found = _DATE.fullmatch(date)
    if not found:
        return ""
    year, month, day = found.groups()
    if not month:
        return str(year)
    name = _MONTHS[int(month) - 1]
    return f"{name} {int(day)}, {year}" if day else f"{name} {year}"


def _interval(first: str, last: str) -> str:
    """Both ends, saying once what they share."""
    begin, end = _one(first), _one(last)
    if not begin or not end or begin == end:
        return begin if end else ""
    if first[:4] == last[:4] and len(first) == len(last) > 4:
        year = f"{',' if len(first) > 7 else ''} {first[:4]}"
        if first[:7] == last[:7]:
            return f"{begin.removesuffix(year)}–{int(last[8:])}{year}"
        return f"{begin.removesuffix(year)}–{end}"
    return f"{begin}–{end}"
