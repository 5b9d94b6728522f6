"""Words and sentences of a text, as code point positions.

Rules of our own, small enough to read, for English, Russian and Mongolian prose: the index, the
concordance and the counts per thousand words all mean the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TypeAlias

import numpy as np
import regex
from numpy.typing import NDArray

from viewer.text.spans import Span

#: One word: code points `start, end`, half-open, and the characters there, soft hyphens included.
Word: TypeAlias = tuple[int, int, str]

#: Code points: a longer text is cut into words piece by piece, so that no more is held twice.
STRETCH = 1 << 16

#: Kinds of UTF-16 code units (see `unit_kinds`): what parts words, what only may stand in one, what
#: is in one, and what only a pattern can tell (marks, joiners, signs that are words, half pairs).
APART, APOSTROPHE, NUMBER, LETTER, PATTERN = range(5)

# A letter or digit, then letters, marks and digits; an apostrophe before a letter stays inside, and
# so do the soft hyphen and the other invisible joiners (U+180E parts vowels in Mongolian script).
_JOINERS = r"\u00AD\u200C\u200D\u2060\u180E"
_WORDS = regex.compile(
    r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*+"
    rf"(?:(?:['’ʼ](?=\p{{L}})|[{_JOINERS}]++)[\p{{L}}\p{{M}}\p{{N}}]++)*+"
)
# Chinese and Japanese have no spaces: there each character counts as a word, so that a phrase finds
# what a run of them would hide. Only texts that hold any pay for the slower pattern.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
_HAS_UNSPACED = regex.compile(_UNSPACED)
_WORDS_AND_CHARACTERS = regex.compile(
    rf"{_UNSPACED}\p{{M}}*+|(?:(?!{_UNSPACED})[\p{{L}}\p{{N}}])"
    rf"(?:(?!{_UNSPACED})[\p{{L}}\p{{M}}\p{{N}}]"
    rf"|['’ʼ](?=\p{{L}})(?!{_UNSPACED})"
    rf"|[{_JOINERS}]++(?=[\p{{L}}\p{{M}}\p{{N}}])(?!{_UNSPACED}))*+"
)

# Most texts need no pattern: letters and digits stay, all else becomes a space, and what the spaces
# part are the words, once the apostrophes that are in none are gone.
_ASCII = "".join(chr(code) if chr(code).isalnum() or code == 0x27 else " " for code in range(128))
_OUTER_APOSTROPHE = regex.compile(r"['’](?:(?<![^ '’].)|(?!\p{L}))")
_NEEDS_PATTERN = "\0"
_UNIT = np.dtype("<u2")
_SPACE = re.compile(r"\s")


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order: runs of letters, marks and digits.

    `don't` is one word; hyphens, dots and commas part words («Маньчжоу-Го» is two, `850,000` is
    two). A soft hyphen does not part one: `Man\\u00adchuria` is one word and holds it.
    """
    for start, stretch in stretches(text):
        yield from placed(text, _strings(stretch), start)


def word_strings(text: str) -> list[str]:
    """The words of `text` in order, as `words` gives them, without places: for bulk work."""
    if len(text) <= STRETCH:
        return _strings(text)
    return [word for _, stretch in stretches(text) for word in _strings(stretch)]


def placed(text: str, strings: Iterable[str], after: int = 0) -> Iterator[Word]:
    """The words of `text` after a place between two words, of which `strings` are the first."""
    find = text.find
    end = after
    # Between two words stands no letter or digit, and every word begins with one: the next place
    # where the characters of a word stand is that word.
    for word in strings:
        start = find(word, end)
        end = start + len(word)
        yield start, end, word


