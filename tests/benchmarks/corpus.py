"""A seeded corpus: excerpts in two scripts whose words follow Zipf's law, as a CSV manifest.

Words are made of syllables, so that prefixes and near misses exist as in a language. Some known
words stand at known ranks, for the queries to ask for. Every text has an NBSP and CRLF in it, every
tenth an emoji and a combining mark.
"""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: Known English words and the rank at which they stand, the most frequent word being 0.
RANKS = {
    "army": 20,
    "war": 24,
    "front": 60,
    "japan": 75,
    "surrender": 300,
    "harbin": 900,
    "liberation": 2_500,
    "kwantung": 6_000,
    "zeppelin": 15_000,
}
PHRASE = "red army"
PUBLICATIONS = ("The Stars and Stripes", "The Guardian", "Izvestia", "The New York Times")

_VOCABULARY = 30_000
_FIRST_DAY = datetime.date(1945, 7, 1)
_DAYS = 180
_LATIN = (("b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "tr", "st"), "aeiou")
_CYRILLIC = (("б", "в", "г", "д", "к", "л", "м", "н", "п", "р", "с", "т", "ст", "пр"), "аеиоуя")


@dataclass(frozen=True)
class Corpus:
    """Where the corpus lies and how large it is; megabytes are 10⁶ bytes of UTF-8 text."""

    folder: Path
    manifest: Path
    excerpts: int
    megabytes: float


def write_corpus(folder: Path, excerpts: int, words: int, seed: int) -> Corpus:
    """Write a manifest of `excerpts` texts of about `words` words into `folder`."""
    random = np.random.default_rng(seed)
    english = _vocabulary(random, _LATIN)
    for word, rank in RANKS.items():
        english[rank] = word
    russian = _vocabulary(random, _CYRILLIC)
    ranks = np.arange(_VOCABULARY)
    chances = 1 / (ranks + 2.7) ** 1.07
    chances /= chances.sum()
    manifest = folder / "corpus.csv"
    size = 0
    with manifest.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("headline", "publication", "date", "page", "language", "text"))
        for number in range(excerpts):
            is_russian = number % 5 == 4
            language = russian if is_russian else english
            length = int(random.integers(words // 2, words * 3 // 2))
            drawn = [language[rank] for rank in random.choice(_VOCABULARY, length, p=chances)]
            text = _text(drawn, number, has_phrase=not is_russian and random.random() < 0.2)
            day = _FIRST_DAY + datetime.timedelta(days=int(random.integers(_DAYS)))
            headline = " ".join(drawn[:6]).capitalize()
            paper = PUBLICATIONS[2 if is_russian else number % 4]
            code = "ru" if is_russian else "en"
            table.writerow((headline, paper, day.isoformat(), number % 8 + 1, code, text))
            size += len(text.encode())
    return Corpus(folder, manifest, excerpts, size / 1e6)


def _vocabulary(random: np.random.Generator, letters: tuple[tuple[str, ...], str]) -> list[str]:
    consonants, vowels = letters
    found: dict[str, None] = {}
    while len(found) < _VOCABULARY:
        # The more frequent a word, the shorter: one to five syllables.
        syllables = 1 + min(4, len(found) // 60, int(random.integers(1, 5)))
        word = "".join(
            str(random.choice(consonants)) + vowels[int(random.integers(len(vowels)))]
            for _ in range(syllables)
        )
        found.setdefault(word)
    return list(found)


def _text(words: list[str], number: int, *, has_phrase: bool) -> str:
    words = list(words)
    if has_phrase:
        words.insert(len(words) // 2, PHRASE)
    if number % 10 == 0:
        words[len(words) // 3] += " 🚩 cafe\u0301"
    sentences = [words[at : at + 14] for at in range(0, len(words), 14)]
    lines = [" ".join(sentence).capitalize() + "." for sentence in sentences]
    return "\r\n".join(lines).replace(" ", "\u00a0", 1)
