"""Quotes with context: how a passage is described so that it can be found again, and found.

The model is the W3C Web Annotation Text Quote Selector, with positions in code points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from viewer.text.spans import Span

#: Code points of context on each side, where the text has them.
CONTEXT: Final = 32

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
    and does not begin or end inside a character with its combining marks. Raises `ValueError` for
    an empty span or one that reaches past the text.
    """
    if not span or span.end > len(text):
        raise ValueError(f"[{span.start}, {span.end}) holds no words of {len(text)} code points")
    length = CONTEXT
    while True:
        first = _before_marks(text, max(0, span.start - length))
        last = _past_marks(text, min(len(text), span.end + length))
        if _stands_once(text, text[first:last], first):
            return Quote(span.of(text), text[first : span.start], text[span.end : last])
        length *= 2


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


def _stands_once(text: str, words: str, start: int) -> bool:
    return text.find(words) == start and text.find(words, start + 1) < 0


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
