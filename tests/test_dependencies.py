"""What must hold of the libraries that are installed, whatever was asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import distribution, packages_distributions, version
from pathlib import Path

from packaging.requirements import Requirement

_ROOT = Path(__file__).resolve().parent.parent

_COUNT_NONE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for _ in range(5000):
    label.setText("")
    label.update()
lost = before - sys.getrefcount(None)
print(lost)
"""


def test_exactly_one_whoosh_owns_the_package() -> None:
    """Three distributions install a folder `whoosh`; two of them together are neither."""
    assert packages_distributions()["whoosh"] == ["Whoosh-Reloaded"]
    assert version("Whoosh-Reloaded") == "2.7.5"


def test_pyside_is_below_6_12() -> None:
    major, minor = map(int, version("PySide6_Essentials").split(".")[:2])
    assert (6, 8) <= (major, minor) < (6, 12)


def test_void_qt_calls_do_not_wear_none_out() -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to `None` at each, and dies of it."""
    counted = subprocess.run(
        [sys.executable, "-c", _COUNT_NONE], capture_output=True, text=True, check=True
    )
    assert abs(int(counted.stdout)) < 100


def test_what_is_installed_is_what_was_tested() -> None:
    """`constraints.txt` names an exact version of every library that the program needs."""
    pinned = _pins()
    wanted, seen = {"archive-viewer"}, set[str]()
    while wanted:
        name = wanted.pop()
        seen.add(name)
        for requirement in _requirements(name):
            assert requirement in pinned, f"constraints.txt lacks {requirement} (for {name})"
            wanted |= {requirement} - seen
    assert len(seen) > 20


def _pins() -> dict[str, str]:
    lines = (_ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {_normal(name): pin for name, pin in pins}


def _requirements(name: str) -> list[str]:
    """What a distribution requires here, by normal name; the program itself from pyproject.toml."""
    if name == "archive-viewer":
        import tomllib

        project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        texts = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    else:
        texts = distribution(name).requires or []
    asked = [Requirement(text) for text in texts]
    return [
        _normal(each.name)
        for each in asked
        if each.marker is None or each.marker.evaluate({"extra": ""})
    ]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
