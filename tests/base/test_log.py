"""What a crash below Python leaves behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
