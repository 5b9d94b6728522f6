"""The same corpus and questions for SQLite's FTS5: count, and 50 hits with snippets.

It has no fuzzy terms and no wildcards inside a word, and it counts no facets.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from corpus import PHRASE
from measuring import hand_over, median_ms

_TERMS = {
    "common term": "army",
    "rare term": "zeppelin",
    "AND": "army AND surrender",
    "OR": "harbin OR surrender",
    "NOT": "army NOT war",
    "phrase": f'"{PHRASE}"',
    "prefix": "kwan*",
    "term in 12 days": "army",
}
_HITS = (
    "SELECT article.id, bm25(search), snippet(search, 1, '[', ']', '…', 24) FROM search "
    "JOIN article ON article.id = search.rowid WHERE search MATCH ? {narrow} ORDER BY 2 LIMIT 50"
)
_COUNT = (
    "SELECT count(*) FROM search JOIN article ON article.id = search.rowid "
    "WHERE search MATCH ? {narrow}"
)


def _fill(connection: sqlite3.Connection, manifest: Path) -> float:
    """Put the corpus in; returns the seconds that it took, reading the manifest left aside."""
    csv.field_size_limit(1 << 30)
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = [(r["headline"], r["text"], r["date"]) for r in csv.DictReader(file)]
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, date TEXT)")
    connection.execute(
        "CREATE VIRTUAL TABLE search USING fts5(headline, text, tokenize = 'porter unicode61')"
    )
    start = time.perf_counter()
    with connection:
        for number, (headline, text, date) in enumerate(rows, 1):
            connection.execute("INSERT INTO article VALUES (?, ?)", (number, date))
            connection.execute(
                "INSERT INTO search (rowid, headline, text) VALUES (?, ?, ?)",
                (number, headline, text),
            )
    return time.perf_counter() - start


def _measured(connection: sqlite3.Connection, name: str, query: str, repeat: int) -> dict[str, Any]:
    days = "AND date BETWEEN '1945-08-09' AND '1945-08-20'" if "days" in name else ""

    def act() -> int:
        connection.execute(_HITS.format(narrow=days), (query,)).fetchall()
        (count,) = connection.execute(_COUNT.format(narrow=days), (query,)).fetchone()
        return int(count)

    return {"ms": median_ms(act, repeat), "hits": act(), "query": query}


def main(manifest: Path, repeat: int) -> None:
    """Build the table in a file of its own and measure."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder, "fts5.db"))
        seconds = _fill(connection, manifest)
        queries = {
            name: _measured(connection, name, query, repeat) for name, query in _TERMS.items()
        }
        connection.close()
    hand_over({"seconds": seconds, "queries": queries})


main(Path(sys.argv[1]), int(sys.argv[2]))
