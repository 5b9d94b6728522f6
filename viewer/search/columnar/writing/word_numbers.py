"""Numbering the words of many texts at once; only words not met before become strings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from viewer.search.columnar.writing.word_hashes import (
    HashedWords,
    Hashes,
    hashed_words,
    random_hash,
)
from viewer.search.columnar.writing.word_table import MISSING, WordTable
from viewer.text.segmentation import STRETCH, stretches

#: Code points that are worked on at once: few enough for their arrays to fit into a processor's
#: cache, enough to make up for what each call costs.
BLOCK = 1 << 17


class WordNumbers:
    """The numbers of all words met, each in its language.

    `numbered` is called with words of one language that were not met before, and returns a number
    from 0 on for each. How likely two words are taken for one says `word_hashes`.
    """

    def __init__(self, numbered: Callable[[list[str], str], NDArray[np.int32]]) -> None:
        self._numbered = numbered
        self._table = WordTable()
        self._of_languages: dict[str, np.uint64] = {}

    def of(
        self, texts: Sequence[str], languages: Sequence[str]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The number of each word of some texts in order, and how many words each text has.

        `languages` has the language of each text.
        """
        cut = [_pieces(text) for text in texts]
        pieces = [piece for each in cut for piece in each]
        sizes = np.fromiter(map(len, cut), np.int64, len(cut))
        owners = np.repeat(np.arange(len(texts)), sizes).tolist()
        numbers, counts = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
        for start, end in pairwise(_borders(pieces)):
            words = hashed_words(pieces[start:end])
            numbers.append(self._of_words(words, [languages[at] for at in owners[start:end]]))
            counts.append(words.counts)
        lengths = np.concatenate(counts)
        if len(pieces) > len(texts):
            lengths = np.add.reduceat(lengths, np.cumsum(sizes) - sizes)
        return np.concatenate(numbers), lengths

    def _of_words(self, words: HashedWords, languages: Sequence[str]) -> NDArray[np.int32]:
        added = np.array([self._of_language(language) for language in languages], np.uint64)
        hashes = words.hashes + np.repeat(added, words.counts)
        numbers = self._table.find(hashes)
        missing = np.flatnonzero(numbers == MISSING)
        if len(missing):
            self._learn(words, languages, hashes, missing)
            numbers[missing] = self._table.find(hashes[missing])
        return numbers

    def _learn(
        self,
        words: HashedWords,
        languages: Sequence[str],
        hashes: Hashes,
        missing: NDArray[np.intp],
    ) -> None:
        _, first = np.unique(hashes[missing], return_index=True)
        places = missing[np.sort(first)]
        texts = np.searchsorted(np.cumsum(words.counts), places, side="right")
        for language in dict.fromkeys(languages):
            spoken = np.array([each == language for each in languages], np.bool_)
            learnt = places[spoken[texts]]
            if len(learnt):
                numbers = self._numbered(words.strings(learnt), language)
                self._table.add(hashes[learnt], numbers)

    def _of_language(self, language: str) -> np.uint64:
        found = self._of_languages.get(language)
        if found is None:
            found = self._of_languages[language] = random_hash()
        return found


def _pieces(text: str) -> list[str]:
    """A text so that no piece makes a block much larger than `BLOCK`, if there is white space."""
    if len(text) <= STRETCH:
        return [text]
    return [piece for _, piece in stretches(text, STRETCH)]


def _borders(pieces: Sequence[str]) -> Iterator[int]:
    """Where blocks begin, and where the last ends: each ends with what brings it to `BLOCK`."""
    yield 0
    size = 0
    for number, piece in enumerate(pieces, 1):
        size += len(piece) + 1
        if size >= BLOCK or number == len(pieces):
            yield number
            size = 0
