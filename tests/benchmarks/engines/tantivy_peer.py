"""tantivy (Rust), one writing thread, its stemming tokenizer, the texts themselves not kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from drawn_queries import SLOP, Asked, Class
from generated_texts import Excerpt
from texts import Texts

from engines import TOP, Query, Reading

_MEMORY = 256_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    for field in ("headline", "text"):
        builder.add_text_field(field, tokenizer_name="en_stem", index_option="position")
    return builder.build()


def build(folder: Path, texts: Iterable[Excerpt], count: int) -> None:
    """One commit, and the merges after it."""
    index = tantivy.Index(_schema(), str(folder))
    writer = index.writer(_MEMORY, 1)
    for excerpt in texts:
        writer.add_document(
            tantivy.Document(number=excerpt.number, headline=excerpt.headline, text=excerpt.text)
        )
    writer.commit()
    writer.wait_merging_threads()


def open_index(folder: Path, texts: Texts) -> Reading:
    """The text field only; patterns are met with stems, as it has nothing else."""
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()

    def read(asked: Asked) -> Query | None:
        query = _query(index, asked)

        def answer() -> int:
            found: Any = searcher.search(query, TOP, count=True)
            return int(found.count)

        return None if query is None else answer

    return read


def _query(index: tantivy.Index, asked: Asked) -> tantivy.Query | None:
    word = asked.words[0]
    match asked.sort:
        case Class.PREFIX:
            return tantivy.Query.regex_query(index.schema, "text", re.escape(word) + ".*")
        case Class.WILDCARD:
            expression = word.replace("?", ".").replace("*", ".*")
            return tantivy.Query.regex_query(index.schema, "text", expression)
        case Class.FUZZY_1:
            return tantivy.Query.fuzzy_term_query(index.schema, "text", word, distance=1)
        case Class.FUZZY_2:
            return tantivy.Query.fuzzy_term_query(index.schema, "text", word, distance=2)
    query = _written(asked)
    return None if query is None else index.parse_query(query, ["text"])


def _written(asked: Asked) -> str | None:
    match asked.sort:
        case Class.COMMON | Class.TERM:
            return asked.words[0]
        case Class.OR | Class.SENTENCE:
            return " ".join(asked.words)
        case Class.AND:
            return " ".join(f"+{word}" for word in asked.words)
        case Class.NOT:
            return "+{} -{}".format(*asked.words)
        case Class.PHRASE:
            return f'"{" ".join(asked.words)}"'
        case Class.NEAR:
            return f'"{" ".join(asked.words)}"~{SLOP - 1}'
    return None
