"""`archive-viewer new`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.services.archive.archive import Archive

Cli = Callable[..., Any]

_SAMPLE = Path(__file__).resolve().parent.parent.parent / "resources" / "sample"


def test_new_makes_an_empty_archive(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "новый.db"
    said = cli("new", path, "--title", "Маньчжурия 🚩", "--json")
    assert said.code == 0
    assert set(said.document) == {"path", "title", "uid"}
    with Archive.open(path) as archive:
        assert (archive.title, archive.uid) == (said.document["title"], said.document["uid"])


def test_new_never_overwrites(cli: Cli, filled: Path) -> None:
    before = filled.read_bytes()
    assert "exists already" in cli("new", filled).sentence
    assert filled.read_bytes() == before


def test_new_where_nothing_can_be_made(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "cannot be made" in cli("new", tmp_path / "file" / "a.db").sentence


def test_new_from_the_sample_folder(cli: Cli, tmp_path: Path) -> None:
    if not (_SAMPLE / "archive.toml").is_file():
        pytest.skip("resources/sample is not written yet")
    path = tmp_path / "sample.db"
    assert cli("new", path, "--from", _SAMPLE).code == 0
    assert cli("check", path).code == 0
    assert [each.name for each in tmp_path.glob("sample.db*")] == ["sample.db"]


def test_new_from_a_folder_that_describes_nothing(cli: Cli, tmp_path: Path, texts: Path) -> None:
    assert "cannot be built" in cli("new", tmp_path / "a.db", "--from", texts).sentence
    assert not (tmp_path / "a.db").exists()


def test_a_described_archive_names_itself(cli: Cli, tmp_path: Path, texts: Path) -> None:
    assert cli("new", tmp_path / "a.db", "--from", texts, "--title", "T").code == 2
