"""The last word of a query while it is being typed: also the beginning of what it may become."""

from __future__ import annotations

import re

from whoosh import query

from viewer.search.analysis.analyser import analyse
from viewer.search.language.leaves import LeafBuilder
from viewer.search.language.tree import Piece, PieceKind, Reading, positive

#: With fewer letters nearly every text would be found.
FEWEST_LETTERS = 2

#: A word at the very end, after white space or a bracket, with nothing of the query language on it.
_LAST = re.compile(r"(?<![^\s(])\w[\w'’ʼ-]*\Z")


def with_beginning(tree: query.Query, text: str, leaves: LeafBuilder) -> query.Query:
    """The tree of `text`, in which a plain word at its end also means what begins with it.

    Not under NOT, in a field or in quotation marks; not after white space.
    """
    found = _LAST.search(text)
    if not found:
        return tree
    tokens = list(analyse(found.group(), ""))
    if not tokens or len(tokens[-1].exact) < FEWEST_LETTERS:
        return tree
    wanted = Piece(PieceKind.WORD, found.group()[tokens[0].start : tokens[-1].end])
    leaf = None
    for node in positive(tree):
        if isinstance(node, Reading) and node.piece.kind is PieceKind.WORD:
            leaf = node
    if leaf is None or leaf.piece != wanted:
        return tree
    return _swapped(tree, leaf, leaves.beginning(leaf))


def _swapped(tree: query.Query, leaf: query.Query, other: query.Query) -> query.Query:
    if tree is leaf:
        return other
    return tree.apply(lambda part: _swapped(part, leaf, other))
