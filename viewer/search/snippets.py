"""One line of a text around its matches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import regex

from viewer.text.spans import Span

ELLIPSIS = "…"

#: How much of the text before the first match of a snippet is wanted, as a share of its width.
_BEFORE = 0.25

#: Code points; a longer run of combining marks may be cut.
LONGEST_GRAPHEME = 50

_INK = re.compile(r"\S")
_SPACES = regex.compile(r"[\s\p{Cc}]+")
_UNEVEN = regex.compile(r"[\s\p{Cc}]{2}|(?![ \u00a0])[\s\p{Cc}]|^ | $")
_GRAPHEME = regex.compile(r"\X")
# Between two characters like these one grapheme always ends and another begins.
_TWO_PLAIN = re.compile(r"[ -~А-Яа-яЁёӨөҮү«»–—“”’]{2}")
_WORD_START = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]")


def snippet(text: str, matches: Sequence[Span], width: int = 180) -> tuple[str, tuple[Span, ...]]:
    """The best `width` characters of `text`, and the marks in them.

    `matches` are code points of `text`, ascending and not overlapping; marks are code points of
    the snippet, cut where a match goes on beyond it. The window with most of the matches given is
    taken, the first of several. White space runs, line ends too, are one space; `…` stands where
    the text goes on; a grapheme is never cut. No longer than `width`, unless one grapheme alone is.
    """
    start, end = _window(text, matches, width)
    head = ELLIPSIS if _INK.search(text, 0, start) else ""
    tail = ELLIPSIS if _INK.search(text, end) else ""
    line, places = _one_line(text, start, end)
    marks = []
    for match in matches:
        if match.start < end and match.end > start:
            first = places[max(match.start, start) - start]
            last = places[min(match.end, end) - start]
            if last > first:
                marks.append(Span(first + len(head), last + len(head)))
    return f"{head}{line}{tail}", tuple(marks)


def _window(text: str, matches: Sequence[Span], width: int) -> tuple[int, int]:
    """The stretch of the text to show, at grapheme boundaries, with room for both ellipses."""
    room = max(1, width - 2 * len(ELLIPSIS))
    if len(text) <= width:
        return 0, len(text)
    start = _best_start(matches, room)
    if start > 0:
        lead = max(0, start - int(room * _BEFORE))
        word = _WORD_START.search(text, lead, start + 1)
        start = word.start() if word else start
    if len(text) - start < room:
        word = _WORD_START.search(text, len(text) - room)
        start = min(start, word.start() if word else start)
    start = _grapheme_start(text, start)
    return start, _cut_end(text, start, room)


def _best_start(matches: Sequence[Span], room: int) -> int:
    """The start of the match from which on most matches fit into the room after it."""
    if not matches:
        return 0
    ends = [match.end for match in matches]
    reach = int(room * (1 - _BEFORE))
    counted = [
        (bisect_right(ends, match.start + reach) - number, -number)
        for number, match in enumerate(matches)
    ]
    return matches[-max(counted)[1]].start


def _grapheme_start(text: str, at: int, earliest: int = 0) -> int:
    """The start of the grapheme that holds `at`; a grapheme is known to start at `earliest`."""
    if at > earliest and _TWO_PLAIN.match(text, at - 1):
        return at
    for grapheme in _GRAPHEME.finditer(text, max(earliest, at - LONGEST_GRAPHEME)):
        if grapheme.end() > at:
            start: int = grapheme.start()
            return start
    return at


def _cut_end(text: str, start: int, room: int) -> int:
    """The end of the last whole word, else of the last whole grapheme, within the room."""
    if len(text) - start <= room:
        return len(text)
    end = _grapheme_start(text, start + room, start)
    if end == start:
        end = _GRAPHEME.match(text, start, start + room + LONGEST_GRAPHEME).end()
    space = text.rfind(" ", start + room // 2, end)
    cuts_word = end < len(text) and not text[end].isspace()
    return space if cuts_word and space > start else end


def _one_line(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """The stretch with single spaces, and for each of its code points the place in the line."""
    piece = text[start:end]
    if not _UNEVEN.search(piece):
        return piece, range(len(piece) + 1)
    line: list[str] = []
    places: list[int] = []
    length = 0
    at = start
    for gap in _SPACES.finditer(text, start, end):
        if gap.group() == "\u00a0":
            continue
        kept = text[at : gap.start()]
        line.append(kept)
        places.extend(range(length, length + len(kept)))
        length += len(kept)
        at = gap.end()
        spaced = bool(length) and at < end
        places.extend([length] * (at - gap.start()))
        line.append(" " if spaced else "")
        length += spaced
    kept = text[at:end]
    places.extend(range(length, length + len(kept) + 1))
    line.append(kept)
    return "".join(line), places
