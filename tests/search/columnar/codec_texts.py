"""A few documents in an index of Whoosh's, made with either codec."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from whoosh import fields, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.qparser import FuzzyTermPlugin, QueryParser
from whoosh.query import Query

from viewer.search.columnar.codec.codec import ColumnarCodec

Document = Mapping[str, Any]


def schema() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(unique=True, stored=True, sortable=True),
        text=fields.TEXT(stored=True),
        title=fields.TEXT(sortable=True, field_boost=2.5),
        tags=fields.KEYWORD(stored=True, scorable=True),
        kind=fields.ID(sortable=True),
        page=fields.NUMERIC(sortable=True, stored=True),
        price=fields.NUMERIC(float, stored=True),
        date=fields.DATETIME(sortable=True, stored=True),
        front=fields.BOOLEAN(stored=True),
        note=fields.STORED,
    )


def document(number: int, text: str, **others: Any) -> dict[str, Any]:
    return {
        "id": f"n{number}",
        "text": text,
        "page": number % 7 - 3,
        "date": datetime(1945, 8, 1 + number % 28),  # noqa: DTZ001
        "kind": ("letter", "telegram", "газета")[number % 3],
        "front": number % 2 == 0,
        **others,
    }


DOCUMENTS = [
    document(0, "The Soviet Union declared war on Japan", title="War declared", price=1.5),
    document(1, "Квантунская армия разгромлена в Маньчжурии", title="Победа", tags="a b"),
    document(2, "Peace 🚩 in Korea, the army went home", title="Peace at last", note=["x", 1]),
    document(3, "war war war and no peace", tags="b b c", price=-2.25),
    document(4, "", title=""),
    document(5, "the army declared peace; the war went on in Manchuria " * 40, title="War"),
    document(6, "Армия вернулась домой. Война и мир 🚩", tags="мир"),
    {"id": "n7", "note": "nothing but a note"},
    document(8, "warring armies of Harbin, warlike Japan", title="Japan surrenders"),
]

#: In the language of Whoosh's parser, with `~` for fuzzy words.
QUERIES = (
    "war",
    "WAR army",
    "war OR peace",
    "war AND NOT peace",
    "NOT war",
    "war ANDNOT army",
    "war ANDMAYBE japan",
    '"the army"',
    '"army peace"~2',
    '"went home"',
    "war*",
    "w?r*",
    "*ar",
    "арм*",
    "армия",
    "🚩",
    "wat~",
    "armu~2",
    "армиа~",
    "[army TO peace]",
    "title:war",
    "title:war^3 OR text:war",
    "tags:b",
    "tags:мир",
    "kind:газета",
    "page:2",
    "page:[-1 TO 2]",
    "page:[TO 0]",
    "page:{0 TO}",
    "price:[-3 TO 0.5]",
    "date:194508",
    "date:[19450803 TO 19450806]",
    "front:true",
    "*",
    "text:*",
    "nosuchword",
    "nosuchword OR japan",
    "(war OR армия) page:[-3 TO 1]",
)


def parsed(text: str) -> Query:
    parser = QueryParser("text", schema())
    parser.add_plugin(FuzzyTermPlugin())
    return parser.parse(text)


CODECS = {"own": W3Codec, "columnar": ColumnarCodec}


def index_of(
    folder: Path, batches: Iterable[Iterable[Document]], codec: str = "columnar", of: Any = None
) -> index.FileIndex:
    """A new index, a segment for each batch, with `"columnar"` or Whoosh's `"own"` codec."""
    folder.mkdir()
    made = index.create_in(str(folder), of or schema())
    for batch in batches:
        writer = made.writer(codec=CODECS[codec]())
        for each in batch:
            writer.add_document(**each)
        writer.commit(merge=False)
    return made
