"""Reading a query: text in, Whoosh's query tree out, and whatever there is to say about it.

A query is never refused. `parse` raises nothing; what could not be read is said in plain
sentences (`ParsedQuery.complaints`), and how it was read in one line (`read_as`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from whoosh import query

from viewer.search.analysis import exact_form
from viewer.search.catalogue_terms import Labels, Refused, Resolution, Resolver, Resolving
from viewer.search.leaves import LeafBuilder
from viewer.search.read_as import read_as
from viewer.search.stop_words import STOP_WORDS
from viewer.search.syntax import STRAY_OPERATOR, ArchiveParser
from viewer.search.tidying import tidy_text
from viewer.search.tree import AllWords, IdSet, Label, PieceKind, Reading, tidied

__all__ = [
    "IdSet",
    "Label",
    "Labels",
    "ParsedQuery",
    "Refused",
    "Resolution",
    "Resolver",
    "parse",
    "resolve",
]

NOTHING = "There is nothing to search for in this query: it holds no letters or digits."
ONLY_OPERATORS = "Only operators: there is nothing to search for."


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as it was read.

    `tree` asks for everything that was asked (tier 1). `some_tree` asks for any of the plain
    words, with conditions, phrases and bracketed parts still required (tier 2); it is None when
    there are fewer than two plain words to choose from. `languages` are those it was parsed for.
    """

    text: str
    tree: query.Query
    some_tree: query.Query | None
    read_as: str
    complaints: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def finds_nothing(self) -> bool:
        """Whether nothing searchable is left of the query."""
        return self.tree is query.NullQuery


def parse(text: str, languages: Collection[str]) -> ParsedQuery:
    """Read a query for an archive whose texts are in `languages`. Never raises.

    No query at all (only white space) asks for every excerpt.
    """
    known = tuple(sorted(set(languages))) or ("",)
    readable, complaints = tidy_text(text)
    if not readable.strip():
        every = query.Every()
        return ParsedQuery(text, every, None, read_as(every), tuple(complaints), known)
    leaves = LeafBuilder(known)
    read = ArchiveParser(leaves).parse(readable, normalize=False)
    tree = tidied(read)
    complaints += leaves.complaints
    if tree is query.NullQuery:
        complaints = [said for said in complaints if said != STRAY_OPERATOR]
        if _only_operators(readable):
            complaints.append(ONLY_OPERATORS)
        elif not set(leaves.complaints) - {STRAY_OPERATOR}:
            complaints.append(NOTHING)
    return ParsedQuery(text, tree, _some(tree), read_as(tree), tuple(complaints), known)


def resolve(parsed: ParsedQuery, resolver: Resolver) -> ParsedQuery:
    """`parsed` with the catalogue's answers in its trees.

    `resolver(field, text)` gives the `IdSet` of a condition, the `Labels` of a name, or
    `Refused` with a sentence; then the condition is left out and the sentence said.
    """
    leaves = LeafBuilder(parsed.languages)
    resolving = Resolving(resolver, leaves)
    tree = resolving.resolved(parsed.tree)
    some_tree = None if parsed.some_tree is None else resolving.resolved(parsed.some_tree)
    said = tuple(dict.fromkeys((*parsed.complaints, *leaves.complaints)))
    return replace(parsed, tree=tree, some_tree=some_tree, complaints=said)


def _only_operators(readable: str) -> bool:
    words = re.findall(r"\w+", readable)
    return bool(words) and not set(words) - {"AND", "OR", "NOT"}


def _some(tree: query.Query) -> query.Query | None:
    """Any of the plain words of the outermost group; the rest of it stays required."""
    if not isinstance(tree, AllWords):
        return None
    words = [part for part in tree if _is_plain(part)]
    if len(words) < 2:
        return None
    telling = [word for word in words if exact_form(word.piece.text) not in STOP_WORDS]
    others = [part for part in tree if not _is_plain(part)]
    return tidied(query.And([*others, query.Or(telling or words)]))


def _is_plain(node: query.Query) -> bool:
    return isinstance(node, Reading) and node.piece.kind is PieceKind.WORD and not node.piece.field
