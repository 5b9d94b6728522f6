"""`archive-viewer search` offers other searches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]


def test_suggestions_are_in_the_document(cli: Cli, filled: Path) -> None:
    said = cli("search", filled, "amry", "--json")
    assert said.code == 0
    (suggestion,) = said.document["suggestions"]
    assert suggestion == {
        "kind": "spelling",
        "text": "Did you mean “army”? 1 hit",
        "query": "army",
        "count": 1,
    }
    again = cli("search", filled, suggestion["query"], "--json").document
    assert again["total"] == suggestion["count"]
    assert again["suggestions"] == []


def test_suggestions_are_printed(cli: Cli, filled: Path) -> None:
    said = cli("search", filled, "amry")
    assert said.code == 0
    assert "Other searches:\n   Did you mean “army”? 1 hit: army" in said.out
    assert "Other searches" not in cli("search", filled, "army").out
