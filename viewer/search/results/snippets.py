"""One line of a text around its matches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import regex

from viewer.text.spans import Span

ELLIPSIS = "…"

#: How much of the text before the first match of a snippet is wanted, as a share of its width.
_BEFORE = 0.25

#: Code points of a long match that have to be in a window: of a passage its beginning tells.
_TELLING = 60

#: Code points; a longer run of combining marks may be cut.
LONGEST_GRAPHEME = 50

_INK = re.compile(r"\S")
#: White space that is not one space or NBSP between words, as it is to be shown.
_UNEVEN = regex.compile(r"[\s\p{Cc}]{2,}|(?![ \u00a0])[\s\p{Cc}]|\A | \Z")
_GRAPHEME = regex.compile(r"\X")
# Between two characters like these one grapheme always ends and another begins.
_TWO_PLAIN = re.compile(r"[ -~А-Яа-яЁёӨөҮү«»–—“”’]{2}")
_WORD_START = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]")


def snippet(
    text: str,
    matches: Sequence[Span],
    width: int = 180,
    pieces: Sequence[AbstractSet[str]] = (),
) -> tuple[str, tuple[Span, ...]]:
    """The best `width` characters of `text`, and the marks in them.

    `matches` are code points of `text`, ascending and not overlapping; marks are code points of
    the snippet, cut where a match goes on beyond it. `pieces` says what of the query each match
    answers, all the same if it is not given. The window that answers most of the query is taken,
    of those the one with most matches, the first of several. White space runs, line ends too, are
    one space; `…` is put where the text goes on; a grapheme is never cut. No longer than `width`,
    unless one grapheme alone is.
    """
    start, end = _window(text, matches, width, pieces)
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


def best_match(matches: Sequence[Span], width: int, pieces: Sequence[AbstractSet[str]] = ()) -> int:
    """Which of `matches` the snippet of the same arguments begins with; they are not empty."""
    return _best(matches, max(1, width - 2 * len(ELLIPSIS)), pieces)[0]


def _window(
    text: str, matches: Sequence[Span], width: int, pieces: Sequence[AbstractSet[str]]
) -> tuple[int, int]:
    """The stretch of the text to show, at grapheme boundaries, with room for both ellipses."""
    room = max(1, width - 2 * len(ELLIPSIS))
    if len(text) <= width:
        return 0, len(text)
    first, last = _best(matches, room, pieces) if matches else (-1, -1)
    start = matches[first].start if matches else 0
    least = min(_told(matches[last]), start + room) if matches else 0
    if start > 0:
        # words before the first match, as far as the last one that is needed leaves room
        lead = max(0, start - min(int(room * _BEFORE), room - (least - start)))
        word = _WORD_START.search(text, lead, start + 1)
        start = word.start() if word else start
    if len(text) - start < room:
        word = _WORD_START.search(text, len(text) - room)
        start = min(start, word.start() if word else start)
    start = _grapheme_start(text, start)
    return start, _cut_end(text, start, room, least)


def _best(
    matches: Sequence[Span], room: int, pieces: Sequence[AbstractSet[str]]
) -> tuple[int, int]:
    """The first match of the best window, and the last that it needs to answer what it answers.

    Of two windows that answer as much the one with more matches in the usual part of the room is
    the better, then the earlier one.
    """
    every = set().union(*pieces)
    ends = [match.end for match in matches]
    reach = int(room * (1 - _BEFORE))
    best, found = (-1, -1), (0, 0)
    for first, match in enumerate(matches):
        dense = bisect_right(ends, match.start + reach) - first
        last, answers = first, 0
        if len(every) > 1:
            if best[0] == len(every) and dense <= best[1]:
                continue
            last, answers = _answers(matches, pieces, first, match.start + room, len(every))
        if (answers, dense) > best:
            best, found = (answers, dense), (first, last)
    return found


def _answers(
    matches: Sequence[Span], pieces: Sequence[AbstractSet[str]], first: int, end: int, most: int
) -> tuple[int, int]:
    """The last match from `first` on, up to `end`, that answers something new; how much is."""
    held = set(pieces[first])
    last = first
    for number in range(first + 1, len(matches)):
        if len(held) == most or _told(matches[number]) > end:
            break
        if not pieces[number] <= held:
            held |= pieces[number]
            last = number
    return last, len(held)


def _told(match: Span) -> int:
    """Where enough of a match has been shown."""
    return min(match.end, match.start + _TELLING)


def _grapheme_start(text: str, at: int, earliest: int = 0) -> int:
    """The start of the grapheme that holds `at`; a grapheme is known to start at `earliest`."""
    if at > earliest and _TWO_PLAIN.match(text, at - 1):
        return at
    for grapheme in _GRAPHEME.finditer(text, max(earliest, at - LONGEST_GRAPHEME)):
        if grapheme.end() > at:
            start: int = grapheme.start()
            return start
    return at


def _cut_end(text: str, start: int, room: int, least: int) -> int:
    """The end of the last whole word, else of the last whole grapheme, within the room.

    What is before `least` is kept.
    """
    if len(text) - start <= room:
        return len(text)
    end = _grapheme_start(text, start + room, start)
    if end == start:
        end = _GRAPHEME.match(text, start, start + room + LONGEST_GRAPHEME).end()
    space = text.rfind(" ", start + room // 2, end)
    cuts_word = end < len(text) and not text[end].isspace()
    return space if cuts_word and space > start and space >= least else end


def _one_line(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """The stretch with single spaces, and for each of its code points the place in the line."""
    piece = text[start:end]
    line: list[str] = []
    places: list[int] = []
    length = at = 0
    for gap in _UNEVEN.finditer(piece):
        kept = piece[at : gap.start()]
        line.append(kept)
        places.extend(range(length, length + len(kept)))
        length += len(kept)
        at = gap.end()
        spaced = bool(length) and at < len(piece)
        places.extend([length] * (at - gap.start()))
        line.append(" " if spaced else "")
        length += spaced
    if not line:
        return piece, range(len(piece) + 1)
    kept = piece[at:]
    places.extend(range(length, length + len(kept) + 1))
    line.append(kept)
    return "".join(line), places
