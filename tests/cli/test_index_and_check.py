"""`archive-viewer index` and `check`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


def test_the_index_says_how_it_stands(cli: Cli, filled: Path) -> None:
    state = cli("index", filled, "--json").document
    assert set(state) == {"state", "path", "excerpts", "up_to_step", "catalogue_step"}
    assert (state["state"], state["excerpts"]) == ("current", 2)
    assert state["up_to_step"] == state["catalogue_step"]
    said = cli("index", filled, "--rebuild")
    assert said.code == 0
    assert said.out.startswith("The index is current: 2 excerpts.")


def test_a_sound_archive(cli: Cli, filled: Path) -> None:
    said = cli("check", filled, "--json")
    assert said.code == 0
    assert set(said.document) == {"checked", "problems", "repaired"}
    assert said.document["problems"] == []
    assert "No problems." in cli("check", filled).out


@pytest.fixture
def misquoting(cli: Cli, filled: Path) -> Path:
    """An archive in which a quotation is not what stands at its place."""
    cli("tag", filled, "--query", "Harbin", "--tag", "place")
    with sqlite3.connect(filled) as connection:
        connection.execute("UPDATE annotation SET start = start + 1, end = end + 1")
    connection.close()
    return filled


def test_problems_exit_1_and_can_be_mended(cli: Cli, misquoting: Path) -> None:
    said = cli("check", misquoting, "--json")
    assert "1 problem remains" in said.sentence
    assert len(said.document["problems"]) == 1
    mended = cli("check", misquoting, "--repair", "--json")
    assert mended.code == 0
    assert len(mended.document["repaired"]) == 1
    assert cli("check", misquoting).code == 0


def test_a_text_that_was_tampered_with_cannot_be_mended(cli: Cli, filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        connection.execute("UPDATE body SET text = text || '!' WHERE id = 1")
    connection.close()
    assert "remain" in cli("check", filled, "--repair").sentence
