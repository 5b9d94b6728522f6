"""Made-up words by rank, most frequent first, of syllables and endings as languages have them.

So words share prefixes, stems and near misses. A few syllables make most of the words, and the
more frequent a word is, the shorter it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

#: Words of one language.
SIZE = 120_000

#: Known English words and the rank at which they stand, the most frequent word being 0.
RANKS = {
    "army": 20,
    "war": 24,
    "red": 40,
    "front": 60,
    "japan": 75,
    "surrender": 300,
    "harbin": 900,
    "liberation": 2_500,
    "kwantung": 6_000,
    "zeppelin": 15_000,
}

#: The first ranks have no inflected words; later ones are such with this chance.
_BARE = 200
_INFLECTED = 0.3
#: From these ranks on words may have a syllable more than before.
_LONGER_FROM = (60, 1_500, 12_000, 60_000)
_MOST_SYLLABLES = len(_LONGER_FROM) + 1
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Script:
    """What words are made of, the most frequent first."""

    consonants: tuple[str, ...]
    vowels: str
    endings: tuple[str, ...]


LATIN = Script(
    ("t", "s", "r", "n", "c", "p", "m", "l", "st", "d", "b", "tr", "g", "f"),
    "eaiou",
    ("s", "ed", "ing", "er", "ly"),
)
CYRILLIC = Script(
    ("т", "с", "н", "р", "в", "п", "к", "л", "ст", "м", "д", "пр", "г", "б"),
    "оаеияу",
    ("ами", "ов", "ая", "ого", "ым"),
)


def english(seed: int) -> list[str]:
    """`SIZE` different English-like words by rank, the known ones at theirs."""
    words = _words(np.random.default_rng([seed, 1]), LATIN)
    for word, rank in RANKS.items():
        words[rank] = word
    return words


def russian(seed: int) -> list[str]:
    """`SIZE` different Russian-like words by rank."""
    return _words(np.random.default_rng([seed, 2]), CYRILLIC)


def zipf_steps() -> npt.NDArray[np.float64]:
    """The chance of each rank and all before it, by Zipf's law as Mandelbrot mended it."""
    chances = 1 / (np.arange(SIZE) + 2.7) ** 1.07
    return np.asarray(np.cumsum(chances) / chances.sum())


def _words(random: np.random.Generator, script: Script) -> list[str]:
    syllables = [consonant + vowel for vowel in script.vowels for consonant in script.consonants]
    chances = 1 / (np.arange(len(syllables)) + 5)
    found: dict[str, None] = {}
    bare: list[str] = []
    while len(found) < SIZE:
        ranks = np.arange(len(found), len(found) + _BATCH)
        longest = 1 + np.searchsorted(_LONGER_FROM, ranks, "right")
        lengths = np.minimum(longest, random.integers(2, _MOST_SYLLABLES + 1, _BATCH))
        drawn = random.choice(
            len(syllables), (_BATCH, _MOST_SYLLABLES), p=chances / chances.sum()
        ).tolist()
        inflected = random.random(_BATCH) < _INFLECTED
        bases = random.integers(1 << 40, size=_BATCH).tolist()
        batch = zip(lengths.tolist(), drawn, inflected.tolist(), bases, strict=True)
        for length, row, inflects, base in batch:
            if inflects and len(bare) > _BARE:
                word = bare[base % len(bare)] + script.endings[base % len(script.endings)]
            else:
                word = "".join(syllables[at] for at in row[:length])
                if word not in found:
                    bare.append(word)
            found.setdefault(word)
    return list(found)[:SIZE]
