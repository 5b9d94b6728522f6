"""Finding where a query stands in texts: by the words that the index knows, or by reading them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from viewer.base.ids import ExcerptId
from viewer.search.engine import Occurrence
from viewer.text.segmentation import word_places
from viewer.text.spans import Span


class Highlighter(Protocol):
    """What a query that was read gives to find its matches with."""

    def places(self, text: str, language: str) -> list[Span]:
        """Every place in a text in `language`: code points, ascending, never overlapping."""
        ...

    def looks_for(self, words: Collection[str], language: str) -> bool:
        """Whether each of these words is one that is looked for."""
        ...


class MatchFinder:
    """Finds the places in texts that a query matches: code points, ascending, never overlapping.

    In an excerpt that the index holds it looks up which words match and cuts the text no further
    than to them. In any other text, and wherever the words there are not what the index says, it
    looks at every word, which takes five times as long and gives the same. For one thread at a
    time.
    """

    def __init__(self, highlighter: Highlighter, occurrences: Sequence[Occurrence]) -> None:
        """`occurrences` are those of the texts as they are now; none where that is not sure."""
        self._highlighter = highlighter
        self._occurrences = occurrences
        self._next = 0

    def in_text(self, text: str, language: str) -> list[Span]:
        """The places in any text in `language`."""
        return self._highlighter.places(text, language)

    def in_excerpt(self, excerpt_id: ExcerptId, text: str, language: str) -> list[Span]:
        """The places in the current text of an excerpt; quickest when ids come ascending."""
        words = self._words_of(excerpt_id)
        places = word_places(text, [number for pair in words for number in pair])
        spans = [
            Span(places[first][0], places[last][1])
            for first, last in words
            if first in places and last in places
        ]
        ends = {text[start:end] for start, end in places.values()}
        if len(spans) < len(words) or not spans or not self._highlighter.looks_for(ends, language):
            return self.in_text(text, language)
        return spans

    def _words_of(self, excerpt_id: ExcerptId) -> list[tuple[int, int]]:
        """The first and last word of each occurrence in an excerpt."""
        occurrences, at = self._occurrences, self._next
        if at and occurrences[at - 1].excerpt_id >= excerpt_id:
            at = 0
        found = []
        while at < len(occurrences) and (each := occurrences[at]).excerpt_id <= excerpt_id:
            if each.excerpt_id == excerpt_id:
                found.append((each.first, each.last))
            at += 1
        self._next = at
        return found
