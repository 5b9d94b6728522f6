"""How a query was read, in one line of plain words that the window shows with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from whoosh import query

from viewer.base.errors import InputError
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

EVERYTHING = "every excerpt"
NOTHING = "nothing"

#: What the index does not tell apart, not even after `=`.
FOLDED = " (capitals, ё and accents not told apart)"

#: A longer line is cut: the words themselves are in the search field.
LONGEST = 400

#: So many labels of a name are said, and the number of the others.
MOST_LABELS_SAID = 3

#: What parts the ends of a range of dates, as `viewer.text.dates.date_range` has it.
_DOTS = re.compile(r"\s*(?:\.{2,3}|…)\s*")

_PIECES = {
    PieceKind.WORD: "{text}",
    PieceKind.BEGINNING: "{text}…",
    PieceKind.EXACT: "exactly “{text}”",
    PieceKind.VERBATIM: "only “{text}”",
    PieceKind.PHRASE: "the phrase “{text}”",
    PieceKind.PREFIX: "words beginning with “{text}”",
    PieceKind.WILDCARD: "words like “{text}”",
    PieceKind.FUZZY: "words close to “{text}”",
    PieceKind.REGEX: "words matching /{text}/",
    PieceKind.NAME: "the name “{text}”",
}


def read_as(tree: query.Query) -> str:
    """One line of plain English for a parsed tree, before or after it is resolved."""
    if tree is query.NullQuery:
        return NOTHING
    if isinstance(tree, query.And):
        words, conditions, excluded = _sorted_parts(tree)
        joined = _joined(words, " and ", len(words) > 1)
        line = ", ".join(filter(None, [joined, *map(_inner, conditions), *map(_inner, excluded)]))
        if excluded and len(excluded) == len(list(tree)):
            line = f"{EVERYTHING}, {line}"
    elif isinstance(tree, query.Not):
        line = f"{EVERYTHING}, {_inner(tree)}"
    else:
        line = _said(tree)
    return _cut(line, LONGEST)


def with_words_said(line: str, operators: Collection[str], *, all_capitals: bool) -> str:
    """The line, and which operators were read as words."""
    if not operators:
        return line
    *before, last = operators
    named = f"{', '.join(before)} and {last} are words" if before else f"{last} is a word"
    said = f"; {named} here, as all is in capitals" if all_capitals else f"; {named} here"
    return _cut(line, LONGEST - len(said)) + said


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip('…')}…"


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


def _joined(parts: Sequence[query.Query], by: str, bracket: bool) -> str:
    return by.join(_inner(part) if bracket else _said(part) for part in parts)


def _inner(node: query.Query) -> str:
    """A node inside another: groups get brackets."""
    grouped = isinstance(node, query.And | query.Or) and not isinstance(node, Reading | LastWord)
    return f"({_said(node)})" if grouped else _said(node)


def _said(node: query.Query) -> str:
    if isinstance(node, Named):
        return f"{_written(node.written)} (also {_listed(node.labels)})"
    if isinstance(node, Reading | Pattern):
        return _piece(node.piece)
    if isinstance(node, LastWord):
        return f"{_said(next(iter(node)))}…"
    if isinstance(node, CatalogueTerm | IdSet):
        return _condition(node.fieldname, node.text)
    if isinstance(node, query.Not):
        return f"not {_inner(node.query)}"
    if isinstance(node, query.Every):
        return f"any words {QUERY_FIELDS[node.fieldname].said}" if node.fieldname else EVERYTHING
    by = " and " if isinstance(node, AllWords | query.And) else " or "
    return _joined(list(node.children()), by, True)


def _written(node: query.Query) -> str:
    """What a name was written as: a run of words stays together, without an "and"."""
    words = list(node) if isinstance(node, query.And) else [node]
    return " ".join(map(_said, words))


def _listed(labels: Sequence[Reading]) -> str:
    said = [label.piece.label for label in labels]
    if len(said) <= MOST_LABELS_SAID + 1:
        return ", ".join(said)
    return f"{', '.join(said[:MOST_LABELS_SAID])} and {len(said) - MOST_LABELS_SAID} more"


def _piece(piece: Piece) -> str:
    said = _PIECES[piece.kind].format(text=piece.text)
    if piece.kind is PieceKind.PHRASE and piece.distance > 1:
        said = f"“{piece.text}” in this order, at most {piece.distance} words apart"
    if piece.kind is PieceKind.VERBATIM and piece.text != " ".join(
        map(exact_form, piece.text.split())
    ):
        said += FOLDED
    return f"{said} {QUERY_FIELDS[piece.field].said}" if piece.field else said


def _condition(field: str, text: str) -> str:
    if field == "date":
        text = _dates(text)
    if field == "has" and text.casefold() not in ("tag", "note", "link"):
        return f"having {text}"
    return QUERY_FIELDS[field].said.format(text=text)


def _dates(text: str) -> str:
    """`1945-08..1945-10` → `of August to October 1945`."""
    first, *rest = _DOTS.split(text.strip(), maxsplit=1)
    if not rest:
        return f"of {_date(first)}"
    last = rest[0]
    if not last:
        return f"from {_date(first)} on"
    if not first:
        return f"up to {_date(last)}"
    first, last = _date(first), _date(last)
    year = last[-5:]
    if year.strip().isdigit() and first.endswith(year):
        first = first.removesuffix(year)
    return f"of {first} to {last}"


def _date(text: str) -> str:
    try:
        return shown_date(parse_date(text.strip()).text)
    except InputError:
        return f"“{text.strip()}”"
