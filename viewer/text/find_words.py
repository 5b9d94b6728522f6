"""Finding typed words in one text as a reader means them: literally, but not letter for letter.

Capitals, ё and е, accents and stress marks, soft hyphens and the kind of apostrophe are not told
apart, as in the index; й is a letter of its own. A run of white space stands for any other, so that
words are found across the end of a line. A pattern does it in one pass over the text: folding each
character of two million would take a second.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

from viewer.text.spans import Span

#: Stress marks and accents that may follow a letter, and characters that show nothing.
_IGNORED = "[\u0300-\u0304\u0308\u0340\u0341\u00ad\u180e\u200b-\u200d\u2060\ufeff]*"
_APOSTROPHES = "'’‘ʼʹ′＇`´"
#: Where letters with accents are: Latin-1 to Latin Extended-B, and Latin Extended Additional.
_ACCENTED = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_OF_YE = "еёѐ"


def find_all(text: str, wanted: str) -> list[Span]:
    """Where `wanted` is in `text`: code points, in order, none over another; none for no words."""
    words = normalize("NFC", wanted).split()
    if not words:
        return []
    pattern = r"\s+".join("".join(map(_letter, word)) for word in words)
    found = re.finditer(pattern, text, re.IGNORECASE)
    return [Span(match.start(), match.end()) for match in found]


def _letter(character: str) -> str:
    """A pattern for one character, composed or not, and for what is not told apart from it."""
    folded = character.lower()
    if folded in _OF_YE:
        return f"[{_OF_YE}]{_IGNORED}"
    if folded in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    decomposed = normalize("NFD", folded)
    base = decomposed[0]
    if base.isascii() and base.isalpha():
        return f"[{base}{_accented().get(base, '')}]{_IGNORED}"
    if decomposed != base:
        return f"(?:{re.escape(folded)}|{re.escape(decomposed)}){_IGNORED}"
    # и is not й: where the text has the two parts of й, и alone is not there.
    return f"{re.escape(folded)}(?!\u0306){_IGNORED}"


@cache
def _accented() -> dict[str, str]:
    """For each letter of ASCII the letters that are it with accents."""
    made: dict[str, str] = {}
    for number in _ACCENTED:
        base = normalize("NFD", chr(number))[0]
        if base.isascii() and base.isalpha() and base != chr(number):
            made[base.lower()] = made.get(base.lower(), "") + chr(number)
    return made
