"""The rarest words of a long query: those that the fewest texts hold tell most.

A whole paragraph may be pasted as a query. Then the words that are in the fewest texts are
looked for, and it is said which were left out, so that the cost has a bound.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.base.messages import Message
from viewer.search.analysis.analyser import analyse, exact_form
from viewer.search.analysis.stop_words import STOP_WORDS
from viewer.search.index.fields import WORD_FIELDS, exact_field
from viewer.search.index.lexicon import FieldLexicon
from viewer.search.language.query import ParsedQuery
from viewer.search.language.tree import Piece, PieceKind, Reading, positive, tidied

#: Words of a query that are looked for, where it has more.
MOST_WORDS = 64

#: Words that are named among those left out.
_NAMED = 5


class Lexicon(Protocol):
    """The exact forms of an index."""

    def lexicon(self, field: str, cancel: CancelToken) -> FieldLexicon:
        """All forms of an exact field. Raises `Cancelled`."""
        ...


def with_rarest_words(parsed: ParsedQuery, lexicon: Lexicon, cancel: CancelToken) -> ParsedQuery:
    """`parsed` without its commonest words where it has more than `MOST_WORDS`.

    Words of no text are kept apart from that number, as they decide that no text holds all. What
    is under NOT or in a field is always kept. Raises `Cancelled`.
    """
    pieces = _pieces(filter(None, (parsed.tree, parsed.some_tree)))
    if sum(not _is_stop_word(piece) for piece in pieces) <= MOST_WORDS:
        return parsed
    forms = [lexicon.lexicon(exact_field(field), cancel) for field in WORD_FIELDS]
    texts = {piece: _texts_with(piece, forms) for piece in pieces}
    words = [piece for piece in pieces if not _is_stop_word(piece)]
    known = sorted(
        (piece for piece in words if texts[piece]),
        key=lambda piece: (texts[piece], -len(piece.text)),  # of equals the longer one says more
    )
    unknown = [piece for piece in words if not texts[piece]]
    stop_words = [piece for piece in pieces if _is_stop_word(piece)]
    dropped = [*known[MOST_WORDS:], *unknown[MOST_WORDS:], *stop_words]
    left_out = set(dropped)
    said = _said(len(pieces), dropped)
    return replace(
        parsed,
        tree=_without(parsed.tree, left_out),
        some_tree=None if parsed.some_tree is None else _without(parsed.some_tree, left_out),
        complaints=(*parsed.complaints, said),
    )


def _pieces(trees: Iterable[query.Query]) -> list[Piece]:
    """The words and phrases that are looked for in all fields, each once."""
    nodes = (node for tree in trees for node in positive(tree))
    readings = (node.piece for node in nodes if isinstance(node, Reading))
    return list(dict.fromkeys(piece for piece in readings if _may_go(piece)))


def _may_go(piece: Piece) -> bool:
    return not piece.field and piece.kind not in {PieceKind.NAME, PieceKind.LABEL}


def _is_stop_word(piece: Piece) -> bool:
    return piece.kind is PieceKind.WORD and exact_form(piece.text) in STOP_WORDS


def _texts_with(piece: Piece, forms: list[FieldLexicon]) -> int:
    """About how many texts hold a word; of several words the rarest."""
    words = {token.exact for token in analyse(piece.text, "")}
    return min((sum(each.texts_with(word) for each in forms) for word in words), default=0)


def _without(tree: query.Query, left_out: set[Piece]) -> query.Query:
    def kept(node: query.Query) -> query.Query:
        if isinstance(node, query.Not):
            return node
        if isinstance(node, Reading):
            return query.NullQuery if node.piece in left_out else node
        return node.apply(kept)

    return tidied(kept(tree))


def _said(words: int, left_out: list[Piece]) -> Message:
    named = [piece.text for piece in left_out[::-1] if len(piece.text) < 40][:_NAMED]
    more = len(left_out) - len(named)
    listed = Message.of("series", parts=[Message.of("quoted", words=each) for each in named])
    if more:
        listed = Message.of("query.and-more", named=listed, more=more)
    return Message.of(
        "query.most-telling", words=words, searched=words - len(left_out), left_out=listed
    )
