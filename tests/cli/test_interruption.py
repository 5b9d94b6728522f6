"""Killed, stopped or out of disk in the middle of a change: what was confirmed stays, whole."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

#: Runs before the entry point: when a third of the job is done, do something to the process.
_MIDWAY = """
import os, resource, signal
from viewer.cli import progress
def midway(done, total):
    if done >= total // 3:
        {command}
progress.no_progress = midway
"""
_KILL = _MIDWAY.format(command="os.kill(os.getpid(), signal.SIGKILL)")
_INTERRUPT = _MIDWAY.format(command="os.kill(os.getpid(), signal.SIGINT)")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals and limits")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of texts, more than go into one portion of an import."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(600):
        text = f"Харби\u0301н 🚩 number {number}\r\n" + f"The\u00a0army {number} marched. " * 40
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def _state(cli: Cli, path: Path) -> tuple[list[str], int]:
    assert cli("check", path).code == 0
    steps = cli("journal", path, "--json").document["steps"]
    found = cli("search", path, "army OR армия", "--json").document
    return [step["what"] for step in steps], found["total"]


def test_killed_in_the_middle_of_an_import(
    cli: Cli, program: Cli, filled: Path, many: Path
) -> None:
    before = _state(cli, filled)
    assert program("import", filled, many, code=_KILL).code == -9
    assert _state(cli, filled) == before
    assert len(cli("import", filled, many, "--json").document["imported"]) == 600
    assert _state(cli, filled)[1] == before[1] + 600


def test_killed_in_the_middle_of_tagging(cli: Cli, program: Cli, filled: Path, many: Path) -> None:
    cli("import", filled, many)
    before = _state(cli, filled)
    words = ("tag", filled, "--query", "number", "--tag", "t")
    assert program(*words, code=_KILL).code == -9
    assert _state(cli, filled) == before
    assert cli(*words, "--json").document["tagged"] == 600


@pytest.mark.parametrize("command", ["import", "tag"])
def test_ctrl_c_stops_and_says_that_nothing_was_changed(
    cli: Cli, program: Cli, filled: Path, many: Path, command: str
) -> None:
    words: list[object] = [many]
    if command == "tag":
        cli("import", filled, many)
        words = ["--query", "number", "--tag", "t"]
    before = _state(cli, filled)
    said = program(command, filled, *words, code=_INTERRUPT)
    assert said.sentence == "Stopped; nothing was changed."
    assert _state(cli, filled) == before


def test_a_second_ctrl_c_does_not_wait(program: Cli, filled: Path, many: Path) -> None:
    twice = _INTERRUPT.replace(
        "signal.SIGINT)", "signal.SIGINT); os.kill(os.getpid(), signal.SIGINT)"
    )
    assert program("import", filled, many, code=twice).sentence == "Stopped."


def test_a_disk_that_fills_up_in_the_middle(
    cli: Cli, program: Cli, filled: Path, many: Path
) -> None:
    """A limit on the size of files stands in for the disk: SQLite's write fails alike."""
    before = _state(cli, filled)
    full = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))"
    assert "full or failing" in program("import", filled, many, code=full).sentence
    assert _state(cli, filled) == before
    assert cli("import", filled, many).code == 0
