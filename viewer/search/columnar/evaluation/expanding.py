"""The terms of a segment that a prefix, pattern, range or near miss of Whoosh's stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.search.columnar.storage.segment import Field

#: Terms looked at between two looks at the cancel token.
STRIDE = 4_096


def expanded_terms(
    node: query.Query,
    field: Field,
    reader: Callable[[], Any],
    schema: Any,
    cancel: CancelToken,
) -> list[bytes]:
    """The field's terms that `node`, a `MultiTerm`, matches. Raises `Cancelled`.

    `reader` gives Whoosh's reader of the segment, for nodes that only Whoosh can expand.
    """
    kind = type(node)
    if kind is query.Prefix:
        return _existing(field.dictionary.terms(_prefixed(field, node.text, schema)))
    if kind is query.TermRange:
        return _range(node, field, schema)
    if kind in {query.Wildcard, query.Regex}:
        return _matching(node, field, schema, cancel)
    if kind is query.FuzzyTerm:
        return _near(node, field, schema)
    to_bytes = schema[field.name].to_bytes
    return _existing(to_bytes(term) for term in node._btexts(reader()))


def _prefixed(field: Field, prefix: str, schema: Any) -> range:
    return field.dictionary.prefixed(schema[field.name].to_bytes(prefix))


def _existing(terms: Iterable[bytes]) -> list[bytes]:
    """Whoosh passes over the empty term."""
    return [term for term in terms if term]


def _matching(node: query.Query, field: Field, schema: Any, cancel: CancelToken) -> list[bytes]:
    numbers = _prefixed(field, node._find_prefix(node.text), schema)
    matches = re.compile(node._get_pattern()).match
    from_bytes = schema[field.name].from_bytes
    found = []
    for start in range(numbers.start, numbers.stop, STRIDE):
        cancel.check()
        terms = field.dictionary.terms(range(start, min(start + STRIDE, numbers.stop)))
        found += [term for term in terms if term and matches(from_bytes(term))]
    return found


def _near(node: query.FuzzyTerm, field: Field, schema: Any) -> list[bytes]:
    """The terms at most `maxdist` letters away (Levenshtein) that begin as the node's does."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    numbers = _prefixed(field, node.text[: node.prefixlength], schema)
    terms = _existing(field.dictionary.terms(numbers))
    forms = list(map(schema[field.name].from_bytes, terms))
    near = process.extract(
        node.text, forms, scorer=Levenshtein.distance, score_cutoff=node.maxdist, limit=None
    )
    return [terms[number] for number in sorted(number for _, _, number in near)]


def _range(node: query.TermRange, field: Field, schema: Any) -> list[bytes]:
    dictionary = field.dictionary
    to_bytes = schema[field.name].to_bytes
    try:
        start = b"" if node.start is None else to_bytes(node.start)
        end = None if node.end is None else to_bytes(node.end)
    except ValueError:
        return []
    first, last = dictionary.place(start), len(dictionary)
    if end is not None:
        last = dictionary.place(end)
        if not node.endexcl and last < len(dictionary) and dictionary.term(last) == end:
            last += 1
    terms = dictionary.terms(range(first, max(first, last)))
    return [term for term in terms if term and not (node.startexcl and term == start)]
