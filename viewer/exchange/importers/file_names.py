"""What a file's name says: a leading ISO date, and words that can stand for a headline."""

from __future__ import annotations

import re

_FULL_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_MONTH = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?![\d-])")
_SEPARATORS = " \t_-–—.,;"


def leading_date(stem: str) -> str:
    """The date that a file's stem begins with, as written: `1945-08-14` or `1945-08`, or empty.

    Only the ISO form is taken for a date, since a number in a name can be anything else. A day
    that no calendar has (`1945-02-30`) is handed out too, to be complained of.
    """
    found = _FULL_DATE.match(stem) or _MONTH.match(stem)
    return found[1] if found else ""


def readable_stem(stem: str) -> str:
    """A file's stem as words: without its leading date, underscores and hyphens for spaces.

    Hyphens stay where the name has spaces, for there they are hyphens. Nothing is guessed from
    the words. A stem that is all date is handed back.
    """
    rest = stem[len(leading_date(stem)) :].strip(_SEPARATORS)
    if not rest:
        return stem.strip()
    words = rest.replace("_", " ")
    if " " not in rest:
        words = words.replace("-", " ")
    return " ".join(words.split())
