"""Reading a query: text in, Whoosh's query tree out, and whatever there is to say about it.

A query is never refused. `parse` raises nothing; what could not be read is said in messages
(`ParsedQuery.complaints`), and how it was read in one line (`read_as`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from whoosh import query

from viewer.base.messages import Message
from viewer.search.language.catalogue_terms import LetThrough, Resolving
from viewer.search.language.conditions import Resolver
from viewer.search.language.last_word import with_beginning
from viewer.search.language.leaves import LeafBuilder
from viewer.search.language.prose import is_in_capitals, operators
from viewer.search.language.read_as import read_as, with_words_said
from viewer.search.language.second_tier import some_tree
from viewer.search.language.syntax import STRAY_OPERATOR, ArchiveParser
from viewer.search.language.tidying import tidy_text
from viewer.search.language.tree import tidied
from viewer.search.requests import Filters

NOTHING = Message.of("query.nothing")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as it was read.

    `tree` asks for everything that was asked (tier 1). `some_tree` asks for any of the words,
    however they are grouped, with only fields and NOT still required (tier 2); it is None where
    that would find no more. `languages` are those it was parsed for; `words` are the operators
    that were read as words, `in_capitals` because the whole query is.
    """

    text: str
    tree: query.Query
    some_tree: query.Query | None
    read_as: Message
    complaints: tuple[Message, ...]
    languages: tuple[str, ...]
    words: tuple[str, ...] = ()
    in_capitals: bool = False

    def with_tree(self, tree: query.Query) -> ParsedQuery:
        """The query read as another tree: the second tier and the line follow from it."""
        said = with_words_said(read_as(tree), self.words, all_capitals=self.in_capitals)
        some = some_tree(tree, LeafBuilder(self.languages))
        return replace(self, tree=tree, some_tree=some, read_as=said)

    def while_typing(self) -> ParsedQuery:
        """The query in which a plain word at the very end also means what begins with it."""
        return self.with_tree(with_beginning(self.tree, self.text, LeafBuilder(self.languages)))


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
    plain = is_in_capitals(readable)
    parser = ArchiveParser(leaves, operators=not plain)
    tree = tidied(parser.parse(readable, normalize=False))
    complaints += leaves.complaints
    if tree is query.NullQuery:
        complaints = [said for said in complaints if said != STRAY_OPERATOR]
        if not set(leaves.complaints) - {STRAY_OPERATOR}:
            complaints.append(NOTHING)
    words = operators(readable) if plain else parser.words
    parsed = ParsedQuery(
        text, tree, None, read_as(query.NullQuery), tuple(complaints), known, tuple(words), plain
    )
    return parsed.with_tree(tree)


def _nothing(_filters: Filters) -> Collection[int]:
    return ()


def resolve(
    parsed: ParsedQuery, resolver: Resolver, let_through: LetThrough = _nothing
) -> ParsedQuery:
    """`parsed` with the catalogue's answers in its trees.

    `resolver(field, text)` gives the `Excerpts` of a condition, the `Labels` of a name, or
    `Refused` with a complaint; then the condition is left out and the complaint said.
    `let_through` gives the excerpts of the index for the filters among the answers.
    """
    leaves = LeafBuilder(parsed.languages)
    resolving = Resolving(resolver, let_through, leaves)
    tree = resolving.resolved(parsed.tree)
    some_tree = None if parsed.some_tree is None else resolving.resolved(parsed.some_tree)
    said = (*parsed.complaints, *leaves.complaints, *resolving.complaints)
    return replace(parsed, tree=tree, some_tree=some_tree, complaints=tuple(dict.fromkeys(said)))
