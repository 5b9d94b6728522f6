"""Which tags fit what is typed, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from viewer.annotation.codebook import SEPARATOR
from viewer.services.types import TagInfo

_WORD = re.compile(r"[^\W_]+")
#: How well a tag fits, best first; see `_fit`.
_EXACT, _NAME_START, _WORD_START, _INSIDE, _SCATTERED = range(5)


def ranked(typed: str, tags: Sequence[TagInfo], recent: Sequence[str]) -> list[TagInfo]:
    """The tags that fit `typed`: exact, prefix of a name, start of a word, inside, subsequence.

    Among equals those in `recent` (paths, newest first) come first, then the order given. All of
    them fit an empty text. Names in other languages (`labels`) count as names.
    """
    places = {path: place for place, path in enumerate(recent)}
    sought = _folded(typed.strip())
    found = []
    for order, tag in enumerate(tags):
        fit = _fit(sought, tag)
        if fit is not None:
            found.append((fit, places.get(tag.path, len(places)), order, tag))
    return [tag for *_, tag in sorted(found, key=lambda each: each[:3])]


def is_known(typed: str, tags: Iterable[TagInfo]) -> bool:
    """Whether `typed` is some tag's path or name, in any case."""
    sought = _folded(typed.strip())
    return any(_fit(sought, tag) == _EXACT for tag in tags)


def _fit(sought: str, tag: TagInfo) -> int | None:
    path = _folded(tag.path)
    names = [_folded(name) for name in (tag.name, *tag.labels.values())]
    if not sought or sought == path or sought in names:
        return _EXACT
    if any(name.startswith(sought) for name in names):
        return _NAME_START
    if _starts_a_word(sought, [path, *names]):
        return _WORD_START
    if any(sought in each for each in (path, *names)):
        return _INSIDE
    return _SCATTERED if _is_subsequence(sought, path) else None


def _starts_a_word(sought: str, texts: Iterable[str]) -> bool:
    return any(
        text.startswith(sought, word.start()) for text in texts for word in _WORD.finditer(text)
    )


def _is_subsequence(sought: str, text: str) -> bool:
    letters = iter(text)
    wanted = sought.replace(" ", "").replace(SEPARATOR, "")
    return bool(wanted) and all(letter in letters for letter in wanted)


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")
