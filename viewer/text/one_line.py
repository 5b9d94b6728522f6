"""A text on one line of bounded length, for lists, labels and tool tips.

A passage may be a whole book: nobody reads it in a row of a list, and laying it out takes minutes.
"""

from __future__ import annotations

ELLIPSIS = "…"

#: Code points of a quotation that a row, a label or a tool tip shows at most.
SHOWN_QUOTE = 400


def one_line(text: str, most: int = SHOWN_QUOTE) -> str:
    """The beginning of `text` with single spaces, `…` at its end where it goes on.

    No longer than `most` code points. Only about as much of `text` is looked at as is shown.
    """
    # twice as much: most white space is one character wide
    line = " ".join(text[: 2 * most].split())
    if len(line) <= most and len(text) <= 2 * most:
        return line
    return line[: most - 1].rstrip() + ELLIPSIS


#: Code points of a text that decide where it stands in a sorted list.
SORTED_BY = 64


def sort_key(text: str) -> str:
    """What a text is sorted by in a list: the beginning of it on one line, in no particular case.

    The catalogue keeps this of every quotation, so a change here needs a migration.
    """
    return " ".join(text[: 4 * SORTED_BY].split())[:SORTED_BY].casefold()
