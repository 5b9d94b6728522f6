"""`archive-viewer export`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


@pytest.fixture
def tagged(cli: Cli, filled: Path) -> Path:
    cli("tag", filled, "--query", "army", "--tag", "actor/army")
    cli("tag", filled, "--query", "сдалась", "--tag", "event/surrender")
    return filled


@pytest.mark.parametrize("file_format", ["csv", "markdown", "webannotation"])
def test_every_format_to_a_file(cli: Cli, tagged: Path, tmp_path: Path, file_format: str) -> None:
    to = tmp_path / "вывод.out"
    said = cli("export", tagged, "--format", file_format, "--to", to, "--json")
    assert said.code == 0
    assert said.document == {
        "path": str(to),
        "format": file_format,
        "passages": 4,
        "links": 0,
        "problems": [],
    }
    assert "army" in to.read_text(encoding="utf-8")
    assert "сдалась" in to.read_text(encoding="utf-8")


def test_a_tag_or_a_query_narrows(cli: Cli, tagged: Path, tmp_path: Path) -> None:
    def passages(*words: str) -> object:
        to = ("--to", tmp_path / "x", "--overwrite")
        said = cli("export", tagged, "--format", "csv", *to, "--json", *words)
        return said.document["passages"]

    assert passages("--tag", "event/surrender") == 1
    assert passages("--query", "Harbin") == 3
    assert passages("--query", "Harbin", "--tag", "event/surrender") == 0


def test_stdout_is_the_export_and_nothing_else(cli: Cli, tagged: Path) -> None:
    said = cli("export", tagged, "--format", "webannotation", "--to", "-")
    assert said.code == 0
    assert not said.err
    assert json.loads(said.out)
    table = cli("export", tagged, "--format", "csv", "--to", "-").out.removeprefix("\ufeff")
    assert len(list(csv.reader(io.StringIO(table)))) == 5


def test_bad_usage(cli: Cli, tagged: Path, tmp_path: Path) -> None:
    assert cli("export", tagged, "--format", "docx", "--to", tmp_path / "x").code == 2
    assert cli("export", tagged, "--format", "csv").code == 2
    assert cli("export", tagged, "--format", "csv", "--to", "-", "--json").code == 2


def test_where_nothing_can_be_written(cli: Cli, tagged: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert cli("export", tagged, "--format", "csv", "--to", tmp_path / "file" / "x").sentence
    assert cli("export", tagged, "--format", "csv", "--to", tmp_path).sentence


def test_a_tag_that_does_not_exist(cli: Cli, tagged: Path, tmp_path: Path) -> None:
    words = ("--format", "csv", "--to", tmp_path / "x", "--tag", "no/such")
    assert "no/such" in cli("export", tagged, *words).sentence
    assert not (tmp_path / "x").exists()
