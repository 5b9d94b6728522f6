"""What is known to go wrong with Whoosh, kept from going wrong here."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import pytest
from whoosh import columns, fields, query

import viewer.search
from viewer.base.errors import Cancelled, ViewerError
from viewer.base.jobs import CancelToken
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.distribution import RIVALS, WANTED, WrongWhooshError, assert_one_whoosh
from viewer.search.engine import IndexText
from viewer.search.index.fields import index_schema
from viewer.search.language.expansions import expand
from viewer.search.language.query import parse
from viewer.search.language.tree import tidied, walk

SOURCES = sorted(Path(viewer.search.__file__).parent.rglob("*.py"))

Build = Callable[..., ColumnarEngine]


def installed(*names: str) -> Callable[[str], str]:
    def version(name: str) -> str:
        if name not in names:
            raise metadata.PackageNotFoundError(name)
        return "1"

    return version


@pytest.mark.parametrize("names", [(), RIVALS, (WANTED, RIVALS[0]), (WANTED, *RIVALS)])
def test_another_whoosh_beside_ours_is_said(names: tuple[str, ...]) -> None:
    with pytest.raises(WrongWhooshError, match="pip install") as caught:
        assert_one_whoosh(installed(*names))
    assert isinstance(caught.value, ViewerError)
    assert set(caught.value.found) == set(names)


def test_here_it_is_ours_alone() -> None:
    assert_one_whoosh()
    assert_one_whoosh(installed(WANTED))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_what_is_not_to_be_used_is_not_used(source: Path) -> None:
    """`refresh` brings deleted documents back, `normalize` makes "all AND x" all; the date parser
    finds 31 days in a range of four; an index in memory does not survive its process."""
    named = {
        getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "name", None)
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
    }
    unwanted = {"refresh", "normalize", "RamStorage", "DateParserPlugin", "update_document"}
    if source.name == "analyser.py":  # unicodedata.normalize
        unwanted.discard("normalize")
    assert not named & unwanted


def test_columns_hold_whole_numbers_only() -> None:
    schema = index_schema()
    for _, field in schema.items():
        assert not isinstance(field, fields.NUMERIC | fields.DATETIME)
        assert field.column_type is None or isinstance(field.column_type, columns.NumericColumn)
    assert schema["excerpt"].column_type._typecode == "Q"


def test_everything_and_a_word_is_not_everything(
    build: Build, ask: Callable[..., list[int]]
) -> None:
    every_and = query.And([query.Every(), query.Term("text", "war")])
    assert isinstance(every_and.normalize(), query.Every), "Whoosh has mended it"
    assert tidied(every_and) == every_and
    assert ask(build(), "* war") == [1]


def test_an_or_keeps_what_scores_nothing(build: Build, ask: Callable[..., list[int]]) -> None:
    assert ask(build(), "war OR (* NOT japan)") == [1, 2, 3, 5]


def test_a_range_over_words_is_only_words(build: Build, ask: Callable[..., list[int]]) -> None:
    assert str(parse("text:[a TO zz]", ["en"]).read_as) == "a in the text and TO and zz"
    assert ask(build(), "[a TO zz]") == []


@pytest.fixture
def large(build: Build) -> ColumnarEngine:
    """3,000 texts with 6,000 forms."""
    return build(
        IndexText(i, "en", "", "", f"common army form{i} other{i} war in Manchuria {i}")
        for i in range(1, 3_001)
    )


@pytest.mark.parametrize(
    "text",
    [
        "form*",
        "*1*",
        "f?rm*",
        "form1~2",
        "/.*/",
        "NOT form*",
        "*m* *o* *a*",
        "/(.*)*x/",
        '"a b"~99',
    ],
)
def test_costly_queries_end_soon(text: str, large: ColumnarEngine) -> None:
    started = time.process_time()
    parsed = expand(parse(text, ["en"]), large, CancelToken())
    large.evaluate(parsed.tree, CancelToken())
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        '"common army"',
        "common army war",
        "common OR army OR form7",
        "NOT war",
        "form1* -army",
        "/o.*7/",
    ],
)
def test_a_search_can_be_cancelled_half_way(text: str, large: ColumnarEngine) -> None:
    """The token is looked at at every node of the tree, not only at the start."""

    class After(CancelToken):
        def __init__(self, looks: int) -> None:
            super().__init__()
            self.looks = looks

        def check(self) -> None:
            self.looks -= 1
            if self.looks < 0:
                self.cancel()
            super().check()

    tree = expand(parse(text, ["en"]), large, CancelToken()).tree
    patient = After(10_000)
    whole = large.evaluate(tree, patient).ids.tolist()
    looks = 10_000 - patient.looks
    assert looks >= sum(1 for _ in walk(tree))
    for number in range(looks):
        with pytest.raises(Cancelled):
            large.evaluate(tree, After(number))
    assert large.evaluate(tree, After(looks)).ids.tolist() == whole


def test_an_engine_serves_several_threads(large: ColumnarEngine) -> None:
    def found(number: int) -> int:
        parsed = expand(parse(f"form{number} OR other{number}", ["en"]), large, CancelToken())
        return len(large.evaluate(parsed.tree, CancelToken()))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(found, range(1, 400))) == [1] * 399
