"""`archive-viewer tour`: what it asks of the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from viewer.cli import tour as tour_command
from viewer.cli.display import NO_DISPLAY

Cli = Callable[..., Any]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the window was asked, with one picture made for it."""
    calls: list[tuple[Any, ...]] = []

    def run_tour(to: Path, size: tuple[int, int], theme: str, archive: Path | None) -> int:
        calls.append((to, size, theme, archive, os.environ.get("QT_QPA_PLATFORM")))
        (to / "exports").mkdir(parents=True)
        (to / "exports" / "a.csv").touch()
        (to / "01-start.png").touch()
        return 0

    monkeypatch.setitem(sys.modules, "viewer.app", SimpleNamespace(run_tour=run_tour))
    return calls


def test_the_tour_says_what_it_made(
    cli: Cli, asked: list[tuple[Any, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tour_command, "why_no_display", lambda: NO_DISPLAY)
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    to = tmp_path / "tour"
    said = cli("tour", "--to", to, "--size", "1024x700", "--theme", "sepia", "x.db", "--json")
    assert said.code == 0
    assert asked == [(to, (1024, 700), "sepia", Path("x.db"), "offscreen")]
    assert said.document == {"folder": str(to), "files": ["01-start.png", "exports/a.csv"]}


def test_the_tour_is_the_usual_size_and_light(
    cli: Cli, asked: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    said = cli("tour", "--to", tmp_path / "t")
    assert asked[0][1:4] == ((1440, 900), "light", None)
    assert said.out.splitlines()[1:] == ["  01-start.png", "  exports/a.csv"]


@pytest.mark.parametrize("size", ["1440", "x", "0x0", "1440x900x2", "99999x900", "-5x5", "639x480"])
def test_sizes_that_are_none(
    cli: Cli, asked: list[tuple[Any, ...]], tmp_path: Path, size: str
) -> None:
    assert cli("tour", "--to", tmp_path, f"--size={size}").code == 2
    assert not asked


def test_a_theme_that_is_none(cli: Cli, asked: list[tuple[Any, ...]], tmp_path: Path) -> None:
    assert cli("tour", "--to", tmp_path, "--theme", "pink").code == 2


def test_a_file_is_no_folder(cli: Cli, asked: list[tuple[Any, ...]], tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    assert "is a file" in cli("tour", "--to", tmp_path / "f").sentence


def test_a_step_that_did_not_happen_is_passed_on(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "viewer.app", SimpleNamespace(run_tour=lambda *_: 1))
    assert cli("tour", "--to", tmp_path).code == 1
