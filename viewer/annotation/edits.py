"""Where the parts of an old version stand in a new one.

The two are compared piece by piece (sentences and lines), and changed pieces character by
character, both within bounds that keep a comparison to a fraction of a second.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from viewer.text.spans import Span

# Cells of the comparison's table; each takes two bits.
_MOST_CELLS: Final = 100_000_000
_PIECE = re.compile(r"[^\n.!?…]*[\n.!?…]+\s*|[^\n.!?…]+")


class _Same(NamedTuple):
    """A stretch that both versions hold, in code points."""

    old_start: int
    new_start: int
    length: int

    @property
    def shift(self) -> int:
        return self.new_start - self.old_start

    @property
    def old_end(self) -> int:
        return self.old_start + self.length

    @property
    def new_end(self) -> int:
        return self.new_start + self.length


class Kept(NamedTuple):
    """Where a passage is left. It is not `sure` where what was cut or added beside it repeats it.

    Of three equal lines one is cut: it cannot be told which, nor which of the two left is which.
    """

    span: Span
    sure: bool


def kept(old_text: str, new_text: str, span: Span) -> Kept | None:
    """Where `span` of the old version stands in the new one, if no character of it was touched.

    None where it was, or where the versions differ too much to be compared.
    """
    stretches = _same_stretches(old_text, new_text)
    index = bisect_right(stretches, span.start, key=lambda same: same.old_start) - 1
    if index < 0 or span.end > stretches[index].old_end:
        return None
    before = stretches[index - 1] if index else _Same(0, 0, 0)
    same = stretches[index]
    ends = _Same(len(old_text), len(new_text), 0)
    after = stretches[index + 1] if index + 1 < len(stretches) else ends
    doubtful = _slides_on(old_text, new_text, before, same, span) or _slides_back(
        old_text, new_text, same, after, span
    )
    return Kept(span.shifted(same.shift), not doubtful)


def origin(old_text: str, new_text: str, span: Span) -> Span | None:
    """Where `span` of the new version came from, if it was taken over whole; else None."""
    stretches = _same_stretches(old_text, new_text)
    index = bisect_right(stretches, span.start, key=lambda same: same.new_start) - 1
    if index < 0 or span.end > stretches[index].new_end:
        return None
    return span.shifted(-stretches[index].shift)


def _slides_on(old: str, new: str, before: _Same, same: _Same, span: Span) -> bool:
    """Whether the edit before the stretch `same` can as well be read as one that `span` is in.

    A cut (or an addition) can be read as starting a character later for each character that is
    the same as the one a cut's length on.
    """
    past_span = span.end - same.old_start
    for text, start, end in (
        (old, before.old_end, same.old_start),
        (new, before.new_end, same.new_start),
    ):
        if start < end and text[start : start + past_span] == text[end : end + past_span]:
            return True
    return False


def _slides_back(old: str, new: str, same: _Same, after: _Same, span: Span) -> bool:
    """The same for the edit after the stretch, read as ending earlier."""
    from_span = same.old_end - span.start
    for text, start, end in (
        (old, same.old_end, after.old_start),
        (new, same.new_end, after.new_start),
    ):
        if start < end and text[start - from_span : start] == text[end - from_span : end]:
            return True
    return False


@lru_cache(maxsize=4)
def _same_stretches(old_text: str, new_text: str) -> tuple[_Same, ...]:
    """What both versions hold, in order. Kept, for all annotations of a text ask for the same."""
    joined: list[_Same] = []
    for same in _compared(old_text, new_text, 0, 0, by_pieces=True):
        last = joined[-1] if joined else None
        if last is not None and (last.old_end, last.new_end) == (same.old_start, same.new_start):
            joined[-1] = last._replace(length=last.length + same.length)
        else:
            joined.append(same)
    return tuple(joined)


def _compared(
    old: str, new: str, old_offset: int, new_offset: int, *, by_pieces: bool
) -> Iterator[_Same]:
    """The stretches that `old` and `new` share, shifted by the offsets, none of them empty."""
    before = Prefix.similarity(old, new)
    if before:
        yield _Same(old_offset, new_offset, before)
    old_rest, new_rest = old[before:], new[before:]
    after = Postfix.similarity(old_rest, new_rest)
    old_middle = old_rest[: len(old_rest) - after]
    new_middle = new_rest[: len(new_rest) - after]
    if old_middle and new_middle:
        offsets = old_offset + before, new_offset + before
        if len(old_middle) * len(new_middle) <= _MOST_CELLS:
            yield from _by_characters(old_middle, new_middle, *offsets)
        elif by_pieces:
            yield from _by_pieces(old_middle, new_middle, *offsets)
    if after:
        yield _Same(old_offset + len(old) - after, new_offset + len(new) - after, after)


def _by_characters(old: str, new: str, old_offset: int, new_offset: int) -> Iterator[_Same]:
    for step in Levenshtein.opcodes(old, new):
        if step.tag == "equal":
            length = step.src_end - step.src_start
            yield _Same(old_offset + step.src_start, new_offset + step.dest_start, length)


def _by_pieces(old: str, new: str, old_offset: int, new_offset: int) -> Iterator[_Same]:
    old_pieces, new_pieces = _PIECE.findall(old), _PIECE.findall(new)
    if len(old_pieces) * len(new_pieces) > _MOST_CELLS:
        return
    old_at, new_at = old_offset, new_offset
    for step in Levenshtein.opcodes(old_pieces, new_pieces):
        old_part = "".join(old_pieces[step.src_start : step.src_end])
        new_part = "".join(new_pieces[step.dest_start : step.dest_end])
        if step.tag == "equal":
            yield _Same(old_at, new_at, len(old_part))
        elif old_part and new_part:
            yield from _compared(old_part, new_part, old_at, new_at, by_pieces=False)
        old_at += len(old_part)
        new_at += len(new_part)
