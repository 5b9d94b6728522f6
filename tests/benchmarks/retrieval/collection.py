"""Reading a test collection from a folder: `docs.jsonl`, `queries.tsv` and `qrels.txt`.

The forms in which such collections are handed on are all read: a text has its `id` or `_id`, a
`title` or `headline`, `author` or `byline`, `text`, and perhaps a `language`; queries are lines
of an id, a tab and the words, or BEIR's `queries.jsonl`; judgements are TREC's four columns (query,
iteration, text, grade), BEIR's three with a heading, or two (query, text).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: What each file may be called.
_DOCS = ("docs.jsonl", "corpus.jsonl")
_QUERIES = ("queries.tsv", "queries.jsonl", "queries.txt")
_JUDGEMENTS = ("qrels.txt", "qrels.tsv", "qrels/test.tsv")


@dataclass(frozen=True, slots=True)
class Document:
    """One text of a collection."""

    key: str
    title: str
    text: str
    author: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts, queries by id as people wrote them, and for each query the grades of texts by id."""

    name: str
    documents: Sequence[Document]
    queries: Mapping[str, str]
    judgements: Mapping[str, Mapping[str, int]]


def read_collection(folder: Path) -> Collection:
    """The collection in a folder. Raises `ValueError` with a sentence where it is none."""
    documents = [_document(each) for each in _json_lines(_one_of(folder, _DOCS))]
    queries = dict(_queries(_one_of(folder, _QUERIES)))
    judgements = _judgements(_one_of(folder, _JUDGEMENTS))
    if not set(queries) & set(judgements):
        raise ValueError(f"No query of {folder} has judgements.")
    return Collection(folder.name, documents, queries, judgements)


def _one_of(folder: Path, names: Sequence[str]) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise ValueError(f"{folder} holds none of {', '.join(names)}.")


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _first(values: Mapping[str, Any], *names: str) -> str:
    found = (values[name] for name in names if values.get(name) is not None)
    return str(next(found, ""))


def _document(values: Mapping[str, Any]) -> Document:
    return Document(
        key=_first(values, "id", "_id", "docid", "doc_id"),
        title=_first(values, "title", "headline"),
        text=_first(values, "text", "contents", "body"),
        author=_first(values, "author", "byline"),
        language=_first(values, "language", "lang"),
    )


def _queries(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix == ".jsonl":
        for values in _json_lines(path):
            yield _first(values, "id", "_id", "qid"), _first(values, "text", "query")
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, words = line.partition("\t")
        if words.strip():
            yield key.strip(), words.strip()


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split()
        if len(columns) == 4:
            query, _, text, grade = columns
        elif len(columns) == 3:
            query, text, grade = columns
        elif len(columns) == 2:
            (query, text), grade = columns, "1"
        else:
            continue
        if grade.lstrip("-").isdigit():  # else it is the heading
            found[query][text] = int(grade)
    return dict(found)
