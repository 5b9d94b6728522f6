"""Words of a text as the index knows them: an exact form and a stem, with their places.

The exact form is what a word looks like to someone who does not care about capitals, ё or е,
stress marks, soft hyphens, the kind of apostrophe, or a Latin letter that an OCR program put
into a Cyrillic word, and to whom an apostrophe between Cyrillic letters is the ъ it stood for.
й is a letter of its own and is never folded to и. In Mongolian texts є and ї are the ө and ү that
they stood in for. The stem is made from the exact form, so ё is
е before the Russian stemmer sees it, as that stemmer expects.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Collection, Iterator
from typing import NamedTuple

from viewer.search import stemmers
from viewer.text.scripts import fold_lookalikes, script_of
from viewer.text.segmentation import words

#: A longer "word" is rubbish from a scan or an encoded attachment; its head is enough to find it.
LONGEST_FORM = 100

#: Words remembered for one thread and language before its memory is emptied.
MEMORY = 60_000

# soft hyphen, Mongolian vowel separator, zero-width spaces and joiners
_DROPPED = "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "’‘ʼʹ′＇`´"
_FOLDED = str.maketrans("ёѐѝ" + _APOSTROPHES, "ееи" + "'" * len(_APOSTROPHES), _DROPPED)
# Soviet print of the time sets an apostrophe for ъ: об'явить, с'езд.
_HARD_SIGN = re.compile("(?<=[\u0430-\u044f])'(?=[\u0430-\u044f])")
_STRESS = frozenset("\u0300\u0301\u0341\u0340")

_own = threading.local()


class Token(NamedTuple):
    """One word. `start`, `end` are code points of the text; `position` counts words from 0."""

    start: int
    end: int
    position: int
    exact: str
    stem: str


def analyse(text: str, language: str) -> Iterator[Token]:
    """The words of `text`, in order, as a text of `language` is indexed (`""`: by script)."""
    known = _memory(language)
    position = 0
    for start, end, word in words(text):
        exact, stem = known.get(word) or _remember(known, word, language)
        if exact:
            yield Token(start, end, position, exact, stem)
            position += 1


def forms(text: str, language: str) -> list[tuple[str, str]]:
    """The (exact form, stem) of each word in order: `analyse` without places, for bulk work."""
    known = _memory(language)
    found = [known.get(word) or _remember(known, word, language) for _, _, word in words(text)]
    return found if all(exact for exact, _ in found) else [pair for pair in found if pair[0]]


def word_forms(word: str, language: str) -> tuple[str, str]:
    """The (exact form, stem) of one word of a text in `language`; both empty for no word."""
    known = _memory(language)
    return known.get(word) or _remember(known, word, language)


def exact_form(word: str) -> str:
    """The exact form of one word: see the head of this module. Empty when nothing is left."""
    if word.isascii():
        return word.lower()[:LONGEST_FORM]
    # Look-alikes go before the case (K is one, k is none) and after it (ſ becomes one).
    folded = fold_lookalikes(unicodedata.normalize("NFC", word)).casefold()
    folded = unicodedata.normalize("NFC", folded).translate(_FOLDED)
    folded = "".join(letter for letter in folded if letter not in _STRESS and not _broken(letter))
    return _HARD_SIGN.sub("ъ", fold_lookalikes(folded))[:LONGEST_FORM]


def _broken(letter: str) -> bool:
    """Whether it is half a surrogate pair, which no file can hold."""
    return "\ud800" <= letter <= "\udfff"


def query_stems(word: str, languages: Collection[str]) -> set[str]:
    """The stems under which `word` may stand in texts of these languages, each by its own rules.

    A language whose script the word is not written in adds nothing of its own.
    """
    exact = exact_form(word)
    return {stem_of(exact, language) for language in languages or ("",)} if exact else set()


def query_forms(exact: str, languages: Collection[str]) -> list[str]:
    """The exact forms that `exact` may have in texts of these languages, itself first."""
    respelt = (stemmers.respelt(exact, script_of(exact), language) for language in languages)
    return list(dict.fromkeys((exact, *respelt)))


def stem_of(exact: str, language: str) -> str:
    """The stem of an exact form as a text of `language` would be indexed under it."""
    script = script_of(exact)
    spelt = stemmers.respelt(exact, script, language)
    return stemmers.stem(spelt, script, language)[:LONGEST_FORM] or spelt


def _memory(language: str) -> dict[str, tuple[str, str]]:
    memories: dict[str, dict[str, tuple[str, str]]] | None = getattr(_own, "memories", None)
    if memories is None:
        memories = _own.memories = {}
    return memories.setdefault(language, {})


def _remember(known: dict[str, tuple[str, str]], word: str, language: str) -> tuple[str, str]:
    if len(known) >= MEMORY:
        known.clear()
    exact = exact_form(word)
    exact = stemmers.respelt(exact, script_of(exact), language)
    known[word] = found = (exact, stem_of(exact, language) if exact else "")
    return found
