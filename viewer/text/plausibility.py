"""How plausible a text is as a reading of bytes in some code page.

It is judged by pairs of neighbouring characters: letters that follow each other in Russian and
Mongolian, accents in their place, capitals at the beginning of words, printers' signs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from viewer.text.letter_pairs import MONGOLIAN, RUSSIAN, with_mongolian_letters

_PRINTERS_SIGNS = frozenset("“”‘’«»„‚‹›–—…•§№°£€¡¿\u00a0\u00ad")
_RARER_SIGNS = frozenset("©®™±½¼¾×·¶†‡´¨²³ªº¢¥")
_ACCENTED = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßšž")
_LATIN_LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no"})


def plausibility(text: str, language: str = "", *, latin_page: bool = False) -> float:
    """How much like text a reading looks: about 0 to 1, over 0.8 for what can be trusted.

    Only pairs with a character above U+007F count. `language` narrows the letters expected (`ru`,
    `mn`) or speaks for the usual code page of Latin letters, which `latin_page` says this is.
    """
    pairs = Counter(pairwise(text))
    letters = Counter(text)
    plain = sum(count for letter, count in letters.items() if letter.isascii() and letter.isalpha())
    other = sum(count for letter, count in letters.items() if letter > "\x7f" and letter.isalpha())
    languages = [language] if language in {"ru", "mn"} else ["ru", "mn"]
    score = max(_credit_of_pairs(pairs, table) for table in languages)
    # What is nearly all plain Latin letters is more likely Latin throughout than Cyrillic in spots.
    if latin_page and (plain > 4 * other or language in _LATIN_LANGUAGES):
        score += 0.05
    return score


def _credit_of_pairs(pairs: Mapping[tuple[str, str], int], language: str) -> float:
    credit, weight = 1.0, 2.0  # with next to no evidence, every reading is halfway likely
    for (first, second), count in pairs.items():
        if first > "\x7f" or second > "\x7f":
            judged = _judge(first, second, language)
            weight += judged[0] * count
            credit += judged[0] * judged[1] * count
    return credit / weight


#: The weight and the credit of a character that is no letter, whatever is beside it.
_SIGNS = {"bad": (2.0, 0.0), "rare sign": (0.5, 0.6), "sign": (0.5, 1.0)}


@lru_cache(maxsize=65_536)
def _judge(first: str, second: str, language: str) -> tuple[float, float]:
    """The weight and the credit (0 to 1) of two characters in a row, one of them not ASCII."""
    if language == "mn":
        first, second = _with_mongolian_v(first, second)
    kinds = _kind(first), _kind(second)
    for sign, judgement in _SIGNS.items():
        if sign in kinds:
            return judgement
    if kinds == ("cyrillic", "cyrillic"):
        if first.islower() and second.isupper():
            return 1.0, 0.0
        table = RUSSIAN if language == "ru" else MONGOLIAN
        return 1.0, float(with_mongolian_letters(second.lower()) in _followers(table, first))
    if kinds[0] in {"gap", "digit"} or kinds[1] in {"gap", "digit"}:
        return 0.25, 0.3 if second in "ьъ" and kinds[0] == "gap" else 0.5 + 0.3 * _ordinary(kinds)
    if "cyrillic" in kinds:  # beside a letter of another script
        return 1.0, 0.0
    if "foreign" in kinds:
        return 1.0, 0.65 if kinds[0] == kinds[1] else 0.0
    if first.islower() and second.isupper():
        return 1.0, 0.0
    return 0.5, _latin_credit(first, second)


def _with_mongolian_v(first: str, second: str) -> tuple[str, str]:
    """Latin v stands for ү in old Mongolian texts: beside a Cyrillic letter it is read so."""
    if first in "vV" and _kind(second) == "cyrillic":
        return with_mongolian_letters(first), second
    if second in "vV" and _kind(first) == "cyrillic":
        return first, with_mongolian_letters(second)
    return first, second


def _followers(table: Mapping[str, str], first: str) -> str:
    lower = first.lower()
    return table.get(lower) or table.get(with_mongolian_letters(lower), "")


def _ordinary(kinds: tuple[str, str]) -> bool:
    return "digit" not in kinds and "foreign" not in kinds


def _latin_credit(first: str, second: str) -> float:
    accented = [letter for letter in (first, second) if letter > "\x7f"]
    if len(accented) == 2:
        return 0.1
    return 1.0 if accented[0].lower() in _ACCENTED else 0.6


def _kind(character: str) -> str:
    """What the judge tells apart: `plain` is an ASCII letter, `bad` what no text should hold."""
    if character <= "\x7f":
        if character.isalpha():
            return "plain"
        return "digit" if character.isdigit() else "gap"
    if character in _PRINTERS_SIGNS:
        return "sign"
    if character in _RARER_SIGNS:
        return "rare sign"
    if "\u0400" <= character <= "\u04ff":
        return "cyrillic"
    if character == "\ufffd" or not character.isalpha():
        return "bad"
    return "accented" if character <= "\u024f" else "foreign"
