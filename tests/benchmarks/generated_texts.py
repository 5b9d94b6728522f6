"""A seeded corpus of any size, made block by block, so that it need not be held in memory.

A fifth of the excerpts is Russian. Every text has an NBSP and CRLF in it, every tenth an emoji and
a combining mark; a fifth of the English ones holds `PHRASE`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import vocabulary

PHRASE = "red army"
PUBLICATIONS = ("The Stars and Stripes", "The Guardian", "Izvestia", "The New York Times")

#: Excerpts that are drawn at once.
BLOCK = 1_000

_HEADLINE = 6
_SENTENCE = 14
_FIRST_DAY = datetime.date(1945, 7, 1)
_DAYS = 180
_RUSSIAN_PAPER = 2
_PHRASE_SHARE = 0.2
#: A word stands inside a sentence, at its start, or at its end.
_INSIDE, _START, _END = range(3)

Ints = npt.NDArray[np.int64]
Pieces = npt.NDArray[np.object_]


class Excerpt(NamedTuple):
    """One excerpt; `number` counts from 1, `date` is ISO or empty."""

    number: int
    headline: str
    publication: str
    date: str
    language: str
    text: str


class Issue(NamedTuple):
    """Where and when an excerpt was printed: what is known of it without its text."""

    publication: str
    date: str
    language: str


class GeneratedTexts:
    """`excerpts` texts of `words` words on average; the same seed gives the same ones first."""

    def __init__(self, excerpts: int, seed: int, words: int = 200) -> None:
        self._excerpts = excerpts
        self._seed = seed
        self._lengths = (words // 2, words * 3 // 2 + 1)
        days = (_FIRST_DAY + datetime.timedelta(day) for day in range(_DAYS))
        self._days = [day.isoformat() for day in days]

    def __len__(self) -> int:
        return self._excerpts

    def __iter__(self) -> Iterator[Excerpt]:
        for first in range(0, self._excerpts, BLOCK):
            yield from self._block(first)[: self._excerpts - first]

    def words_by_rank(self) -> list[str]:
        """The English words, most frequent first."""
        return vocabulary.english(self._seed)

    @cached_property
    def _pieces(self) -> tuple[Pieces, Pieces]:
        """The English words and the Russian ones."""
        return _pieces(vocabulary.english(self._seed)), _pieces(vocabulary.russian(self._seed))

    @cached_property
    def _steps(self) -> npt.NDArray[np.float64]:
        return vocabulary.zipf_steps()

    def issues(self) -> Iterator[Issue]:
        """Of every excerpt, without making its text."""
        for first in range(0, self._excerpts, BLOCK):
            yield from self._issues(self._random(first), first)[: self._excerpts - first]

    def _random(self, first: int) -> np.random.Generator:
        return np.random.default_rng([self._seed, 3, first])

    def _issues(self, random: np.random.Generator, first: int) -> list[Issue]:
        return [
            Issue(PUBLICATIONS[_RUSSIAN_PAPER], self._days[day], "ru")
            if _is_russian(number)
            else Issue(PUBLICATIONS[number % len(PUBLICATIONS)], self._days[day], "en")
            for number, day in enumerate(random.integers(_DAYS, size=BLOCK).tolist(), first)
        ]

    def _block(self, first: int) -> list[Excerpt]:
        random = self._random(first)
        issues = self._issues(random, first)
        lengths = random.integers(*self._lengths, size=BLOCK)
        russian = np.array([_is_russian(number) for number in range(first, first + BLOCK)])
        headlines = self._drawn(random, np.full(BLOCK, _HEADLINE), russian, has_phrase=False)
        texts = self._drawn(random, lengths, russian, has_phrase=True)
        return [
            Excerpt(number, headline.rstrip("."), *issue, text.replace(" ", "\u00a0", 1))
            for number, headline, issue, text in zip(
                range(first + 1, first + BLOCK + 1), headlines, issues, texts, strict=True
            )
        ]

    def _drawn(
        self,
        random: np.random.Generator,
        lengths: Ints,
        russian: npt.NDArray[np.bool_],
        *,
        has_phrase: bool,
    ) -> list[str]:
        """A text of as many words as each of `lengths` says."""
        ends = np.cumsum(lengths)
        starts = ends - lengths
        ranks = np.searchsorted(self._steps, random.random(int(ends[-1])))
        if has_phrase:
            chosen = (random.random(len(lengths)) < _PHRASE_SHARE) & ~russian
            for offset, word in enumerate(PHRASE.split()):
                ranks[(starts + lengths // 2 + offset)[chosen]] = vocabulary.RANKS[word]
        within = np.arange(len(ranks)) - np.repeat(starts, lengths)
        place = np.where(within % _SENTENCE == 0, _START, _INSIDE)
        place[within % _SENTENCE == _SENTENCE - 1] = _END
        place[ends - 1] = _END
        chosen_pieces = ranks * 3 + place
        words = np.where(
            np.repeat(russian, lengths),
            self._pieces[1][chosen_pieces],
            self._pieces[0][chosen_pieces],
        ).tolist()
        if has_phrase:
            for at in (starts + lengths // 3)[::10].tolist():
                words[at] += "🚩 cafe\u0301 "
        return [
            "".join(words[start:end])[:-2]
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]


def _is_russian(number: int) -> bool:
    return number % 5 == 4


def _pieces(words: list[str]) -> Pieces:
    """Each word as it stands in the three places of a sentence: at 3 × rank + place."""
    pieces = np.empty(len(words) * 3, np.object_)
    pieces[_INSIDE::3] = [word + " " for word in words]
    pieces[_START::3] = [word.capitalize() + " " for word in words]
    pieces[_END::3] = [word + ".\r\n" for word in words]
    return pieces
