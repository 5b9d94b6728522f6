"""What the README says of a system that has nothing."""

from __future__ import annotations

import re
from pathlib import Path

from viewer.cli.qt_libraries import ALWAYS, FOR_X11

ROOT = Path(__file__).resolve().parent.parent


def test_it_names_what_a_window_needs_after_make_test_alone() -> None:
    """`make test` installs one group of libraries; the README names the packages of the other."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"sudo apt-get install ((?:[^`\\]|\\\n)+)", readme)
    assert command is not None
    named = set(command[1].replace("\\", " ").split())
    assert named == set(FOR_X11.values())


def test_the_makefile_installs_for_the_tests_what_is_always_needed_and_no_more() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.split("$(FOR_DEV):", 1)[1].split("\n\n", 1)[0]
    assert "missing_libraries,ALWAYS)" in recipe
    assert "FOR_X11" not in recipe
    assert ALWAYS
