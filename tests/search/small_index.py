"""Small indexes, compared as a whole: what a folder holds, and what an index answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from whoosh.query import Query

from viewer.base.jobs import CancelToken
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.columnar.storage.contents import whoosh_table
from viewer.search.engine import IndexText
from viewer.search.index.index_folder import IndexFolder, IndexFolderState
from viewer.search.index.stamp import IndexStamp
from viewer.search.language.expansions import expand
from viewer.search.language.query import parse

KEY = bytes(range(32))
STAMP = IndexStamp(0, "uid", 1, "step", 0, ("en", "ru"))

#: Words, phrases, all but, beginnings, near misses, patterns, fields, everything.
QUERIES = (
    "army", "the war", "токио OR armies", '"the army"', '"army war"~3', "NOT war", "war -the",
    "arm*", "wat~", "тока~2", "w?r", "/a.*s/", "headline:war", "text:*", "*", "nowhere",
)  # fmt: skip
WORDS = ("the", "war", "army", "armies", "Токио", "🚩")

Answers = dict[str, dict[int, float]]


def text(number: int, words: str, headline: str = "") -> IndexText:
    return IndexText(number, "en", headline, "", words)


def texts(held: Mapping[int, Iterable[str]]) -> list[IndexText]:
    """A text of some words for each id; all else in it follows from the words and the id."""
    return [
        IndexText(
            excerpt_id=number,
            language="en" if len([*words]) % 2 else "ru",
            headline="".join([*words][-1:]),
            byline="",
            text=" ".join(words),
            kind="".join([*words][:1]),
            publication=len([*words]),
            first=19450800 + number,
            last=19450801 + number,
        )
        for number, words in held.items()
    ]


def answers(folder: IndexFolder, queries: Iterable[str] = QUERIES) -> Answers:
    """The ids that each query finds in the index as it is on disk, and their scores."""
    engine, _ = IndexFolder(folder.path, KEY).open()
    try:
        found = {}
        for query in queries:
            parsed = expand(parse(query, ["en", "ru"]), engine, CancelToken())
            ids, scores = _found(engine, parsed.tree)
            found[query] = dict(zip(ids, scores, strict=True))
            assert ids == sorted(set(ids))
        return found | columns(engine)
    finally:
        engine.close()


def alike(expected: Answers) -> dict[str, object]:
    """To compare with: the same ids, scores that differ by no more than rounding."""
    return {query: pytest.approx(found, rel=1e-6) for query, found in expected.items()}


def columns(engine: ColumnarEngine) -> Answers:
    """The columns of an engine: ids and values, names as their hashes."""
    held = engine.columns()
    numbers = {name: getattr(held, name).tolist() for name in ("publication", "first", "last")}
    for name, codes, names in (
        ("language", held.language, held.languages),
        ("kind", held.kind, held.kinds),
    ):
        numbers[name] = [hash(names[code]) for code in codes.tolist()]
    return {
        name: dict(zip(held.ids.tolist(), map(float, values), strict=True))
        for name, values in numbers.items()
    }


def _found(engine: ColumnarEngine, tree: Query) -> tuple[list[int], list[float]]:
    found = engine.evaluate(tree, CancelToken())
    return found.ids.tolist(), found.scores.tolist()


def table(folder: IndexFolder) -> Any:
    """The table of contents as it is on disk."""
    return json.loads((folder.path / "contents.json").read_bytes())["table"]


def digests(folder: IndexFolder) -> list[str]:
    """The digests of the segments of an index, in their order."""
    return [entry["digest"] for entry in table(folder)["segments"]]


def named_files(folder: IndexFolder) -> set[str]:
    """The files that the table names, itself and the lock."""
    entries = table(folder)["segments"]
    marks = {entry["marks"] for entry in entries if entry["marks"]}
    own = {"contents.json", "writer.lock", whoosh_table(table(folder)["generation"])}
    return {entry["name"] for entry in entries} | marks | own


def files(folder: IndexFolder) -> set[str]:
    """The names of all files in a folder."""
    return {path.name for path in folder.path.iterdir()}


def data_files(folder: IndexFolder) -> list[Path]:
    """The files of an index that the program reads."""
    not_read = {"writer.lock", *(path.name for path in folder.path.glob(whoosh_table("*")))}
    return sorted(path for path in folder.path.iterdir() if path.name not in not_read)


def two_segments(path: Path, texts_of_each: int = 40) -> IndexFolder:
    """An index of two segments, the first of them with marks of deleted texts."""
    folder = IndexFolder(path, KEY)
    held = {
        number: [WORDS[(number + at * at) % 6] for at in range(number % 7)]
        for number in range(1, texts_of_each)
    }
    folder.build(texts(held), 0, STAMP)
    folder.update(texts({7: ["army", "the", "war"], 9_999: ["war"]}), [3, 4], STAMP)
    assert [path.suffix for path in data_files(folder)].count(".segment") == 2
    return folder


def state(folder: IndexFolder) -> str:
    """How the index stands to one who opens it afresh."""
    return IndexFolder(folder.path, KEY).inspect().state.value


def assert_mended_by_a_build(folder: IndexFolder) -> None:
    """Whatever there was, a build puts a whole index in its place and leaves nothing behind."""
    fresh = IndexFolder(folder.path, KEY)
    fresh.build([text(1, "mended")], 1, STAMP)
    assert fresh.inspect().state is IndexFolderState.CURRENT
    assert answers(fresh, ["mended", "*"])["*"].keys() == {1}
    assert files(fresh) == named_files(fresh)
