"""Our own nodes of Whoosh's query tree.

The tree that the parser gives is the syntax tree: Whoosh's And, Or, Not, Term, Phrase and Every,
and the nodes here, which remember what the user wrote. `normalize` of Whoosh is never called on
it: there, "everything AND x" becomes everything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from whoosh import query

from viewer.search.index.ids import SortedIds, ascending


class PieceKind(StrEnum):
    """What sort of thing the user wrote."""

    WORD = "word"
    BEGINNING = "beginning"  # the last word, while it is typed
    EXACT = "exact"  # one word in quotation marks
    VERBATIM = "verbatim"  # what is after `=`
    PHRASE = "phrase"
    PREFIX = "prefix"
    WILDCARD = "wildcard"
    FUZZY = "fuzzy"
    REGEX = "regex"
    NAME = "name"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the query as written. `field` is `""` for all fields; `distance` is the slop of
    a phrase or the number of letters that may differ in a fuzzy word.

    A LABEL is another label of the name that `text` is a label of: it has the label as the
    thesaurus holds it, and the name of the label's language in `language`.
    """

    kind: PieceKind
    text: str
    field: str = ""
    distance: int = 1
    label: str = ""
    language: str = ""


class AllWords(query.And):  # type: ignore[misc]
    """Words written one after the other without AND: all must be there in the first tier."""


class Reading(query.Or):  # type: ignore[misc]
    """Any of the terms and phrases that one piece of the query is read as."""

    def __init__(
        self, subqueries: Sequence[query.Query], boost: float = 1.0, piece: Piece | None = None
    ) -> None:
        super().__init__(list(subqueries), boost=boost)
        self.piece = piece or Piece(PieceKind.WORD, "")

    def apply(self, fn: Callable[[query.Query], query.Query]) -> Reading:
        """A copy with `fn` of each part, still knowing its piece."""
        return Reading([fn(part) for part in self.subqueries], self.boost, self.piece)


class Named(Reading):
    """What was written, or any other label of the name that it is a label of.

    The first part is what was written, the others are a `Reading` for each label.
    """

    @property
    def written(self) -> query.Query:
        """What the query says without the thesaurus."""
        return self.subqueries[0]

    @property
    def labels(self) -> list[Reading]:
        """The other labels of the name."""
        return list(self.subqueries[1:])

    def apply(self, fn: Callable[[query.Query], query.Query]) -> Named:
        """A copy with `fn` of each part, still knowing its piece."""
        return Named([fn(part) for part in self.subqueries], self.boost, self.piece)


class LastWord(query.Or):  # type: ignore[misc]
    """The last word of a query that is being typed: the word, or what begins with it."""


class Pattern(query.Query):  # type: ignore[misc]
    """A prefix, wildcard, fuzzy word or regular expression before it meets the index.

    `instead` are the leaves that are looked for where the index has no form for it.
    """

    boost = 1.0

    def __init__(self, piece: Piece, instead: tuple[query.Query, ...] = ()) -> None:
        self.piece = piece
        self.instead = instead

    def __repr__(self) -> str:
        return f"Pattern({self.piece!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and self.piece == other.piece

    def __hash__(self) -> int:
        return hash(self.piece)

    def field(self) -> str:
        """The field it looks in, `""` for all."""
        return self.piece.field


class CatalogueTerm(query.Query):  # type: ignore[misc]
    """A condition that the catalogue answers: `newspaper:`, `date:`, `tag:` and so on."""

    boost = 1.0

    def __init__(self, fieldname: str, text: str) -> None:
        self.fieldname = fieldname
        self.text = text

    def __repr__(self) -> str:
        return f"CatalogueTerm({self.fieldname!r}, {self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CatalogueTerm) and (self.fieldname, self.text) == (
            other.fieldname,
            other.text,
        )

    def __hash__(self) -> int:
        return hash((self.fieldname, self.text))


class IdSet(query.Query):  # type: ignore[misc]
    """The excerpts that the catalogue gave for a `CatalogueTerm`, score 0.

    `fieldname` and `text` are the term's, for saying why something matched.
    """

    boost = 1.0

    def __init__(self, ids: Collection[int], fieldname: str = "", text: str = "") -> None:
        self.ids = ascending(ids)
        self.fieldname = fieldname
        self.text = text

    def __repr__(self) -> str:
        return f"IdSet({self.fieldname}:{self.text}, {len(self.ids)} ids)"

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, IdSet)
            and (self.fieldname, self.text) == (other.fieldname, other.text)
            and np.array_equal(self.ids, other.ids)
        )

    def __hash__(self) -> int:
        return hash((self.fieldname, self.text, len(self.ids)))

    def __contains__(self, excerpt_id: int) -> bool:
        return excerpt_id in SortedIds(self.ids)


def walk(tree: query.Query) -> Iterator[query.Query]:
    """Every node of a tree, parents before their children."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(list(node.children())))


def positive(tree: query.Query) -> Iterator[query.Query]:
    """Every node that is not under a Not, parents before their children."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, query.Not):
            yield node
            waiting.extend(reversed(list(node.children())))


def tidied(tree: query.Query) -> query.Query:
    """The tree without empty parts; an And or Or of one part is that part.

    What is left of a query that asked for nothing is `NullQuery`.
    """
    found = _tidied(tree)
    return query.NullQuery if found is None else found


def _tidied(node: query.Query) -> query.Query | None:
    if node is query.NullQuery:
        return None
    if isinstance(node, query.Not):
        inner = _tidied(node.query)
        return None if inner is None else query.Not(inner)
    if isinstance(node, Reading) or node.is_leaf():
        return node
    parts = [part for part in map(_tidied, node.children()) if part is not None]
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    return type(node)(parts)
