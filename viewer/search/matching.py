"""Where a query stands in a text: the same answer as the index's, with places.

The tree is the one that was evaluated (resolved and expanded): its terms, phrases and forms. What
stands under NOT marks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from whoosh import query

from viewer.search.analysis import MEMORY, Token, analyse, word_forms
from viewer.search.fields import EXACT_SUFFIX, stem_field
from viewer.search.phrases import phrase_places
from viewer.search.tree import Piece, PieceKind, Reading
from viewer.text.segmentation import words
from viewer.text.spans import Span


@dataclass(frozen=True, slots=True)
class Match:
    """One place: its characters, and the piece of the query that it answers."""

    span: Span
    piece: Piece


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a tree looks for in one field."""

    stems: dict[str, Piece] = field(default_factory=dict)
    exacts: dict[str, Piece] = field(default_factory=dict)
    phrases: dict[query.Phrase, Piece] = field(default_factory=dict)

    def piece(self, exact: str, stem: str) -> Piece | None:
        """The piece that a word with these forms answers, if any."""
        return self.stems.get(stem) or self.exacts.get(exact)


class Finder:
    """Finds what a tree looks for in one field, text after text. For one thread at a time."""

    def __init__(self, tree: query.Query, in_field: str = "text") -> None:
        self._wanted = _Wanted()
        _collect(tree, in_field, Piece(PieceKind.WORD, ""), self._wanted)
        #: By language, which piece each word that was met answers; most answer none.
        self._known: dict[str, dict[str, Piece | None]] = {}

    def places(self, text: str, language: str) -> list[Span]:
        """Every place in `text`, in `language`, that the tree looks for.

        Code points, ascending, never overlapping: a word inside a phrase that matched is part of
        its place, and places that overlap are one.
        """
        return merged(match.span for match in self.matches(text, language))

    def matches(self, text: str, language: str) -> list[Match]:
        """Every match with its piece, words before phrases; they may overlap."""
        wanted = self._wanted
        if wanted.phrases:
            tokens = list(analyse(text, language))
            words_found = ((t.start, t.end, wanted.piece(t.exact, t.stem)) for t in tokens)
            found = [Match(Span(start, end), piece) for start, end, piece in words_found if piece]
            return found + list(_phrases(tokens, wanted.phrases))
        if wanted.stems or wanted.exacts:
            return list(self._words(text, language))
        return []

    def _words(self, text: str, language: str) -> Iterator[Match]:
        known = self._known.setdefault(language, {})
        for start, end, word in words(text):
            if word not in known:
                if len(known) >= MEMORY:
                    known.clear()
                known[word] = self._wanted.piece(*word_forms(word, language))
            piece = known[word]
            if piece is not None:
                yield Match(Span(start, end), piece)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Ascending spans, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return found


def _phrases(tokens: list[Token], phrases: dict[query.Phrase, Piece]) -> Iterator[Match]:
    places: dict[str, list[int]] = {}
    for token in tokens:
        places.setdefault(token.stem, []).append(token.position)
    for phrase, piece in phrases.items():
        standing = [places.get(word, []) for word in phrase.words]
        for first, last in phrase_places(standing, phrase.slop):
            yield Match(Span(tokens[first].start, tokens[last].end), piece)


def _collect(node: query.Query, in_field: str, piece: Piece, wanted: _Wanted) -> None:
    if isinstance(node, query.Not):
        return
    if isinstance(node, Reading):
        piece = node.piece
    if isinstance(node, query.Term) and stem_field(node.fieldname) == in_field:
        forms = wanted.exacts if node.fieldname.endswith(EXACT_SUFFIX) else wanted.stems
        forms.setdefault(node.text, piece)
    elif isinstance(node, query.Phrase) and node.fieldname == in_field:
        wanted.phrases.setdefault(node, piece)
    else:
        for part in node.children():
            _collect(part, in_field, piece, wanted)
