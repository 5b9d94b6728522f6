"""The hashes of all words of many texts, worked out at once and without a string made of each.

The texts are one array of UTF-16 code units. Each unit has a random 64-bit value r(u), 0 for those
that part words, and the hash of the word at units s to e is the sum of r(u[i]) · B^(i-s) modulo
2^64, for a random odd B: a difference of two prefix sums of r(u[i]) · B^i, times the inverse of
B^s.

The hashes of two different words are equal with a chance of 2^(k-64), where 2^k is the greatest
power of two that divides, for every unit, what B makes of its places in one word less its places in
the other: k is 0 for most pairs and a few bits for anagrams. Among the 500,000 words that a batch
remembers that is one chance in a hundred million that any two are taken for one; among ten million,
about three in a million. As r and B are new in every process, no text can be made to fail. Only
long words could be made to have a great k (B^n - 1 is divisible by 4n where n is 2, 4, 8 …): words
of more than `LONGEST` units are hashed by Python.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from viewer.text.segmentation import (
    APART,
    APOSTROPHE,
    LETTER,
    NUMBER,
    PATTERN,
    unit_kinds,
    word_strings,
)

#: Units of a word that is hashed together with the others.
LONGEST = 32

#: Units that powers are kept for from one call to the next.
_KEPT = 1 << 18

_MODULUS = 1 << 64
# As B modulo 8 is 3, B - 1 and B^2 - 1 are divisible by 2 and 8 and by no higher power of two.
_BASE = secrets.randbelow(_MODULUS >> 3) << 3 | 3
_SEED = secrets.randbits(128)
_UNIT = np.dtype("<u2")
_CODE_POINT = np.dtype("<u4")
_LAST_UNIT = 0xFFFF
_BETWEEN = "\n"

Hashes: TypeAlias = NDArray[np.uint64]
Units: TypeAlias = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class HashedWords:
    """The words of some texts in order: their hashes, and how many of them each text has.

    Equal words have equal hashes in all texts that this process asks for. `units` are the texts in
    UTF-16; a word is those from its start to its end.
    """

    hashes: Hashes
    counts: NDArray[np.int64]
    units: Units
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]

    def strings(self, numbers: NDArray[np.intp]) -> list[str]:
        """The words with some numbers, counted from 0 through all texts."""
        text = self.units.tobytes()
        starts, ends = self.starts[numbers], self.ends[numbers]
        return [
            text[start:end].decode("utf-16-le", "surrogatepass")
            for start, end in zip((2 * starts).tolist(), (2 * ends).tolist(), strict=True)
        ]


def hashed_words(texts: Sequence[str]) -> HashedWords:
    """The words of each text, as `word_strings` gives them. Takes some 30 bytes a code unit."""
    units, kinds, lengths = _unpatterned(texts)
    codes = units.astype(np.intp)
    values = _values().take(codes)
    apostrophes = np.flatnonzero(kinds == APOSTROPHE)
    # What needs a pattern is in a word: its text has nothing but words and spaces by now.
    within = (kinds[apostrophes - 1] >= NUMBER) & (kinds[apostrophes + 1] >= LETTER)
    values[apostrophes[~within]] = 0
    inside = values != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = edges[0::2], edges[1::2]
    counts = np.diff(np.searchsorted(starts, np.cumsum(lengths + 1)), prepend=0)
    words = HashedWords(_hashes(values, starts, ends), counts, units, starts, ends)
    long = np.flatnonzero(ends - starts > LONGEST)
    if len(long):
        words.hashes[long] = np.array(list(map(hash, words.strings(long)))).astype(np.uint64)
    return words


def random_hash() -> np.uint64:
    """A number to tell the words of one language from those of others with: add it."""
    return np.uint64(secrets.randbelow(_MODULUS))


def _unpatterned(texts: Sequence[str]) -> tuple[Units, NDArray[np.uint8], NDArray[np.int64]]:
    """All texts in UTF-16, parted, the kinds of their units, and how many each text has.

    Of a text whose words a pattern has to find, there are only these words.
    """
    joined = _joined(texts)
    units = _units(joined)
    kinds = unit_kinds().take(units)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    if kinds.max() < PATTERN:
        return units, kinds, lengths
    texts = list(texts)
    for at in _with_patterns(joined, lengths):
        texts[at] = " ".join(word_strings(texts[at]))
        lengths[at] = len(_units(texts[at]))
    units = _units(_joined(texts))
    return units, unit_kinds().take(units), lengths


def _with_patterns(joined: str, lengths: NDArray[np.int64]) -> list[int]:
    """The numbers of the texts whose words a pattern has to find; lengths in code points."""
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), _CODE_POINT)
    kinds = unit_kinds().take(points, mode="clip")
    places = np.flatnonzero((kinds == PATTERN) | (points > _LAST_UNIT))
    found = np.bincount(np.searchsorted(np.cumsum(lengths + 1), places))
    return np.flatnonzero(found).tolist()


def _joined(texts: Sequence[str]) -> str:
    return f"{_BETWEEN}{_BETWEEN.join(texts)}{_BETWEEN}"


def _units(text: str) -> Units:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), _UNIT)


def _hashes(values: Hashes, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Hashes:
    """The hashes of words from the values of all units, which are overwritten."""
    powers, inverses = _powers(max(len(values), _KEPT))
    values *= powers[: len(values)]
    sums = np.cumsum(values, out=values)
    # Between two words the sum stays what it is.
    hashes = np.diff(sums.take(ends), prepend=np.uint64(0))
    hashes *= inverses.take(starts)
    return hashes


@cache
def _values() -> Hashes:
    """The random value of each code unit."""
    random = np.random.default_rng(_SEED)
    values = random.integers(1, _MODULUS - 1, _LAST_UNIT + 1, np.uint64, endpoint=True)
    values[unit_kinds() == APART] = 0
    return values


@lru_cache(maxsize=1)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of B from the first on, and those of its inverse."""
    return _powers_of(_BASE, count), _powers_of(pow(_BASE, -1, _MODULUS), count)


def _powers_of(factor: int, count: int) -> Hashes:
    powers = np.full(count, factor, np.uint64)
    return np.cumprod(powers, out=powers)
