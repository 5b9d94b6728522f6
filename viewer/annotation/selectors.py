"""Quotes with context: how a passage is described so that it can be found again, and found.

The model is the W3C Web Annotation Text Quote Selector, with positions in code points.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from viewer.base.jobs import CancelToken
from viewer.text.spans import Span

#: Code points of context on each side, where the text has them.
CONTEXT: Final = 32
#: Context is not lengthened beyond this. Where it still does not tell two places apart, as in a
#: text that repeats itself, the position in that version of the text does.
MOST_CONTEXT: Final = 512

#: Passages of a text that are described soonest each by itself.
_FEW: Final = 3
_JOINER: Final = "\u200d"
# What continues the character before it: a joiner, and the emoji modifiers for skin.
_CONTINUING = frozenset(_JOINER + "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of a passage, and those right before and after it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def describe(text: str, span: Span) -> Quote:
    """The quote at `span`, with context of at least `CONTEXT` code points, or all there is.

    Context grows on both sides until prefix, exact and suffix together stand only once in `text`,
    or `MOST_CONTEXT` is reached, and does not begin or end inside a character with its combining
    marks. Raises `ValueError` for an empty span or one that reaches past the text.
    """
    return quote_at(text, span, _context_length(text, span))


def context_lengths(
    text: str, spans: Sequence[Span], cancel: CancelToken | None = None
) -> list[int]:
    """How much context `describe` would give each span: what `quote_at` takes.

    For many passages of a long text it looks for each wording once and compares the places of
    that wording among themselves, where `describe` would search the text for every passage.
    Raises `ValueError` like `describe`, and `Cancelled`.
    """
    token = cancel or CancelToken()
    if len(spans) <= _FEW:
        token.check()
        return [_context_length(text, span) for span in spans]
    wordings: dict[str, list[int]] = defaultdict(list)
    for number, span in enumerate(spans):
        _refuse_wordless(text, span)
        wordings[span.of(text)].append(number)
    lengths = [CONTEXT] * len(spans)
    for wording, numbers in wordings.items():
        token.check()
        needed = _context_needed(text, wording, {spans[each].start for each in numbers}, token)
        for number in numbers:
            lengths[number] = needed[spans[number].start]
    return lengths


def _context_length(text: str, span: Span) -> int:
    _refuse_wordless(text, span)
    length = CONTEXT
    while length < MOST_CONTEXT and not _stands_once(text, span, length):
        length *= 2
    return length


def quote_at(text: str, span: Span, length: int) -> Quote:
    """The quote with `length` code points of context, more where that would part marks."""
    first = _before_marks(text, max(0, span.start - length))
    last = _past_marks(text, min(len(text), span.end + length))
    return Quote(span.of(text), text[first : span.start], text[span.end : last])


def find(text: str, quote: Quote) -> list[Span]:
    """Every place where `exact` stands between `prefix` and `suffix`, in order.

    Where it stands so nowhere, every place of `exact` alone. Places may overlap. An empty `exact`
    is found nowhere.
    """
    if not quote.exact:
        return []
    whole = quote.prefix + quote.exact + quote.suffix
    offset, length = len(quote.prefix), len(quote.exact)
    starts = [start + offset for start in occurrences(text, whole)]
    starts = starts or list(occurrences(text, quote.exact))
    return [Span(start, start + length) for start in starts]


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where `words` begin in `text`, overlapping places included; `words` are not empty."""
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _refuse_wordless(text: str, span: Span) -> None:
    if not span or span.end > len(text):
        raise ValueError(f"[{span.start}, {span.end}) holds no words of {len(text)} code points")


def _stands_once(text: str, span: Span, length: int) -> bool:
    """Whether the passage with `length` code points on each side, or all, is nowhere else."""
    first = max(0, span.start - length)
    whole = text[first : span.end + length]
    return text.find(whole) == first and text.find(whole, first + 1) < 0


def _context_needed(
    text: str, wording: str, starts: set[int], cancel: CancelToken
) -> dict[int, int]:
    """By start, how much context tells the place from the other places of `wording`."""
    needed = dict.fromkeys(starts, MOST_CONTEXT)
    alike = list(occurrences(text, wording))
    open_starts, length = starts, CONTEXT
    while open_starts and length < MOST_CONTEXT:
        cancel.check()
        inner, outer = length, len(text) - len(wording) - length
        # Hashes, to hold no copy of the text: two places that share one by chance only get more
        # context than they need.
        around = {
            start: hash(text[start - length : start + len(wording) + length])
            for start in alike
            if inner <= start <= outer
        }
        times = Counter(around.values())
        # At the ends of the text context is cut short and may stand inside a longer one.
        found = {
            start
            for start in open_starts
            if (
                times[around[start]] == 1
                if start in around
                else _stands_once(text, Span(start, start + len(wording)), length)
            )
        }
        needed.update(dict.fromkeys(found, length))
        open_starts = open_starts - found
        # Places that differ in less context differ in more.
        alike = [start for start in alike if start not in around or times[around[start]] > 1]
        length *= 2
    return needed


def _before_marks(text: str, position: int) -> int:
    """The nearest position at or before `position` that does not part a character's marks."""
    while _parts_marks(text, position):
        position -= 1
    return position


def _past_marks(text: str, position: int) -> int:
    while _parts_marks(text, position):
        position += 1
    return position


def _parts_marks(text: str, position: int) -> bool:
    if not 0 < position < len(text):
        return False
    following = text[position]
    return (
        following in _CONTINUING
        or unicodedata.category(following).startswith("M")
        or text[position - 1] == _JOINER
    )
