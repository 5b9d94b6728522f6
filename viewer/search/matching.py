"""Where a query stands in a text: the same answer as the index's, with places.

The tree is the one that was evaluated (resolved and expanded): its terms, phrases and forms. What
stands under NOT marks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from whoosh import query

from viewer.search.analysis import Token, analyse
from viewer.search.fields import EXACT_SUFFIX, stem_field
from viewer.search.phrases import phrase_places
from viewer.search.tree import Piece, PieceKind, Reading
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


def find_matches(text: str, language: str, tree: query.Query, in_field: str = "text") -> list[Span]:
    """Every place in `text`, the `in_field` of an excerpt in `language`, that the tree looks for.

    Code points, ascending, never overlapping: a word inside a phrase that matched is part of its
    place, and places that overlap are one.
    """
    return merged(match.span for match in matches(text, language, tree, in_field))


def matches(text: str, language: str, tree: query.Query, in_field: str = "text") -> Iterator[Match]:
    """Every match with its piece, words before phrases; they may overlap."""
    wanted = _wanted(tree, in_field)
    if not (wanted.stems or wanted.exacts or wanted.phrases):
        return
    tokens = list(analyse(text, language))
    for token in tokens:
        piece = wanted.stems.get(token.stem) or wanted.exacts.get(token.exact)
        if piece is not None:
            yield Match(Span(token.start, token.end), piece)
    if wanted.phrases:
        yield from _phrases(tokens, wanted.phrases)


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


def _wanted(tree: query.Query, in_field: str) -> _Wanted:
    wanted = _Wanted()
    _collect(tree, in_field, Piece(PieceKind.WORD, ""), wanted)
    return wanted


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
