"""What a command prints when its output has no room, and how a bad choice is refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs the device that is always full")
@pytest.mark.parametrize(
    "words",
    [
        ("search", "--json"),
        ("journal",),
        ("export", "--format", "csv", "--to", "-"),
    ],
)
def test_a_full_disk_behind_stdout_is_one_sentence(words: tuple[str, ...], filled: Path) -> None:
    command, *rest = words
    with FULL.open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "viewer", command, str(filled), *rest],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr.startswith("The output could not be written: ")
    assert ran.stderr.count("\n") == 1


def test_a_choice_that_does_not_exist_is_refused_in_plain_words(
    cli: Callable[..., Any], filled: Path
) -> None:
    ran = cli("search", filled, "army", "--sort", "loudness")
    assert ran.code == 2
    assert "'loudness' is not one of" in ran.err
    assert "Value error" not in ran.err
