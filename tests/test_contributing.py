"""What CONTRIBUTING.md names is there, and nothing is there that its map does not name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_CODE = re.findall(r"`([^`\n]+)`", PAGE)
_MAP = PAGE.partition("## The map of the house")[2].partition("\n## ")[0]


def _named_folders() -> set[str]:
    return {name.rstrip("/") for name in re.findall(r"^\| `([^`]+/)` \|", _MAP, re.MULTILINE)}


def test_every_folder_of_the_program_is_on_the_map() -> None:
    folders = {
        str(path.parent.relative_to(ROOT))
        for path in (ROOT / "viewer").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert folders - {"viewer"} <= _named_folders()


def test_every_folder_on_the_map_is_there() -> None:
    gone = {name for name in _named_folders() if not (ROOT / name).is_dir()}
    assert not gone


def test_every_file_that_it_names_is_there() -> None:
    paths = {
        name
        for name in _CODE
        if re.fullmatch(r"(?:viewer|tests|resources)/[\w/.]+", name) and "<" not in name
    }
    assert len(paths) > 20
    assert not {name for name in paths if not (ROOT / name).exists()}


@pytest.mark.parametrize(("name", "path"), re.findall(r"`([A-Z_]+)` in `([^`]+\.py)`", PAGE))
def test_every_list_is_where_it_says(name: str, path: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def test_its_make_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", PAGE)) <= targets


def test_there_are_ten_decisions() -> None:
    numbers = re.findall(r"^(\d+)\. \*\*", PAGE, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 11)]
