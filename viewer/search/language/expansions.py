"""Prefixes, wildcards, fuzzy words and expressions become the forms that the index holds.

The commonest forms are taken, up to a limit, so that what is evaluated is never more than a
bounded number of terms; when there were more, it is said.
"""

from __future__ import annotations

import fnmatch
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

import regex
from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.base.messages import Message
from viewer.search.analysis.stop_words import STOP_WORDS
from viewer.search.index.fields import WORD_FIELDS, exact_field
from viewer.search.index.lexicon import FieldLexicon
from viewer.search.language.query import ParsedQuery
from viewer.search.language.rarest_words import with_rarest_words
from viewer.search.language.tree import Pattern, Piece, PieceKind, Reading, tidied, walk

MOST_FORMS = 256
MOST_FORMS_IN_QUERY = 1_024

#: Seconds that one expression may take over the forms of one field.
EXPRESSION_SECONDS = 2.0


class Lexicon(Protocol):
    """The exact forms of an index."""

    def lexicon(self, field: str, cancel: CancelToken) -> FieldLexicon:
        """All forms of an exact field. Raises `Cancelled`."""
        ...


class _TooSlowError(Exception):
    """An expression ran out of its time."""


def expand(parsed: ParsedQuery, lexicon: Lexicon, cancel: CancelToken) -> ParsedQuery:
    """`parsed` with forms for its patterns in both trees, cut to its most telling words.

    Raises `Cancelled`.
    """
    parsed = with_rarest_words(parsed, lexicon, cancel)
    expansion = _Expansion(lexicon, cancel)
    tree = tidied(expansion.expanded(parsed.tree))
    some_tree = None if parsed.some_tree is None else tidied(expansion.expanded(parsed.some_tree))
    said = tuple(dict.fromkeys((*parsed.complaints, *expansion.complaints)))
    return replace(parsed, tree=tree, some_tree=some_tree, complaints=said)


def expanded_tree(tree: query.Query, lexicon: Lexicon, cancel: CancelToken) -> query.Query:
    """A single tree with forms for its patterns. Raises `Cancelled`."""
    if not any(isinstance(node, Pattern) for node in walk(tree)):
        return tree
    return tidied(_Expansion(lexicon, cancel).expanded(tree))


class _Expansion:
    def __init__(self, lexicon: Lexicon, cancel: CancelToken) -> None:
        self._lexicon = lexicon
        self._cancel = cancel
        self._left = MOST_FORMS_IN_QUERY
        self._known: dict[Piece, Reading] = {}
        self.complaints: list[Message] = []

    def expanded(self, node: query.Query) -> query.Query:
        """The node with a `Reading` of forms in the place of each pattern below it."""
        if not isinstance(node, Pattern):
            return node.apply(self.expanded)
        if node.piece not in self._known:
            self._known[node.piece] = self._reading(node.piece)
        found = self._known[node.piece]
        return query.Or(node.instead) if node.instead and not len(found) else found

    def _reading(self, piece: Piece) -> Reading:
        fields = {piece.field: 1.0} if piece.field else WORD_FIELDS
        try:
            found = self._frequencies(piece, fields)
        except _TooSlowError:
            self.complaints.append(Message.of("query.expression-slow", expression=piece.text))
            found = {}
        forms = sorted(found, key=lambda form: (-sum(found[form].values()), form))
        most = min(MOST_FORMS, self._left)
        if len(forms) > most and piece.kind is not PieceKind.BEGINNING:
            self.complaints.append(
                Message.of(
                    "query.too-many-forms", pattern=_shown(piece), forms=len(forms), most=most
                )
            )
        self._left -= min(len(forms), most)
        terms = [
            query.Term(exact_field(field), form, boost=fields[field])
            for form in forms[:most]
            for field in found[form]
        ]
        return Reading(terms, piece=piece)

    def _frequencies(self, piece: Piece, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        """For each form that fits: the fields that hold it, with the number of texts in each."""
        found: dict[str, dict[str, int]] = {}
        for field in fields:
            lexicon = self._lexicon.lexicon(exact_field(field), self._cancel)
            numbers = self._fitting(piece, lexicon)
            for number, count in zip(numbers, lexicon.texts_of(numbers), strict=True):
                found.setdefault(lexicon.forms[number], {})[field] = count
        return found

    def _fitting(self, piece: Piece, lexicon: FieldLexicon) -> Sequence[int]:
        self._cancel.check()
        if piece.kind is PieceKind.PREFIX:
            return lexicon.prefixed(piece.text)
        if piece.kind is PieceKind.BEGINNING:
            found = lexicon.prefixed(piece.text)
            return [number for number in found if lexicon.forms[number] not in STOP_WORDS]
        if piece.kind is PieceKind.FUZZY:
            return lexicon.near(piece.text, piece.distance)
        if piece.kind is PieceKind.WILDCARD:
            head = re.split(r"[*?]", piece.text, maxsplit=1)[0]
            # fnmatch's translation does not backtrack, however many stars there are
            fits = re.compile(fnmatch.translate(piece.text.replace("[", "[[]"))).match
            return lexicon.fitting(lambda form: fits(form) is not None, head, self._cancel)
        compiled = regex.compile(piece.text, regex.IGNORECASE)
        end = time.monotonic() + EXPRESSION_SECONDS

        def matches(form: str) -> bool:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            return compiled.fullmatch(form, timeout=left, concurrent=True) is not None

        try:
            return lexicon.fitting(matches, "", self._cancel)
        except TimeoutError:
            raise _TooSlowError from None


def _shown(piece: Piece) -> str:
    if piece.kind is PieceKind.PREFIX:
        return f"{piece.text}*"
    if piece.kind is PieceKind.FUZZY:
        return f"{piece.text}~{piece.distance if piece.distance > 1 else ''}"
    return f"/{piece.text}/" if piece.kind is PieceKind.REGEX else piece.text
