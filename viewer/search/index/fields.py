"""The index's schema.

Three fields hold stems (`headline`, `byline`, `text`), three the exact forms (`…_exact`), for
prefixes, wildcards, fuzzy words and regular expressions; all of them with positions. `excerpt` is
the catalogue's id, kept as a column of integers. Texts themselves are not in the index: the
catalogue has them.

Whoosh hands an analyzer a text and no language, so its fields have none here: texts are inverted
by `viewer.search.columnar.writing.batch`, each in its own language.
"""

from __future__ import annotations

from whoosh import columns, fields, formats

from viewer.search.language.field_names import QUERY_FIELDS, AnsweredBy

#: The fields that words are looked for in, and how much a hit there counts.
WORD_FIELDS = {each.name: 1.0 for each in QUERY_FIELDS if each.answered_by is AnsweredBy.INDEX}
EXACT_SUFFIX = "_exact"
EXCERPT = "excerpt"


class InvertedField(fields.FieldType):  # type: ignore[misc]
    """A field of words, with their positions, that `viewer.search.columnar.writing.batch` fills."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), None, scorable=True)


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
        schema.add(field, InvertedField())
        schema.add(exact_field(field), InvertedField())
    return schema
