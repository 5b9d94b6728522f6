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
from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from viewer.search.analysis import stemmers
from viewer.text.scripts import fold_lookalikes, script_of
from viewer.text.segmentation import word_strings, words

#: A longer "word" is rubbish from a scan or an encoded attachment; its head is enough to find it.
LONGEST_FORM = 100

#: Words remembered for one thread and language before its memory is emptied: more than the
#: vocabulary of most archives. A full memory takes 40 to 55 MB.
MEMORY = 250_000

# soft hyphen, Mongolian vowel separator, zero-width spaces and joiners
_DROPPED = "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "’‘ʼʹ′＇`´"
_FOLDED = str.maketrans("ёѐѝ" + _APOSTROPHES, "ееи" + "'" * len(_APOSTROPHES), _DROPPED)
# Soviet print of the time sets an apostrophe for ъ: об'явить, с'езд.
_HARD_SIGN = re.compile("(?<=[\u0430-\u044f])'(?=[\u0430-\u044f])")
# Most words that are not ASCII: nothing in them but ё is to be folded.
_RUSSIAN = re.compile("[А-Яа-яЁё]+")
_FIRST = itemgetter(0)
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
        exact, stem = known[word]
        if exact:
            yield Token(start, end, position, exact, stem)
            position += 1


def forms(text: str, language: str) -> list[tuple[str, str]]:
    """The (exact form, stem) of each word in order: `analyse` without places, for bulk work."""
    found = forms_of(word_strings(text), language)
    return found if all(map(_FIRST, found)) else list(filter(_FIRST, found))


def forms_of(strings: Iterable[str], language: str) -> list[tuple[str, str]]:
    """The (exact form, stem) of each of these words in `language`; both empty for no word."""
    return list(map(_memory(language).__getitem__, strings))


def exact_form(word: str) -> str:
    """The exact form of one word: see the head of this module. Empty when nothing is left."""
    if word.isascii():
        return word.lower()[:LONGEST_FORM]
    if _RUSSIAN.fullmatch(word):
        return word.lower().replace("ё", "е")[:LONGEST_FORM]
    # Look-alikes go before the case (K is one, k is none) and after it (ſ becomes one).
    folded = fold_lookalikes(unicodedata.normalize("NFC", word)).casefold()
    folded = unicodedata.normalize("NFC", folded).translate(_FOLDED)
    folded = "".join(letter for letter in folded if letter not in _STRESS and not _broken(letter))
    return _HARD_SIGN.sub("ъ", fold_lookalikes(folded))[:LONGEST_FORM]


def _broken(letter: str) -> bool:
    """Whether it is half a surrogate pair, which no file can hold."""
    return "\ud800" <= letter <= "\udfff"


def query_stems(word: str, languages: Collection[str]) -> set[str]:
    """The stems under which texts may hold `word`, those of these languages, each by its own rules.

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
    script = _script(exact)
    return _stem(stemmers.respelt(exact, script, language), script, language)


def _stem(spelt: str, script: str, language: str) -> str:
    return stemmers.stem(spelt, script, language)[:LONGEST_FORM] or spelt


def _script(exact: str) -> str:
    """What `script_of` says of an exact form, for most words without a search."""
    if exact.isascii():
        return "other" if exact.upper() == exact else "latin"
    return "cyrillic" if _RUSSIAN.fullmatch(exact) else script_of(exact)


class _Memory(dict[str, tuple[str, str]]):
    """The (exact form, stem) of every word of a language that was asked for, made when missing."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= MEMORY:
            self.clear()
        folded = exact_form(word)
        if folded != word and (known := self.get(folded)) is not None:
            # What is folded already stays as it is, so a capital or an accent changes nothing.
            self[word] = known
            return known
        script = _script(folded)
        spelt = stemmers.respelt(folded, script, self._language)
        stem = _stem(spelt, script, self._language) if spelt else ""
        # Equal strings are held once: they are most of what a memory takes.
        exact = word if spelt == word else spelt
        self[word] = found = (exact, exact if stem == exact else stem)
        return found


def _memory(language: str) -> _Memory:
    memories: dict[str, _Memory] | None = getattr(_own, "memories", None)
    if memories is None:
        memories = _own.memories = {}
    known = memories.get(language)
    if known is None:
        known = memories[language] = _Memory(language)
    return known
