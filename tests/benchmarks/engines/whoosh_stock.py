"""Whoosh as it comes: its own codec, posting by posting, with stems and positions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from drawn_queries import SLOP, Asked, Class
from generated_texts import Excerpt
from Stemmer import Stemmer
from texts import Texts
from whoosh import analysis, fields, index
from whoosh.qparser import FuzzyTermPlugin, QueryParser

from engines import TOP, Query, Reading

_MEMORY = 256
_STEMMER = Stemmer("english")


def stem(word: str) -> str:
    """The stem of one word; by a name, as Whoosh keeps its analyzers in the index."""
    return str(_STEMMER.stemWord(word))


def build(folder: Path, texts: Iterable[Excerpt], count: int) -> None:
    """One commit, one segment."""
    words = (
        analysis.RegexTokenizer(r"\w+")
        | analysis.LowercaseFilter()
        | analysis.StemFilter(stemfn=stem)
    )
    schema = fields.Schema(
        number=fields.STORED,
        headline=fields.TEXT(analyzer=words, phrase=True),
        text=fields.TEXT(analyzer=words, phrase=True),
    )
    writer = index.create_in(str(folder), schema).writer(limitmb=_MEMORY)
    for excerpt in texts:
        writer.add_document(number=excerpt.number, headline=excerpt.headline, text=excerpt.text)
    writer.commit()


def open_index(folder: Path, texts: Texts) -> Reading:
    """The text field only; patterns are met with stems."""
    found = index.open_dir(str(folder))
    searcher = found.searcher()
    parser = QueryParser("text", found.schema)
    parser.add_plugin(FuzzyTermPlugin())

    def read(asked: Asked) -> Query | None:
        query = _query(asked)
        if query is None:
            return None
        parsed = parser.parse(query)
        return lambda: len(searcher.search(parsed, limit=TOP))

    return read


def _query(asked: Asked) -> str | None:
    match asked.sort:
        case Class.OR | Class.SENTENCE:
            return " OR ".join(asked.words)
        case Class.NOT:
            return " NOT ".join(asked.words)
        case Class.PHRASE:
            return f'"{" ".join(asked.words)}"'
        case Class.NEAR:
            return f'"{" ".join(asked.words)}"~{SLOP}'
        case Class.PREFIX:
            return f"{asked.words[0]}*"
        case Class.FUZZY_1:
            return f"{asked.words[0]}~"
        case Class.FUZZY_2:
            return f"{asked.words[0]}~2"
        case Class.DATES | Class.ALL_FIELDS:
            return None
    return " ".join(asked.words)
