"""The queries that every engine is asked: many of each class, drawn by the ranks of their words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

#: Ranks from which the words of a query are drawn.
_COMMON = (10, 60)
_ANY = (10, 20_000)
_MIDDLE = (10, 2_000)

#: Letters or more that a word has which becomes a wildcard or a fuzzy word.
_LONG = 6


class Class(StrEnum):
    """What sort of query; the value is its name in the table."""

    COMMON = "common term"
    TERM = "any term"
    OR = "OR of 2–3"
    AND = "AND of 2–3"
    NOT = "NOT"
    PHRASE = "phrase of two common words"
    NEAR = "near: two common words within 5"
    PREFIX = "prefix of 3–4 letters"
    WILDCARD = "wildcard"
    FUZZY_1 = "fuzzy, 1 letter"
    FUZZY_2 = "fuzzy, 2 letters"
    DATES = "term in a range of dates"
    SENTENCE = "a sentence, all fields"
    ALL_FIELDS = "common term, all fields"


_PATTERNS = {Class.PREFIX, Class.WILDCARD, Class.FUZZY_1, Class.FUZZY_2}

#: For the class `NEAR`: how far apart the words may be, side by side being 1. Ours and Whoosh take
#: them in this order, SQLite in either; tantivy counts the swap of two words as two steps.
SLOP = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """One query. A prefix is without its `*`; a wildcard has `*` and `?`; `days` are ISO."""

    sort: Class
    words: tuple[str, ...]
    days: tuple[str, str] | None = None


_SENTENCE = "the army of japan did surrender at harbin after the war at the front"

#: Asked beside the drawn ones, where the corpus has the words.
_NAMED = (
    Asked(Class.COMMON, ("army",)),
    Asked(Class.TERM, ("zeppelin",)),
    Asked(Class.OR, ("harbin", "surrender")),
    Asked(Class.AND, ("army", "surrender")),
    Asked(Class.NOT, ("army", "war")),
    Asked(Class.PHRASE, ("red", "army")),
    Asked(Class.NEAR, ("red", "army")),
    Asked(Class.PREFIX, ("kwan",)),
    Asked(Class.WILDCARD, ("surr?nder",)),
    Asked(Class.FUZZY_1, ("surender",)),
    Asked(Class.DATES, ("army",), ("1945-08-09", "1945-08-20")),
    Asked(
        Class.SENTENCE,
        tuple(_SENTENCE.split()),
    ),
    Asked(Class.ALL_FIELDS, ("army",)),
)


def write_queries(path: Path, words: list[str], days: Iterable[str], seed: int, each: int) -> None:
    """Draw `each` queries of every class, the named ones among them first, and write them down.

    `words` are the corpus's by rank, `days` the dates in it.
    """
    found = []
    printed = sorted(set(days) - {""}) or ["1945-08-09"]
    for number, (sort, draw) in enumerate(_DRAWING.items()):
        drawing = _Drawing(words, printed, np.random.default_rng([seed, 4, number]))
        named = [asked for asked in _NAMED if asked.sort is sort and drawing.knows(asked)]
        found += named[:each]
        found += [draw(drawing, sort) for _ in range(each - len(named))]
    path.write_text(json.dumps([asdict(asked) for asked in found]), encoding="utf-8")


def read_queries(path: Path, each: int) -> list[Asked]:
    """The first `each` queries of every class that were written there."""
    found: dict[Class, list[Asked]] = {sort: [] for sort in Class}
    for noted in json.loads(path.read_text(encoding="utf-8")):
        days = tuple(noted["days"]) if noted["days"] else None
        asked = Asked(Class(noted["sort"]), tuple(noted["words"]), days)
        found[asked.sort].append(asked)
    return [asked for some in found.values() for asked in some[:each]]


class _Drawing:
    """Draws words and makes queries of them."""

    def __init__(self, words: list[str], days: list[str], random: np.random.Generator) -> None:
        self._words = words
        self._known = frozenset(words)
        self._days = days
        self._random = random

    def knows(self, asked: Asked) -> bool:
        """Whether the corpus has the last of the words; a pattern may always be asked."""
        return asked.sort in _PATTERNS or asked.words[-1] in self._known

    def word(self, ranks: tuple[int, int], longer: int = 1) -> str:
        """A word of such a rank, each power of ten as likely; of `longer` letters or more."""
        first, end = ranks[0], min(ranks[1], len(self._words) - 1)
        while True:
            rank = int(np.exp(self._random.uniform(np.log(first), np.log(end))))
            if len(self._words[rank]) >= longer:
                return self._words[rank]

    def several(self, ranks: tuple[int, int], least: int, most: int) -> tuple[str, ...]:
        """Different words, `least` to `most` of them."""
        found: dict[str, None] = {}
        count = int(self._random.integers(least, most + 1))
        while len(found) < count:
            found.setdefault(self.word(ranks))
        return tuple(found)

    def place(self, word: str) -> int:
        """A place inside a word, neither its first nor its last letter."""
        return int(self._random.integers(1, len(word) - 1))

    def letter(self) -> str:
        return "aeioustnrl"[int(self._random.integers(10))]

    def span_of_days(self) -> tuple[str, str]:
        """Some dozen days on end."""
        first = int(self._random.integers(max(1, len(self._days) - 12)))
        return self._days[first], self._days[min(first + 11, len(self._days) - 1)]


def _terms(ranks: tuple[int, int], least: int, most: int) -> Callable[[_Drawing, Class], Asked]:
    return lambda drawing, sort: Asked(sort, drawing.several(ranks, least, most))


def _prefix(drawing: _Drawing, sort: Class) -> Asked:
    letters = 3 + int(drawing.place("1234") > 1)
    return Asked(sort, (drawing.word(_ANY, letters + 1)[:letters],))


def _wildcard(drawing: _Drawing, sort: Class) -> Asked:
    word = drawing.word(_ANY, _LONG)
    at = drawing.place(word)
    kind = "?" if at % 2 else "*"
    return Asked(sort, (word[:at] + kind + word[at + 1 :],))


def _fuzzy(letters: int) -> Callable[[_Drawing, Class], Asked]:
    def draw(drawing: _Drawing, sort: Class) -> Asked:
        word = drawing.word(_ANY, _LONG)
        for _ in range(letters):
            at = drawing.place(word)
            word = word[:at] + drawing.letter() + word[at + 1 :]
        return Asked(sort, (word,))

    return draw


def _in_days(drawing: _Drawing, sort: Class) -> Asked:
    return Asked(sort, (drawing.word(_MIDDLE),), drawing.span_of_days())


_DRAWING: dict[Class, Callable[[_Drawing, Class], Asked]] = {
    Class.COMMON: _terms(_COMMON, 1, 1),
    Class.TERM: _terms(_ANY, 1, 1),
    Class.OR: _terms(_MIDDLE, 2, 3),
    Class.AND: _terms(_MIDDLE, 2, 3),
    Class.NOT: _terms(_MIDDLE, 2, 2),
    Class.PHRASE: _terms(_COMMON, 2, 2),
    Class.NEAR: _terms(_COMMON, 2, 2),
    Class.PREFIX: _prefix,
    Class.WILDCARD: _wildcard,
    Class.FUZZY_1: _fuzzy(1),
    Class.FUZZY_2: _fuzzy(2),
    Class.DATES: _in_days,
    Class.SENTENCE: _terms(_ANY, 8, 12),
    Class.ALL_FIELDS: _terms(_COMMON, 1, 1),
}
