"""Texts gathered in memory until there are enough of them for a segment."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis.analyser import forms_of
from viewer.search.columnar.storage.content import FieldContent, SegmentContent
from viewer.search.columnar.writing.inversion import Terms, inverted
from viewer.search.columnar.writing.word_numbers import WordNumbers
from viewer.search.engine import IndexText
from viewer.search.index.columns import NAMES, NUMBERS
from viewer.search.index.fields import EXCERPT, WORD_FIELDS, exact_field

#: Different words remembered before they are forgotten: some 250 bytes each.
MOST_KNOWN = 500_000

#: Texts wait to be numbered until they have so many code points, each field counted as one more:
#: somewhat fewer than a block of `WordNumbers`.
WAITING = 100_000

#: What a word that is no word to the index (a lone stress mark) has in the place of a number.
_DROPPED = 0


class Batch:
    """Some texts, inverted at once by `content`. What it learnt of words outlives a batch."""

    def __init__(self) -> None:
        self._forget()
        self._begin()

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def words(self) -> int:
        """How many words there are in all fields."""
        self._number_waiting()
        return sum(map(len, self._words.values()))

    def add(self, text: IndexText) -> None:
        """Add one excerpt. Its words are numbered later, with those of other texts."""
        self._waiting.append(text)
        self._characters += sum(len(getattr(text, field)) + 1 for field in WORD_FIELDS)
        self._ids.append(text.excerpt_id)
        for name, column in self._numbers.items():
            column.append(getattr(text, name))
        for name, named in self._names.items():
            named.add([getattr(text, name)])
        if self._characters >= WAITING:
            self._number_waiting()

    def content(self) -> SegmentContent:
        """The segment of all texts added since the last time; the batch is empty afterwards."""
        self._number_waiting()
        fields: dict[str, FieldContent] = {}
        for field in WORD_FIELDS:
            words, lengths = self._taken(field)
            if len(words):
                stems, exacts = self._forms.stems, self._forms.exacts
                fields[field] = inverted(stems.numbers[words], lengths, stems.terms, positions=True)
                fields[exact_field(field)] = inverted(
                    exacts.numbers[words], lengths, exacts.terms, positions=True
                )
        content = SegmentContent(
            documents=len(self._ids),
            fields=fields,
            columns={
                EXCERPT: np.array(self._ids, np.uint64),
                **{name: np.array(column, np.uint64) for name, column in self._numbers.items()},
                **{
                    name: named.numbers[1:].astype(np.uint64) for name, named in self._names.items()
                },
            },
            notes={name: {"names": named.terms.texts} for name, named in self._names.items()},
        )
        self._begin()
        if len(self._forms) > MOST_KNOWN:
            self._forget()
        return content

    def _forget(self) -> None:
        self._forms = _Forms()
        self._word_numbers = WordNumbers(self._forms.numbered)

    def _begin(self) -> None:
        self._ids = array("q")
        self._words = {field: array("i") for field in WORD_FIELDS}
        self._lengths = {field: array("q") for field in WORD_FIELDS}
        self._numbers = {name: array("q") for name in NUMBERS}
        self._names = {name: _Numbered() for name in NAMES}
        self._waiting: list[IndexText] = []
        self._characters = 0

    def _number_waiting(self) -> None:
        """Number the words of the texts that were added since the last time."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        texts = [getattr(text, field) for field in WORD_FIELDS for text in waiting]
        languages = [text.language for text in waiting] * len(WORD_FIELDS)
        words, lengths = self._word_numbers.of(texts, languages)
        start = 0
        for field, of_field in zip(WORD_FIELDS, np.split(lengths, len(WORD_FIELDS)), strict=True):
            end = start + int(of_field.sum())
            self._words[field].frombytes(words[start:end].tobytes())
            self._lengths[field].frombytes(of_field.tobytes())
            start = end

    def _taken(self, field: str) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The numbers of a field's words, and of how many each text has, without dropped ones."""
        words = np.frombuffer(self._words[field], np.int32)
        lengths = np.frombuffer(self._lengths[field], np.int64)
        kept = words != _DROPPED
        if kept.all():
            return words, lengths
        ends = np.cumsum(lengths)
        gone = np.concatenate(([0], np.cumsum(~kept)))
        return words[kept], lengths - (gone[ends] - gone[ends - lengths])


class _Numbered:
    """Texts numbered as they come, and for each of what they were noted the number of its text."""

    def __init__(self) -> None:
        self.terms = Terms()
        self._noted = array("i", self.terms.numbers([""]))

    @property
    def numbers(self) -> NDArray[np.int32]:
        """The numbers of all texts noted, behind that of the empty text."""
        return np.frombuffer(self._noted, np.int32).copy()

    def add(self, texts: list[str]) -> None:
        """Note some more texts."""
        self._noted.extend(self.terms.numbers(texts))


class _Forms:
    """The exact form and the stem of each word met, by the number of the word."""

    def __init__(self) -> None:
        self.exacts = _Numbered()
        self.stems = _Numbered()
        self._count = 1

    def __len__(self) -> int:
        return self._count

    def numbered(self, words: list[str], language: str) -> NDArray[np.int32]:
        """Numbers for words of a language that were not met before."""
        forms = forms_of(words, language)
        self.exacts.add([exact for exact, _ in forms])
        self.stems.add([stem for _, stem in forms])
        numbers = np.arange(self._count, self._count + len(words), dtype=np.int32)
        numbers[[not exact for exact, _ in forms]] = _DROPPED
        self._count += len(words)
        return numbers
