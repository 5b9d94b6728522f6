"""What is printed survives odd characters, odd encodings and closed pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.cli import output


@given(st.text())
def test_nothing_that_moves_the_cursor_gets_through(text: str) -> None:
    shown = output.visible(text)
    assert not set(shown) & {chr(n) for n in range(32) if chr(n) not in "\t\n"}
    assert "\x9b" not in shown
    assert "\u202e" not in shown


def test_ordinary_text_is_left_alone() -> None:
    text = "Война 🚩 Харби\u0301на\u00a0\tx\n"
    assert output.visible(text) == text


def test_an_escape_is_shown_and_not_obeyed() -> None:
    assert output.visible("\x1b[2Jgone") == "\\x1b[2Jgone"


def test_rows_are_tab_separated_where_no_one_looks(capsys: pytest.CaptureFixture[str]) -> None:
    output.table(("a", "b"), [("one\ntwo", "1"), ("три", "2")])
    assert capsys.readouterr().out == "one two\t1\nтри\t2\n"


def test_counts_read_well() -> None:
    assert output.counted(1, "hit") == "1 hit"
    assert output.counted(1204, "hit") == "1,204 hits"
    assert output.counted(0, "file or row", "files or rows") == "0 files or rows"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251", "utf-8"])
@pytest.mark.parametrize("as_json", [True, False])
def test_any_stdout_takes_any_character(
    encoding: str, as_json: bool, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    monkeypatch.setenv("LC_ALL", "C")
    words = ["search", str(filled), "Харбина", *(["--json"] if as_json else [])]
    done = subprocess.run(
        [sys.executable, "-m", "viewer", *words], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode("utf-8")
    assert "Квантунская" in said
    if as_json:
        assert json.loads(said)["total"] == 1


def test_json_of_an_undecodable_file_name_can_be_read_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output.print_json({"path": "\udcff.txt"})
    assert json.loads(capsys.readouterr().out) == {"path": "\udcff.txt"}


def test_a_reader_that_goes_away_is_no_trouble(filled: Path) -> None:
    """As in `archive-viewer search … | head -0`."""
    with subprocess.Popen(
        [sys.executable, "-m", "viewer", "search", str(filled), "army"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 1
