"""SQLite's FTS5 from the standard library: `porter unicode61`, the texts themselves not kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from drawn_queries import SLOP, Asked, Class
from generated_texts import Excerpt
from texts import Texts

from engines import TOP, Query, Reading

_FILE = "fts5.db"
_TABLE = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "headline, text, content = '', tokenize = 'porter unicode61')"
)
_FILL = "INSERT INTO search (rowid, headline, text) VALUES (?, ?, ?)"
_HITS = f"SELECT rowid, bm25(search) FROM search WHERE search MATCH ? ORDER BY 2 LIMIT {TOP}"
_COUNT = "SELECT count(*) FROM search WHERE search MATCH ?"


def build(folder: Path, texts: Iterable[Excerpt], count: int) -> None:
    """One transaction."""
    connection = sqlite3.connect(folder / _FILE)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(_TABLE)
    with connection:
        connection.executemany(
            _FILL, ((excerpt.number, excerpt.headline, excerpt.text) for excerpt in texts)
        )
    connection.close()


def open_index(folder: Path, texts: Texts) -> Reading:
    """Two statements a query: the best by bm25, and the count."""
    connection = sqlite3.connect(folder / _FILE)

    def read(asked: Asked) -> Query | None:
        query = _query(asked)

        def answer() -> int:
            connection.execute(_HITS, (query,)).fetchall()
            (count,) = connection.execute(_COUNT, (query,)).fetchone()
            return int(count)

        return None if query is None else answer

    return read


def _query(asked: Asked) -> str | None:
    words = [f'"{word}"' for word in asked.words]
    match asked.sort:
        case Class.COMMON | Class.TERM:
            query = words[0]
        case Class.OR | Class.SENTENCE:
            query = " OR ".join(words)
        case Class.AND:
            query = " AND ".join(words)
        case Class.NOT:
            query = " NOT ".join(words)
        case Class.PHRASE:
            query = f'"{" ".join(asked.words)}"'
        case Class.NEAR:
            query = f"NEAR({' '.join(words)}, {SLOP - 1})"
        case Class.PREFIX:
            query = f"{words[0]} *"
        case _:
            return None
    return f"text : ({query})"
