"""The measures of a ranking on cases worked out by hand, and the forms that collections come in."""

from __future__ import annotations

import importlib.util
import sys
from math import log2
from pathlib import Path
from types import ModuleType

import pytest

_FOLDER = Path(__file__).parent / "retrieval"


def _module(name: str) -> ModuleType:
    """A module of the benchmark, which is run from its own folder."""
    spec = importlib.util.spec_from_file_location(f"retrieval_{name}", _FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


measures = _module("measures")
collection = _module("collection")


def test_average_precision_divides_by_all_that_is_relevant() -> None:
    # relevant at ranks 1 and 3 of four, one never found: (1/1 + 2/3) / 3
    grades = {"a": 1, "c": 2, "e": 1, "b": 0}
    assert measures.average_precision(["a", "b", "c", "d"], grades) == pytest.approx(5 / 9)
    assert measures.average_precision([], grades) == 0
    assert measures.average_precision(["a"], {"a": 0}) == 0


def test_ndcg_gains_grades_and_is_one_for_the_best_order() -> None:
    grades = {"a": 3, "b": 2, "c": 0, "d": -1}
    got = 2 / log2(2) + 3 / log2(4)
    best = 3 / log2(2) + 2 / log2(3)
    assert measures.ndcg(["b", "d", "a"], grades) == pytest.approx(got / best)
    assert measures.ndcg(["a", "b"], grades) == pytest.approx(1)
    assert measures.ndcg(["c", "x"], grades) == 0
    many = {str(number): 1 for number in range(20)}
    assert measures.ndcg([str(number) for number in range(10)], many) == pytest.approx(1)
    assert measures.ndcg(["x"] * 10 + ["1"], many) == 0


def test_recall_looks_at_the_first_hundred() -> None:
    ranking = [f"x{number}" for number in range(99)] + ["a", "b"]
    assert measures.recall(ranking, {"a": 1, "b": 1}) == 0.5


def test_the_mean_is_over_all_queries_with_a_relevant_text() -> None:
    judgements = {"1": {"a": 1}, "2": {"b": 1}, "3": {"c": 0}}
    found = measures.measured({"1": ["a"], "3": ["c"]}, judgements)
    assert found == (0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("judged", "files"),
    [
        ("q1 0 d1 2\nq1 Q0 d2 0\n", "qrels.txt"),
        ("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n", "qrels/test.tsv"),
    ],
)
def test_collections_are_read_in_the_forms_they_come_in(
    tmp_path: Path, judged: str, files: str
) -> None:
    (tmp_path / "docs.jsonl").write_text(
        '{"_id": "d1", "title": "T", "text": "x"}\n\n{"id": 2, "headline": "H", "author": "A"}\n'
    )
    (tmp_path / "queries.tsv").write_text("q1\twhat, and why?\n")
    (tmp_path / files).parent.mkdir(exist_ok=True)
    (tmp_path / files).write_text(judged)
    read = collection.read_collection(tmp_path)
    assert [(each.key, each.title, each.text, each.author) for each in read.documents] == [
        ("d1", "T", "x", ""),
        ("2", "H", "", "A"),
    ]
    assert read.queries == {"q1": "what, and why?"}
    assert read.judgements == {"q1": {"d1": 2, "d2": 0}}


def test_what_is_no_collection_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"holds none of docs\.jsonl"):
        collection.read_collection(tmp_path)
