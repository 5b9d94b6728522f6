"""The second tier of a query: what holds some of its words, however they are grouped.

Only fields and NOT stay conditions there. Brackets, AND and quotation marks ask for no more than
their words; a phrase that is found whole counts on top. So pasted prose always finds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from whoosh import query

from viewer.search.analysis.analyser import analyse, exact_form
from viewer.search.analysis.stop_words import STOP_WORDS
from viewer.search.language.leaves import LeafBuilder
from viewer.search.language.tree import (
    CatalogueTerm,
    IdSet,
    LastWord,
    Named,
    Pattern,
    PieceKind,
    Reading,
    tidied,
)
from viewer.text.segmentation import word_strings

#: What a phrase that is found whole adds, as a share of its words' scores.
PHRASE_BONUS = 0.25

#: What is no letter of its own in an expression: `\d`, `\b` and their like.
_ESCAPED = re.compile(r"\\.")

_TAKEN_APART = frozenset({PieceKind.WORD, PieceKind.EXACT, PieceKind.PHRASE})


def some_tree(tree: query.Query, leaves: LeafBuilder) -> query.Query | None:
    """The tree of the second tier; None where it would find no more than `tree` does."""
    relaxing = _Relaxing(leaves)
    relaxed = tidied(relaxing.relaxed(tree))
    return relaxed if relaxing.loosened and relaxed is not query.NullQuery else None


class _Relaxing:
    """One pass over one tree."""

    def __init__(self, leaves: LeafBuilder) -> None:
        self._leaves = leaves
        #: Whether what was made asks for less than the tree did.
        self.loosened = False

    def relaxed(self, node: query.Query) -> query.Query:
        """What holds some of the words under `node` and fulfils its conditions."""
        if not isinstance(node, query.And):
            return _any_of(self._choices(node))
        parts = list(_flattened(node))
        conditions = [part for part in parts if _is_condition(part)]
        wordy = [part for part in parts if not _is_condition(part) and not _is_everything(part)]
        choices = [choice for part in wordy for choice in self._choices(part)]
        if len(wordy) > 1:
            self.loosened = True
        if not choices:
            return query.And(conditions)
        return query.And([*conditions, _any_of(choices)])

    def _choices(self, node: query.Query) -> list[query.Query]:
        """What of a part with words is enough by itself."""
        if _is_everything(node):
            return []
        if _is_condition(node):
            return [node]
        if isinstance(node, Named):
            return [*self._choices(node.written), *node.labels]
        if isinstance(node, Reading):
            return self._words(node)
        if isinstance(node, Pattern):
            return self._pattern(node)
        if isinstance(node, LastWord):
            return [node]
        if isinstance(node, query.Or):
            return [choice for part in node for choice in self._choices(part)]
        if any(map(_is_condition, _flattened(node))):
            return [self.relaxed(node)]
        self.loosened = True
        return [choice for part in node for choice in self._choices(part)]

    def _words(self, node: Reading) -> list[query.Query]:
        """The words of a phrase, or of several words in one, and what they are together."""
        if node.piece.kind not in _TAKEN_APART:
            return [node]
        text = node.piece.text
        words = [text[token.start : token.end] for token in analyse(text, "")]
        if node.piece.kind is PieceKind.WORD and len(words) < 2:
            return [node]
        self.loosened = True
        bonus = Reading(node.subqueries, PHRASE_BONUS, node.piece)
        return [*filter(None, map(self._leaves.word, words)), bonus]

    def _pattern(self, node: Pattern) -> list[query.Query]:
        """A pattern; where the index has no form for it, what is written in it are words.

        An expression that is nothing but a word in slashes is that word.
        """
        text, kind = node.piece.text, node.piece.kind
        if kind not in {PieceKind.WILDCARD, PieceKind.REGEX}:
            return [node]
        written = word_strings(_ESCAPED.sub(" ", text))
        words = tuple(filter(None, map(self._leaves.word, written)))
        if kind is PieceKind.REGEX and written == [text]:
            self.loosened = True
            return [node, *words]
        self.loosened = self.loosened or bool(words)
        return [Pattern(node.piece, words)]


def _any_of(choices: list[query.Query]) -> query.Query:
    """Any of these, each once, without the words that say nothing where there are others.

    What was written several times counts as often: a long text says with it what it is about.
    """
    first: dict[object, query.Query] = {}
    times = Counter(map(_key, choices))
    for choice in choices:
        first.setdefault(_key(choice), choice)
    once = [_weighing(choice, times[key]) for key, choice in first.items()]
    if any(map(_is_telling, once)):
        once = [choice for choice in once if not _is_stop_word(choice)]
    return query.Or(once)


def _weighing(node: query.Query, times: int) -> query.Query:
    """A word with the score of so many."""
    if times == 1 or type(node) is not Reading:
        return node
    return Reading(node.subqueries, node.boost * times, node.piece)


def _key(node: query.Query) -> object:
    if isinstance(node, Reading) and not node.piece.field:
        return node.piece.kind, exact_form(node.piece.text)
    return id(node)


def _flattened(node: query.And) -> Iterator[query.Query]:
    for part in node:
        if isinstance(part, query.And):
            yield from _flattened(part)
        else:
            yield part


def _is_stop_word(node: query.Query) -> bool:
    is_word = isinstance(node, Reading) and node.piece.kind is PieceKind.WORD
    return is_word and exact_form(node.piece.text) in STOP_WORDS


def _is_telling(node: query.Query) -> bool:
    """Whether it has words, and not only such as say nothing."""
    if not isinstance(node, Reading):
        return not _is_condition(node)
    return any(token.exact not in STOP_WORDS for token in analyse(node.piece.text, ""))


def _is_everything(node: query.Query) -> bool:
    return isinstance(node, query.Every) and not node.fieldname


def _is_condition(node: query.Query) -> bool:
    """Whether it is made of fields and NOT alone."""
    if isinstance(node, query.Not | CatalogueTerm | IdSet):
        return True
    if isinstance(node, query.Every):
        return bool(node.fieldname)
    if isinstance(node, Named):
        return bool(node.piece.field)
    if isinstance(node, Reading | Pattern):
        return bool(node.piece.field) or node.piece.kind is PieceKind.NAME
    return all(map(_is_condition, node.children()))
