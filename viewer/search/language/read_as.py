"""How a query was read, in one line that the window shows with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from whoosh import query

from viewer.base.errors import InputError
from viewer.base.messages import Message, verbatim
from viewer.search.analysis.analyser import exact_form
from viewer.search.language.field_names import QUERY_FIELDS
from viewer.search.language.tree import (
    AllWords,
    CatalogueTerm,
    IdSet,
    LastWord,
    Named,
    Pattern,
    Piece,
    PieceKind,
    Reading,
)
from viewer.text.dates import parse_date, shown_date

EVERYTHING = Message.of("read-as.everything")
NOTHING = Message.of("read-as.nothing")

#: So many labels of a name are said, and the number of the others.
MOST_LABELS_SAID = 3

#: What parts the ends of a range of dates, as `viewer.text.dates.date_range` has it.
_DOTS = re.compile(r"\s*(?:\.{2,3}|…)\s*")

_PIECES = {
    PieceKind.BEGINNING: "read-as.beginning",
    PieceKind.EXACT: "read-as.exact",
    PieceKind.VERBATIM: "read-as.only",
    PieceKind.PHRASE: "read-as.phrase",
    PieceKind.PREFIX: "read-as.prefix",
    PieceKind.WILDCARD: "read-as.wildcard",
    PieceKind.FUZZY: "read-as.fuzzy",
    PieceKind.REGEX: "read-as.regex",
    PieceKind.NAME: "read-as.name",
}
#: What `has:` may ask for that is a thing.
_THINGS = {"tag": "read-as.has-tag", "note": "read-as.has-note", "link": "read-as.has-link"}


def read_as(tree: query.Query) -> Message:
    """One line for a parsed tree, before or after it is resolved.

    A long one is cut where it is worded: the words themselves are in the search field.
    """
    if tree is query.NullQuery:
        return NOTHING
    if isinstance(tree, query.And):
        words, conditions, excluded = _sorted_parts(tree)
        parts = [_joined("read-as.all", words, bracket=len(words) > 1)] if words else []
        parts += [*map(_inner, conditions), *map(_inner, excluded)]
        if len(excluded) == len(list(tree)):
            parts = [EVERYTHING, *parts]
        line = Message.of("series", parts=parts)
    elif isinstance(tree, query.Not):
        line = Message.of("series", parts=[EVERYTHING, _inner(tree)])
    else:
        line = _said(tree)
    return Message.of("read-as.line", line=line)


def with_words_said(line: Message, operators: Collection[str], *, all_capitals: bool) -> Message:
    """The line, and which operators were read as words."""
    if not operators:
        return line
    words, count = tuple(operators), len(operators)
    if all_capitals:
        return Message.of("read-as.words-in-capitals", count=count, line=line, words=words)
    return Message.of("read-as.words-here", count=count, line=line, words=words)


def _sorted_parts(
    tree: query.Query,
) -> tuple[list[query.Query], list[query.Query], list[query.Query]]:
    """The parts of an And: what is looked for in words, conditions, and what is excluded."""
    words, conditions, excluded = [], [], []
    for part in tree:
        if isinstance(part, query.Not):
            excluded.append(part)
        elif isinstance(part, CatalogueTerm | IdSet) and part.fieldname != "name":
            conditions.append(part)
        else:
            words.append(part)
    return words, conditions, excluded


def _joined(by: str, parts: Sequence[query.Query], *, bracket: bool) -> Message:
    said = [_inner(part) if bracket else _said(part) for part in parts]
    return Message.of(by, parts=said)


def _inner(node: query.Query) -> Message:
    """A node inside another: groups get brackets."""
    grouped = isinstance(node, query.And | query.Or) and not isinstance(node, Reading | LastWord)
    return Message.of("read-as.group", text=_said(node)) if grouped else _said(node)


def _said(node: query.Query) -> Message:
    if isinstance(node, Named):
        return Message.of("read-as.named", text=_written(node.written), labels=_listed(node.labels))
    if isinstance(node, Reading | Pattern):
        return _piece(node.piece)
    if isinstance(node, LastWord):
        return Message.of("read-as.beginning", text=_said(next(iter(node))))
    if isinstance(node, CatalogueTerm | IdSet):
        return _condition(node.fieldname, node.text)
    if isinstance(node, query.Not):
        return Message.of("read-as.not", text=_inner(node.query))
    if isinstance(node, query.Every):
        words = Message.of("read-as.any-words")
        return _in_field(node.fieldname, words) if node.fieldname else EVERYTHING
    by = "read-as.all" if isinstance(node, AllWords | query.And) else "read-as.any"
    return _joined(by, list(node.children()), bracket=True)


def _written(node: query.Query) -> Message:
    """What a name was written as: a run of words stays together, without an "and"."""
    words = list(node) if isinstance(node, query.And) else [node]
    return Message.of("read-as.run", parts=list(map(_said, words)))


def _listed(labels: Sequence[Reading]) -> Message:
    said = [label.piece.label for label in labels]
    if len(said) <= MOST_LABELS_SAID + 1:
        return Message.of("series", parts=said)
    first = Message.of("series", parts=said[:MOST_LABELS_SAID])
    return Message.of("query.and-more", named=first, more=len(said) - MOST_LABELS_SAID)


def _piece(piece: Piece) -> Message:
    if piece.kind is PieceKind.WORD:
        said = verbatim(piece.text)
    elif piece.kind is PieceKind.PHRASE and piece.distance > 1:
        said = Message.of("read-as.near", count=piece.distance, text=piece.text)
    else:
        said = Message.of(_PIECES[piece.kind], text=piece.text)
    if piece.kind is PieceKind.VERBATIM and piece.text != _folded(piece.text):
        said = Message.of("read-as.folded", text=said)
    return _in_field(piece.field, said) if piece.field else said


def _folded(text: str) -> str:
    """What the index tells apart of a text, also after `=`."""
    return " ".join(map(exact_form, text.split()))


def _in_field(field: str, said: Message) -> Message:
    return Message.of(QUERY_FIELDS[field].said, text=said)


def _condition(field: str, text: str) -> Message:
    if field == "has":
        thing = _THINGS.get(text.casefold())
        return Message.of(thing) if thing else Message.of(QUERY_FIELDS[field].said, text=text)
    return Message.of(QUERY_FIELDS[field].said, text=_dates(text) if field == "date" else text)


def _dates(text: str) -> Message:
    """`1945-08..1945-10` → `of August to October 1945`."""
    first, *rest = _DOTS.split(text.strip(), maxsplit=1)
    if not rest:
        return Message.of("read-as.of", date=_date(first))
    last = rest[0]
    if not last:
        return Message.of("filter.from", date=_date(first))
    if not first:
        return Message.of("filter.until", date=_date(last))
    first, last = _date(first), _date(last)
    year = last[-5:]
    if year.strip().isdigit() and first.endswith(year):
        first = first.removesuffix(year)
    return Message.of("read-as.of-days", first=first, last=last)


def _date(text: str) -> str:
    try:
        return shown_date(parse_date(text.strip()).text)
    except InputError:
        return f"“{text.strip()}”"
