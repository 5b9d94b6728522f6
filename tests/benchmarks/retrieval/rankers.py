"""Engines that rank the texts of a collection: ours, and its peers as they come.

Each takes the texts and gives a function from a query, as it was written, to the keys of the best
texts. The peers are asked for any of the words: what they read as operators of their own is
taken out first.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from whoosh.query import Query

from retrieval.collection import Document
from viewer.base.jobs import CancelToken
from viewer.search.engine import IndexText
from viewer.search.index.index_folder import IndexFolder
from viewer.search.index.stamp import IndexStamp
from viewer.search.language.expansions import expand
from viewer.search.language.query import parse
from viewer.text.segmentation import word_strings

#: How deep a ranking goes.
DEPTH = 1_000

Ranker = Callable[[str], list[str]]


def ours(documents: Sequence[Document]) -> Ranker:
    """The program's own: what holds all, then what holds some."""
    folder = IndexFolder(Path(tempfile.mkdtemp()) / "index", b"benchmark key of 32 known bytes.")
    languages = tuple(sorted({document.language for document in documents}))
    texts = (
        IndexText(number, document.language, document.title, document.author, document.text)
        for number, document in enumerate(documents)
    )
    folder.build(texts, len(documents), IndexStamp(0, "benchmark", 1, "step", 0, languages))
    engine, token = folder.open()[0], CancelToken()
    ids = engine.columns().ids

    def best(tree: Query | None) -> list[int]:
        return [] if tree is None else ids[engine.evaluate(tree, token).best(DEPTH)[0]].tolist()

    def rank(query: str) -> list[str]:
        parsed = expand(parse(query, languages), engine, token)
        found = dict.fromkeys([*best(parsed.tree), *best(parsed.some_tree)])
        return [documents[number].key for number in found][:DEPTH]

    return rank


def ours_without_signs(documents: Sequence[Document]) -> Ranker:
    """The program's own, asked for the words in small letters without any signs: a check that
    signs do no harm."""
    rank = ours(documents)
    return lambda query: rank(" ".join(word_strings(query)).lower())


def fts5(documents: Sequence[Document]) -> Ranker:
    """SQLite's FTS5, `porter unicode61`, its bm25, any of the words."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE search USING fts5(title, text, tokenize = 'porter unicode61')"
    )
    connection.executemany(
        "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
        ((number, each.title, each.text) for number, each in enumerate(documents)),
    )
    statement = (
        f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search), rowid LIMIT {DEPTH}"
    )

    def rank(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        rows = connection.execute(statement, (words,)) if words else ()
        return [documents[number].key for (number,) in rows]

    return rank


def tantivy(documents: Sequence[Document]) -> Ranker:
    """tantivy with `en_stem`, title and text, any of the words."""
    import tantivy as peer

    builder = peer.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    for field in ("title", "text"):
        builder.add_text_field(field, tokenizer_name="en_stem")
    index = peer.Index(builder.build())
    writer = index.writer(50_000_000, 1)
    for number, each in enumerate(documents):
        writer.add_document(peer.Document(number=number, title=each.title, text=each.text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(query: str) -> list[str]:
        words = " ".join(re.findall(r"\w+", query.lower()))
        hits = searcher.search(index.parse_query(words, ["title", "text"]), DEPTH).hits
        return [documents[searcher.doc(at)["number"][0]].key for _, at in hits]

    return rank


def bm25s(documents: Sequence[Document]) -> Ranker:
    """bm25s with its own English stop words, and Snowball's English stemmer."""
    import bm25s as peer
    from Stemmer import Stemmer

    stemmer = Stemmer("english")

    def tokens(texts: Sequence[str]) -> object:
        return peer.tokenize(list(texts), stopwords="en", stemmer=stemmer, show_progress=False)

    retriever = peer.BM25()
    whole = [f"{each.title} {each.text}" for each in documents]
    retriever.index(tokens(whole), show_progress=False)
    most = min(DEPTH, len(documents))

    def rank(query: str) -> list[str]:
        found, scores = retriever.retrieve(tokens([query]), k=most, show_progress=False)
        pairs = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [documents[number].key for number, score in pairs if score > 0]

    return rank


#: By the name in the table.
RANKERS: dict[str, Callable[[Sequence[Document]], Ranker]] = {
    "Archive Viewer": ours,
    "Archive Viewer, signs taken out": ours_without_signs,
    "FTS5, porter": fts5,
    "tantivy, en_stem": tantivy,
    "bm25s": bm25s,
}