def word_places(text: str, numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Where the words with these numbers stand, counted from 0 as `words` gives them.

    Numbers that the text has no word of are left out. Quicker than to place every word.
    """
    found: dict[int, tuple[int, int]] = {}
    wanted = sorted(set(numbers))
    before = 0
    for offset, stretch in stretches(text):
        if not wanted:
            break
        edges = _edges(stretch, wanted[-1] - before + 1)
        count = len(edges) // 2
        while wanted and wanted[0] < before + count:
            number = wanted.pop(0)
            start, end = edges[2 * (number - before) : 2 * (number - before) + 2]
            found[number] = int(start) + offset, int(end) + offset
        before += count
    return found


def _edges(text: str, needed: int) -> NDArray[np.int64]:
    """The start and end of every word of `text`, one after the other, or of the first `needed`."""
    spaced = _spaced(text)
    if spaced is None:
        matches = islice(_pattern(text).finditer(text), needed)
        return np.array([edge for match in matches for edge in match.span()], np.int64)
    # Every sign is one unit there, and what is no part of a word is a space.
    units = np.frombuffer(f" {spaced} ".encode("utf-16-le"), _UNIT) != ord(" ")
    return np.flatnonzero(units[1:] != units[:-1])


def stretches(text: str, length: int | None = None) -> Iterator[tuple[int, str]]:
    """The text in pieces, each with its start, cut at white space: no word is in two of them.

    They are a little longer than `length` code points (`STRETCH` unless given), or much longer
    where no white space is.
    """
    length = length or STRETCH
    start = 0
    while len(text) - start > length and (space := _SPACE.search(text, start + length)):
        yield start, text[start : space.start()]
        start = space.start()
    yield start, text[start:]


def _strings(text: str) -> list[str]:
    spaced = _spaced(text)
    if spaced is None:
        return list(_pattern(text).findall(text))
    return spaced.split()


def _pattern(text: str) -> regex.Pattern[str]:
    return _WORDS_AND_CHARACTERS if _HAS_UNSPACED.search(text) else _WORDS


def _spaced(text: str) -> str | None:
    """The text with a space for each sign that is in no word; None where that takes a pattern."""
    spaced = text.translate(_ASCII) if text.isascii() else _with_spaces(text)
    if _NEEDS_PATTERN in spaced:
        return None
    if "'" in spaced or "’" in spaced:
        spaced = _OUTER_APOSTROPHE.sub(" ", spaced)
    return spaced


def _with_spaces(text: str) -> str:
    """The text with a space for each character that stands in no word, and `_NEEDS_PATTERN` for
    each that may join words, belong to the letter before, or be a word of its own."""
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), _UNIT)
    return _table().take(codes).tobytes().decode("utf-16-le")


@cache
def unit_kinds() -> NDArray[np.uint8]:
    """What each UTF-16 code unit is to a word, as the constants from `APART` on say it.

    Where no unit of a text is `PATTERN`, its words are the runs of `NUMBER` and `LETTER`, together
    with each `APOSTROPHE` that stands between one of these and a `LETTER`.
    """
    kinds = np.full(1 << 16, APART, np.uint8)
    every = "".join(map(chr, range(1 << 16)))
    for kind, characters in (
        (NUMBER, r"\p{N}"),
        (LETTER, r"\p{L}"),
        (APOSTROPHE, "['’]"),
        (PATTERN, rf"[\p{{M}}\p{{Cs}}{_JOINERS}]|{_UNSPACED}"),
    ):
        for run in regex.finditer(f"(?:{characters})+", every):
            kinds[run.start() : run.end()] = kind
    return kinds


@cache
def _table() -> NDArray[np.uint16]:
    """What becomes of each UTF-16 code unit; a half of a pair needs a pattern."""
    table = np.arange(1 << 16, dtype=_UNIT)
    table[unit_kinds() == APART] = ord(" ")
    table[unit_kinds() == PATTERN] = ord(_NEEDS_PATTERN)
    return table


# Written with a dot that does not end a sentence, in lower case and without the last dot.
_DOTTED = """
mr mrs ms messrs dr prof rev hon st jr sr gov sen rep pres gen lt col maj capt cmdr adm brig
sgt cpl pvt jan feb mar apr jun jul aug sept sep oct nov dec no nos vol pp fig vs cf i.e e.g
viz approx dept div bn inf regt co inc ltd corp bros mt ft
г гг в вв им гор ул пл пр д обл р о оз ст стр см ср напр тов акад проф ген полк подп м кап лейт
серж гв т т.е т.к т.н т.о н кв тыс млн млрд руб коп экз изд ред сост прим илл рис табл гл янв
февр апр авг сент окт нояб дек
х хх жр дэс ж.нь т.ж
"""
_ABBREVIATIONS = frozenset(_DOTTED.split())
# Written so only before a number: “See p. 5”.
_BEFORE_NUMBERS = frozenset({"p", "с", "ch", "sec", "art", "para"})
_BREAK = regex.compile(r"(?P<mark>[.!?…]+)(?P<closing>[\"'”’»)\]]*)(?=\s|$)|\n\s*")
_PARAGRAPH = regex.compile(r"\n[^\S\n]*\n")
_LAST_TOKEN = regex.compile(r"(?r)[\p{L}\p{M}.]+")
_OPENING = "\"'“‘«„([—–-• \t\n\u00a0"
_WRAPPED_LINE = range(40, 121)


def sentences(text: str) -> list[Span]:
    """The sentences of `text` in order, without the white space between them.

    Every character that is not white space belongs to exactly one. A sentence ends at `.`, `!`,
    `?` or `…` with what closes quotations after it, unless the dot belongs to an abbreviation or
    initial or a small letter goes on; at an empty line; and at a line end, unless the line looks
    wrapped: then the sentence runs on.
    """
    found: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() < start or not _ends(text, match):
            continue
        end = match.start() if match["mark"] is None else match.end()
        _add(found, text, start, end)
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    kept = piece.strip()
    if kept:
        first = start + len(piece) - len(piece.lstrip())
        found.append(Span(first, first + len(kept)))


def _ends(text: str, match: regex.Match[str]) -> bool:
    if match["mark"] is None:
        return _line_ends(text, match)
    following = _next_letter(text, match.end())
    if following.islower():
        return False
    return match["mark"] != "." or bool(match["closing"]) or not _is_abbreviation(text, match)


def _is_abbreviation(text: str, match: regex.Match[str]) -> bool:
    """Whether the single dot of `match` belongs to the word before it."""
    token = _LAST_TOKEN.search(text, max(0, match.start() - 40), match.start())
    if token is None or token.end() != match.start():
        return False
    word = token.group().strip(".")
    lower = word.lower()
    if lower in _ABBREVIATIONS:
        return True
    if lower in _BEFORE_NUMBERS and _next_letter(text, match.end()).isdecimal():
        return True
    initials = word.split(".")
    return all(len(part) == 1 and part.isupper() for part in initials)


def _line_ends(text: str, match: regex.Match[str]) -> bool:
    """Whether a sentence ends at this line end: it does not inside a wrapped paragraph."""
    if _PARAGRAPH.match(text, match.start()):
        return True
    following = _next_letter(text, match.end())
    if following.islower():
        return False
    length = match.start() - (text.rfind("\n", 0, match.start()) + 1)
    return length not in _WRAPPED_LINE


def _next_letter(text: str, position: int) -> str:
    """The first character from `position` on that is no space and opens nothing, or `""`."""
    end = min(len(text), position + 20)
    while position < end and text[position] in _OPENING:
        position += 1
    return text[position : position + 1]
