"""`archive-viewer tag`, `undo` and `journal`: a bulk change is one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]

STEP = {"id", "at", "who", "what", "changes"}


def test_tagging_every_match_is_one_step(cli: Cli, filled: Path) -> None:
    said = cli("tag", filled, "--query", "army", "--tag", "actor/army", "--json")
    assert said.code == 0
    assert set(said.document) == {"tagged", "texts", "papers", "step"}
    assert said.document["tagged"] == 3
    steps = cli("journal", filled, "--json").document["steps"]
    assert steps[0]["id"] == said.document["step"]
    assert "3 passages" in steps[0]["what"]
    assert len(steps) == 2


def test_the_journal_is_newest_first_and_limited(cli: Cli, filled: Path) -> None:
    cli("tag", filled, "--query", "Harbin", "--tag", "place")
    steps = cli("journal", filled, "--json").document["steps"]
    assert all(set(step) == STEP for step in steps)
    assert [step["id"] for step in steps] == sorted((s["id"] for s in steps), reverse=True)
    assert cli("journal", filled, "--limit", 1, "--json").document["steps"] == steps[:1]
    assert cli("journal", filled, "--limit", 0).code == 2


def test_undo_and_redo_across_runs(cli: Cli, filled: Path) -> None:
    cli("tag", filled, "--query", "army", "--tag", "actor/army")
    undone = cli("undo", filled, "--json")
    assert undone.code == 0
    assert set(undone.document) == STEP
    assert "3 passages" in undone.document["what"]
    assert cli("search", filled, "tag:army", "--json").document["total"] == 0
    redone = cli("redo", filled)
    assert redone.code == 0
    assert redone.out.startswith("Redid step")
    assert cli("search", filled, "tag:army", "--json").document["total"] == 1


def test_undoing_a_named_step(cli: Cli, filled: Path) -> None:
    step = cli("tag", filled, "--query", "Harbin", "--tag", "place", "--json").document["step"]
    assert cli("undo", filled, "--step", step).code == 0
    assert "undone already" in cli("undo", filled, "--step", step).sentence
    assert "no step 99" in cli("undo", filled, "--step", 99).sentence


def test_nothing_to_undo_or_redo(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    cli("new", path)
    assert cli("undo", path).sentence == "There is nothing to undo."
    assert cli("redo", path).sentence == "There is nothing to redo."
    assert "Nothing was done" in cli("journal", path).out


def test_undo_takes_the_number_of_a_step(cli: Cli, filled: Path) -> None:
    assert cli("undo", filled, "--step", "x").code == 2


def test_tagging_nothing_says_so(cli: Cli, filled: Path) -> None:
    said = cli("tag", filled, "--query", "zeppelin", "--tag", "t", "--json")
    assert said.code == 0
    assert said.document == {"tagged": 0, "texts": 0, "papers": [], "step": None}
    assert "Nothing was tagged" in cli("tag", filled, "--query", "zeppelin", "--tag", "t").out


def test_a_tag_needs_a_name(cli: Cli, filled: Path) -> None:
    assert cli("tag", filled, "--query", "army", "--tag", " / ").sentence
    assert cli("tag", filled, "--query", "army").code == 2
