"""`archive-viewer search`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

ANSWER = {"query", "read_as", "total", "total_some", "took_ms", "hits", "suggestions", "facets"}
HIT = {"id", "article_id", "tier", "score", "headline", "publication", "date", "page"}
HIT |= {"language", "kind", "snippet", "marks", "why"}


def test_the_answer_has_the_agreed_shape(cli: Cli, filled: Path) -> None:
    said = cli("search", filled, "army", "--json")
    assert said.code == 0
    assert not said.err
    answer = said.document
    assert set(answer) == ANSWER
    assert answer["query"] == "army"
    assert answer["read_as"]
    assert answer["total"] == 1
    (hit,) = answer["hits"]
    assert set(hit) == HIT
    assert hit["tier"] == 1
    assert (hit["publication"], hit["date"]) == ("The Guardian", "1945-08-14")


def test_marks_are_code_points_of_the_snippet(cli: Cli, filled: Path) -> None:
    (hit,) = cli("search", filled, "army", "--json").document["hits"]
    marked = {hit["snippet"][start:end].casefold() for start, end in hit["marks"]}
    assert marked == {"army"}


def test_facets_are_counted_when_asked_for(cli: Cli, filled: Path) -> None:
    assert cli("search", filled, "army", "--json").document["facets"] == {}
    facets = cli("search", filled, "army OR армия", "--facets", "--json").document["facets"]
    assert set(facets) == {"newspapers", "languages", "kinds", "months", "undated"}
    for name in ("newspapers", "languages", "kinds"):
        assert all(set(row) == {"key", "label", "count"} for row in facets[name])
    (newspaper,) = facets["newspapers"]
    assert (newspaper["label"], newspaper["count"]) == ("The Guardian", 2)
    assert facets["months"] == [{"month": "1945-08", "newspaper": newspaper["key"], "count": 2}]
    assert facets["undated"] == 0


def test_pages_of_hits(cli: Cli, filled: Path) -> None:
    every = "army OR армия"
    both = [hit["id"] for hit in cli("search", filled, every, "--json").document["hits"]]
    first = cli("search", filled, every, "--limit", 1, "--json").document
    second = cli("search", filled, every, "--limit", 1, "--offset", 1, "--json").document
    assert [first["hits"][0]["id"], second["hits"][0]["id"]] == both
    assert first["total"] == second["total"] == 2
    none = cli("search", filled, every, "--limit", 0, "--json").document
    assert (none["total"], none["hits"]) == (2, [])


@pytest.mark.parametrize("order", ["relevance", "date", "newspaper"])
def test_orders(cli: Cli, filled: Path, order: str) -> None:
    assert cli("search", filled, "army", "--sort", order, "--json").document["total"] == 1


@pytest.mark.parametrize(
    "words", [("--sort", "size"), ("--limit", "-1"), ("--limit", "x"), ("--offset", "-1")]
)
def test_bad_usage(cli: Cli, filled: Path, words: tuple[str, ...]) -> None:
    assert cli("search", filled, "army", *words).code == 2


def test_no_hit_is_an_answer(cli: Cli, filled: Path) -> None:
    said = cli("search", filled, "zeppelin", "--json")
    assert said.code == 0
    assert (said.document["total"], said.document["hits"]) == (0, [])


def test_for_people(cli: Cli, filled: Path) -> None:
    said = cli("search", filled, "army", "--facets")
    assert said.code == 0
    assert "1 hit" in said.out
    assert "The Guardian, 14 August 1945" in said.out
    assert "*army*" in said.out
    assert "1945-08\tThe Guardian\t1" in said.out


def test_searching_writes_nothing_into_the_archive(cli: Cli, filled: Path) -> None:
    before = filled.read_bytes()
    cli("search", filled, "army")
    assert filled.read_bytes() == before


def test_a_damaged_index_is_made_anew_before_anything_is_said(cli: Cli, filled: Path) -> None:
    cli("index", filled)
    for path in filled.with_name(f"{filled.name}.index").glob("*.segment"):
        content = bytearray(path.read_bytes())
        content[64] ^= 1
        path.write_bytes(content)
    said = cli("search", filled, "army", "--json")
    assert (said.code, said.err, said.document["total"]) == (0, "", 1)
