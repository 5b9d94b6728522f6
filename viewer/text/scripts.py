"""Scripts and languages: what a word is written in, and what a text is probably written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import regex

from viewer.text.letter_pairs import (
    MONGOLIAN,
    RUSSIAN,
    share_of_known_pairs,
    with_mongolian_letters,
)

#: How much of a text `guess_language` looks at, in code points.
SAMPLE_LENGTH: Final = 20_000

_LATIN = regex.compile(r"\p{Latin}")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_OTHER = regex.compile(r"[\p{L}--\p{Latin}--\p{Cyrillic}]", regex.V1)
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")

# Letters that look alike in the two scripts, in print or in the eyes of an OCR program.
_LATIN_TO_CYRILLIC: Mapping[str, str] = dict(
    zip(
        "aceopxyijsAaBCEHKMOPTXYIJSvVɵƟ",
        "асеорхуіјѕАаВСЕНКМОРТХУІЈЅүҮөӨ",
        strict=True,
    )
)
_CYRILLIC_TO_LATIN: Mapping[str, str] = dict(
    zip("асеорхуіјѕАВСЕНКМОРТХУІЈЅүҮөӨ", "aceopxyijsABCEHKMOPTXYIJSvVɵƟ", strict=True)
)

# Letters of Cyrillic languages other than Russian and Mongolian.
_FOREIGN_CYRILLIC = frozenset("іўґјљњћђџѓќәқғңұһҗҳӣӯҷ")

_STOP_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is was that for with on as by at from it be are his had not "
        "which were this have has but will would been their they he she its an or",
        "de": "der die und den das ist nicht mit von dem ein eine auf für sich im zu des als auch "
        "es an werden aus er hat dass sie nach wird bei",
        "fr": "le la les des et une est dans que qui pour pas sur du au par plus ce il se avec en "
        "sont cette ne aux été",
        "es": "el los las una del que por con para como se está al lo su y en la es un sus ha fue",
        "ru": "и в не на что с по как из за от его для это был к о у но же было или его их то все "
        "она они так бы мы был были во до при уже если со года чтобы только",
        "mn": "нь байна бол ба болон юм гэж энэ тэр байсан байв ч тул мөн бус дээр болгон бүх буюу "
        "гэсэн байх байгаа болно юу тухай хүн өөр эсвэл бүр хийж олон нэг билээ",
    }.items()
}
_LATIN_LANGUAGES = ("en", "de", "fr", "es")
_LEAST_SHARE = 0.08
_CLEARLY = 1.5


def script_of(word: str) -> str:
    """`latin`, `cyrillic` or `other`, or `mixed` for letters of more than one of the three.

    Digits, marks and signs do not count; without any letter the answer is `other`.
    """
    found = [
        name
        for name, pattern in (("latin", _LATIN), ("cyrillic", _CYRILLIC), ("other", _OTHER))
        if pattern.search(word)
    ]
    if not found:
        return "other"
    return found[0] if len(found) == 1 else "mixed"


def fold_lookalikes(word: str) -> str:
    """A word that mixes Latin and Cyrillic, written in one of them; any other word as it is.

    It goes to the script of most of its letters if the others all have look-alikes there, else to
    the other script if that works, else it stays. The length never changes. Latin v counts as a
    look-alike of Mongolian ү. Of a draw, Cyrillic wins.
    """
    if word.isascii() or script_of(word) != "mixed":
        return word
    return _folded(word)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    latin = _LATIN.findall(word)
    cyrillic = _CYRILLIC.findall(word)
    to_cyrillic = (latin, _LATIN_TO_CYRILLIC)
    to_latin = (cyrillic, _CYRILLIC_TO_LATIN)
    ways = (to_latin, to_cyrillic) if len(latin) > len(cyrillic) else (to_cyrillic, to_latin)
    for letters, table in ways:
        if all(letter in table for letter in letters):
            return word.translate(str.maketrans("".join(table), "".join(table.values())))
    return word


def guess_language(text: str) -> str:
    """`en`, `ru`, `mn`, `de`, `fr` or `es`, or `""` where the evidence is thin.

    Looks at the first `SAMPLE_LENGTH` code points: letters that only Mongolian uses here (also
    their stand-ins in old texts), frequent little words, and for short Cyrillic texts the pairs of
    letters. Other languages in Cyrillic are told apart from Russian by their own letters.
    """
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE_LENGTH])]
    letters = Counter("".join(words))
    cyrillic = sum(count for letter, count in letters.items() if "\u0400" <= letter <= "\u052f")
    latin = sum(count for letter, count in letters.items() if _LATIN.match(letter))
    everything = sum(letters.values())
    if cyrillic * 2 > everything:
        return _cyrillic_language(words, letters, cyrillic)
    if latin * 2 > everything:
        return _latin_language(words)
    return ""


def _latin_language(words: list[str]) -> str:
    counts = sorted(
        ((_stop_words_in(words, language), language) for language in _LATIN_LANGUAGES),
        key=lambda pair: -pair[0],
    )
    (best, language), (second, _) = counts[0], counts[1]
    enough = best >= 2 and best >= _LEAST_SHARE * len(words)
    return language if enough and best >= _CLEARLY * second else ""


def _cyrillic_language(words: list[str], letters: Counter[str], cyrillic: int) -> str:
    few = max(2, cyrillic // 200)
    if letters["ѣ"] and letters["ы"]:  # Russian as spelt before 1918; Bulgarian has no ы
        return "ru"
    if sum(letters[letter] for letter in _FOREIGN_CYRILLIC) >= few:
        return ""
    if letters["ө"] + letters["ү"] >= few:
        return "mn"
    mongolian_words = [with_mongolian_letters(word) for word in words]
    mongolian = _stop_words_in(mongolian_words, "mn")
    russian = _stop_words_in(words, "ru")
    bulgarian_rate = letters["ъ"] * 125 > cyrillic and letters["ъ"] >= 3 and not letters["ы"]
    if max(mongolian, russian) >= 2 and not bulgarian_rate:
        if mongolian >= _CLEARLY * russian:
            return "mn"
        if russian >= _CLEARLY * mongolian and russian >= _LEAST_SHARE * len(words):
            return "ru"
    if bulgarian_rate or letters["є"] or letters["ї"] or cyrillic < 8:
        return ""
    return _by_pairs(words, mongolian_words)


def _by_pairs(words: list[str], mongolian_words: list[str]) -> str:
    russian = share_of_known_pairs(words, RUSSIAN)
    mongolian = share_of_known_pairs(mongolian_words, MONGOLIAN)
    if max(russian, mongolian) < 0.85 or abs(russian - mongolian) < 0.1:
        return ""
    return "ru" if russian > mongolian else "mn"


def _stop_words_in(words: list[str], language: str) -> int:
    listed = _STOP_WORDS[language]
    return sum(word in listed for word in words)
