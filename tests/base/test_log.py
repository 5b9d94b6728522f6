"""What a crash below Python leaves behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from viewer.base.log import dump_stacks_on_crash
from viewer.base.paths import HOME_VARIABLE

_ROOT = Path(__file__).resolve().parent.parent.parent
#: The command line, with a command that touches memory that is not its own.
_CRASH = """
import faulthandler, sys
{before}
import viewer.cli.main as program
program.app = lambda **_: faulthandler._sigsegv()
program.run([])
"""


def _crashed(home: Path, before: str = "") -> str:
    """What the process wrote to stderr."""
    code = _CRASH.format(before=before)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        encoding="utf-8",
        cwd=_ROOT,
        env={HOME_VARIABLE: str(home), "PYTHONPATH": str(_ROOT)},
    )
    assert done.returncode < 0, "it was to be killed by the system"
    return done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing there")
@pytest.mark.parametrize("has_stderr", [True, False])
def test_a_crash_says_where_it_was(tmp_path: Path, has_stderr: bool) -> None:
    before = "" if has_stderr else "sys.stderr = sys.__stderr__ = None"
    said = _crashed(tmp_path, before)
    kept = tmp_path / "crash.log"
    told, silent = (said, "") if has_stderr else (kept.read_text(encoding="utf-8"), said)
    assert "Segmentation fault" in told
    assert "in run" in told
    assert silent == ""
    assert kept.exists() is not has_stderr


@pytest.fixture
def enabled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The files that crashes were to be written to, in a process where nothing was set up."""
    files: list[object] = []
    monkeypatch.setattr("faulthandler.is_enabled", lambda: False)
    monkeypatch.setattr("faulthandler.enable", files.append)
    return files


def test_a_program_that_can_write_nowhere_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, enabled: list[object]
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "file" / "home"))
    monkeypatch.setattr(sys, "__stderr__", None)
    dump_stacks_on_crash()
    assert enabled == []


def test_who_set_it_up_before_keeps_it(
    monkeypatch: pytest.MonkeyPatch, enabled: list[object]
) -> None:
    monkeypatch.setattr("faulthandler.is_enabled", lambda: True)
    dump_stacks_on_crash()
    assert enabled == []
    monkeypatch.setattr("faulthandler.is_enabled", lambda: False)
    dump_stacks_on_crash()
    assert enabled == [sys.__stderr__]
