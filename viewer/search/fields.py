"""The index's schema.

Three fields hold stems with their positions (`headline`, `byline`, `text`), three the exact
forms without positions (`…_exact`), for prefixes, wildcards, fuzzy words and regular
expressions. `excerpt` is the catalogue's id, kept as a column of integers. Texts themselves are
not in the index: the catalogue has them.

Whoosh hands an analyzer a text and no language, so its fields have none here: texts are inverted
by `viewer.search.bulk_writer`, each in its own language.
"""

from __future__ import annotations

from whoosh import columns, fields, formats

#: The fields that words are looked for in, and how much a hit there counts.
WORD_FIELDS = {"headline": 1.0, "byline": 1.0, "text": 1.0}
EXACT_SUFFIX = "_exact"
EXCERPT = "excerpt"


class BulkField(fields.FieldType):  # type: ignore[misc]
    """A field that `viewer.search.bulk_writer` fills. `positions`: whether its postings have them.

    Only fields with positions store their length in words; an exact field has the same length
    as the stem field beside it.
    """

    def __init__(self, positions: bool) -> None:
        kept = formats.Positions() if positions else formats.Existence()
        super().__init__(kept, None, scorable=positions)


def exact_field(field: str) -> str:
    """The exact field beside a stem field."""
    return field + EXACT_SUFFIX


def stem_field(field: str) -> str:
    """The stem field beside an exact field; a stem field is its own."""
    return field.removesuffix(EXACT_SUFFIX)


def index_schema() -> fields.Schema:
    """A new schema object for one index (Whoosh's writers may change theirs)."""
    schema = fields.Schema()
    schema.add(EXCERPT, fields.COLUMN(columns.NumericColumn("Q", default=0)))
    for field in WORD_FIELDS:
        schema.add(field, BulkField(positions=True))
        schema.add(exact_field(field), BulkField(positions=False))
    return schema
