"""A headline in quotation marks: marks within it alternate, the comma stands within them."""

from __future__ import annotations

import re

_CLOSING = {"“": "”", "„": "“”", "‘": "’", '"': '"'}
_MAY_STAND_BEFORE = frozenset(' \t\u00a0([{—–-/“„‘"')
#: A full stop that ends a sentence, not an initial or dots.
_FULL_STOP = re.compile(r"(?:\w{2}|[^\w\s.])\.\Z")


def as_quoted_title(title: str) -> str:
    """“Title,” as it stands before the rest of a footnote.

    Marks within become ‘single’, those within these “double” again; guillemets and apostrophes
    stay. The comma stands within all marks that close at the end, in place of a full stop.
    """
    inner, closing = nested(title)
    words, marks = inner[: len(inner) - closing], inner[len(inner) - closing :]
    if _FULL_STOP.search(words):
        words = words[:-1]
    return f"“{words},{marks}”"


def nested(title: str) -> tuple[str, int]:
    """`title` as it stands within “ ”, and how many of its marks close at its end.

    A mark that has no partner stays as it is.
    """
    partner = _partners(title)
    shown = list(title)
    depth = 0
    for place in sorted(partner):
        opens = partner[place] > place
        depth += opens
        shown[place] = ("‘" if opens else "’") if depth % 2 else ("“" if opens else "”")
        depth -= not opens
    closing = 0
    while (
        len(title) - 1 - closing in partner and partner[len(title) - 1 - closing] < len(title) - 1
    ):
        closing += 1
    return "".join(shown), closing


def _partners(title: str) -> dict[int, int]:
    """The place of each paired mark, and that of its partner. Pairs nest."""
    partner: dict[int, int] = {}
    is_open: list[int] = []
    for place, mark in enumerate(title):
        before, behind = title[place - 1 : place] or " ", title[place + 1 : place + 2] or " "
        looks_open = before in _MAY_STAND_BEFORE and not behind.isspace()
        level = _closed_level(title, is_open, mark)
        is_straight = mark == '"'
        is_apostrophe = mark == "’" and behind.isalnum()
        if level is not None and not (is_straight and looks_open) and not is_apostrophe:
            partner[place] = is_open[level]
            partner[is_open[level]] = place
            del is_open[level:]
        elif mark in _CLOSING and (looks_open or not is_straight):
            is_open.append(place)
    return partner


def _closed_level(title: str, is_open: list[int], mark: str) -> int | None:
    """Which of the open marks `mark` closes: the innermost that it fits."""
    for level in range(len(is_open) - 1, -1, -1):
        if mark in _CLOSING[title[is_open[level]]]:
            return level
    return None
