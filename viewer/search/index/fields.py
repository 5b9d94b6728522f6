"""The index's schema.

Three fields hold stems (`headline`, `byline`, `text`), three the exact forms (`…_exact`), for
prefixes, wildcards, fuzzy words and regular expressions; all of them with positions. `excerpt` is
the catalogue's id, kept as a column of integers. Texts themselves are not in the index: the
catalogue has them.

Texts are inverted by `viewer.search.columnar.writing.batch`, each in its own language. Whoosh hands
an analyzer a text and no language: those of its fields are for its query parser, and take the words
of a query for English where they are Latin and for Russian where they are Cyrillic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from whoosh import analysis, columns, fields, formats

from viewer.search.analysis.analyser import analyse
from viewer.search.language.field_names import QUERY_FIELDS, AnsweredBy

#: The fields that words are looked for in, and how much a hit there counts.
WORD_FIELDS = {each.name: 1.0 for each in QUERY_FIELDS if each.answered_by is AnsweredBy.INDEX}
EXACT_SUFFIX = "_exact"
EXCERPT = "excerpt"


@dataclass(frozen=True)
class QueryAnalyzer:
    """The words of a query, as a text without a language is indexed: stems, or exact forms."""

    exact: bool

    def __call__(self, value: str, **_wanted: Any) -> Iterator[analysis.Token]:
        """The words with all that may be wanted of them; code points of `value`."""
        for token in analyse(value, ""):
            yield analysis.Token(
                positions=True,
                chars=True,
                text=token.exact if self.exact else token.stem,
                pos=token.position,
                startchar=token.start,
                endchar=token.end,
            )


class InvertedField(fields.FieldType):  # type: ignore[misc]
    """A field of words, with their positions, that `viewer.search.columnar.writing.batch` fills."""

    def __init__(self, *, exact: bool) -> None:
        super().__init__(formats.Positions(), QueryAnalyzer(exact), scorable=True)


def exact_field(field: str) -> str:
    """The exact field of a stem field."""
    return field + EXACT_SUFFIX


def stem_field(field: str) -> str:
    """The stem field of an exact field; a stem field is its own."""
    return field.removesuffix(EXACT_SUFFIX)


def fields_of_word(field: str) -> tuple[str, ...]:
    """The fields in which the terms of `field` are the same words: how telling a word is, is asked
    of the whole text and not of each of its parts."""
    if stem_field(field) not in WORD_FIELDS:
        return (field,)
    return tuple(WORD_FIELDS) if field in WORD_FIELDS else tuple(map(exact_field, WORD_FIELDS))


def index_schema() -> fields.Schema:
    """A new schema object for one index (Whoosh's writers may change theirs)."""
    schema = fields.Schema()
    schema.add(EXCERPT, fields.COLUMN(columns.NumericColumn("Q", default=0)))
    for field in WORD_FIELDS:
        schema.add(field, InvertedField(exact=False))
        schema.add(exact_field(field), InvertedField(exact=True))
    return schema
