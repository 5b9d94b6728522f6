"""The command line as a whole: help, exit codes, what a bare word is, faults."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer import __version__
from viewer.cli import window
from viewer.cli.display import NO_DISPLAY
from viewer.cli.group import CommandGroup, with_window
from viewer.cli.main import app

Cli = Callable[..., Any]

COMMANDS = (
    *("new", "import", "search", "passages", "tag", "export", "index", "check"),
    *("undo", "redo", "journal", "tour"),
)


def test_help_names_every_command_and_nothing_hidden(cli: Cli) -> None:
    said = cli("--help")
    assert said.code == 0
    listed = said.out.split("Commands:")[1].split("\n\n")[0].splitlines()
    assert tuple(line.split()[0] for line in listed if line.startswith("  ")) == COMMANDS
    assert CommandGroup.WINDOW not in "".join(listed)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_speaks_json(cli: Cli, command: str) -> None:
    said = cli(command, "--help")
    assert said.code == 0
    assert "--json" in said.out


def test_the_sentence_without_a_display_names_every_command() -> None:
    assert all(command in NO_DISPLAY for command in COMMANDS)


def test_version(cli: Cli) -> None:
    assert cli("--version").out == f"Archive Viewer {__version__}\n"


def test_a_word_that_is_neither_archive_nor_command(cli: Cli) -> None:
    assert "no archive at nosuch.db" in cli("nosuch.db").sentence


@pytest.mark.parametrize(
    "words",
    [
        ("serch", "x.db", "word"),
        ("search",),
        ("undo", "x.db", "--redo"),
        ("--nonsense",),
        ("search", "x.db", "w", "--limit", "-1"),
    ],
)
def test_bad_usage_exits_2(cli: Cli, words: tuple[str, ...]) -> None:
    said = cli(*words)
    assert said.code == 2
    assert not said.out
    assert "Traceback" not in said.err


class _FakeWindow:
    """Stands in for the desktop program."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, code: int = 0) -> None:
        self.asked: list[Path | None] = []
        self._code = code
        monkeypatch.setitem(sys.modules, "viewer.app", SimpleNamespace(run_window=self._run_window))

    def _run_window(self, archive: Path | None) -> int:
        self.asked.append(archive)
        return self._code


def test_no_word_opens_the_own_archive(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = _FakeWindow(monkeypatch)
    assert cli().code == 0
    assert fake.asked == [None]


def test_a_path_opens_that_archive(cli: Cli, monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    fake = _FakeWindow(monkeypatch, code=3)
    assert cli("--verbose", filled).code == 3
    assert fake.asked == [filled]


def test_a_file_named_like_a_command_opens_with_a_prefix(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, filled: Path
) -> None:
    monkeypatch.chdir(filled.parent)
    filled.rename("search")
    fake = _FakeWindow(monkeypatch)
    assert cli("./search").code == 0
    assert fake.asked == [Path("search")]


def test_no_display_is_a_sentence_before_qt_is_imported(
    program: Cli, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {"PATH": "/usr/bin", "HOME": str(filled.parent)}
    said = program(filled, env=env)
    assert said.sentence == NO_DISPLAY
    loaded = program(
        filled,
        env=env,
        code="import atexit, sys\n"
        "atexit.register(lambda: print('PySide6' in sys.modules, file=sys.stdout))",
    )
    assert loaded.out == "False\n"


def test_a_missing_archive_is_told_of_even_without_a_display(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "why_no_display", lambda: NO_DISPLAY)
    assert "no archive" in cli("nosuch.db").sentence


def test_a_fault_keeps_its_traceback_and_says_where_to_report(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, filled: Path
) -> None:
    def broken(_archive: Path | None) -> int:
        raise RuntimeError("out of cheese")

    monkeypatch.setitem(sys.modules, "viewer.app", SimpleNamespace(run_window=broken))
    said = cli(filled)
    assert said.code == 1
    assert "RuntimeError: out of cheese" in said.err
    assert said.err.splitlines()[-1].startswith("This is a fault in Archive Viewer")


@given(
    st.lists(st.sampled_from(["search", "tag", "x.db", "./search", "--verbose", "-x"]), max_size=4)
)
def test_the_window_is_asked_for_by_at_most_one_word(args: list[str]) -> None:
    given_words = [word for word in args if not word.startswith("-")]
    found = with_window(args, {"search", "tag"}, "W")
    opens = not given_words or (len(given_words) == 1 and given_words[0] not in {"search", "tag"})
    assert ("W" in found) is opens
    assert [word for word in found if word != "W"] == args


def test_the_program_is_named_alike_everywhere(cli: Cli) -> None:
    assert cli("search", "--help").out.startswith("Usage: archive-viewer search")
    assert app.info.epilog
