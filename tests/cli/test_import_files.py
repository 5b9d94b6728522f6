"""`archive-viewer import`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]

IMPORTED = {"id", "article_id", "headline", "publication", "date", "language"}


def test_a_folder_comes_in(cli: Cli, tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "a.db"
    cli("new", path)
    said = cli("import", path, texts, "--publication", "Izvestia", "--date", "9.8.1945", "--json")
    assert said.code == 0
    assert not said.err
    assert set(said.document) == {"imported", "skipped", "warnings"}
    assert len(said.document["imported"]) == 2
    for info in said.document["imported"]:
        assert set(info) == IMPORTED
        assert info["id"] > 0
        assert (info["publication"], info["date"]) == ("Izvestia", "1945-08-09")


def test_what_came_in_is_found_at_once(cli: Cli, tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "a.db"
    cli("new", path)
    assert cli("search", path, "Харбина", "--json").document["total"] == 0
    cli("import", path, texts)
    assert cli("search", path, "Харбина", "--json").document["total"] == 1


def test_a_manifest_says_what_it_knows(cli: Cli, tmp_path: Path, filled: Path) -> None:
    manifest = tmp_path / "list.csv"
    manifest.write_text(
        "headline,publication,date,page,text\r\n"
        "Победа 🚩,Izvestia,1945-09-04,1,Победа над\u00a0Японией. Харби\u0301н взят.\r\n",
        encoding="utf-8",
    )
    (info,) = cli("import", filled, manifest, "--json").document["imported"]
    assert info["headline"] == "Победа 🚩"
    assert info["publication"] == "Izvestia"
    assert info["date"] == "1945-09-04"


def test_a_report_for_people(cli: Cli, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("Another text about Кяхта\u0301 🚩.\r\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    said = cli("import", filled, tmp_path / "new.txt", tmp_path / "empty.txt")
    assert said.code == 0
    assert "Imported 1 excerpt." in said.out
    assert "Skipped 1 file or row:" in said.out


def test_the_same_again_is_skipped_and_said(cli: Cli, filled: Path, texts: Path) -> None:
    words = ("--publication", "The Guardian", "--date", "1945-08-14")
    said = cli("import", filled, texts, *words, "--json")
    assert said.code == 1
    assert said.sentence.startswith("Nothing was imported.")
    assert len(said.document["skipped"]) == 2
    assert set(said.document["skipped"][0]) == {"path", "reason"}


def test_a_dry_run_changes_nothing(cli: Cli, tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "a.db"
    cli("new", path)
    said = cli("import", path, texts, "--dry-run", "--json")
    assert said.code == 0
    assert [info["id"] for info in said.document["imported"]] == [0, 0]
    assert cli("journal", path, "--json").document == {"steps": []}
    assert "Would import 2 excerpts." in cli("import", path, texts, "--dry-run").out


def test_an_unknown_format_is_bad_usage(cli: Cli, filled: Path, texts: Path) -> None:
    said = cli("import", filled, texts, "--format", "docx")
    assert said.code == 2
    assert "txt" in said.err


def test_a_path_that_is_not_there(cli: Cli, filled: Path, tmp_path: Path) -> None:
    assert "nowhere" in cli("import", filled, tmp_path / "nowhere").sentence


def test_an_empty_path_is_not_the_current_folder(cli: Cli, filled: Path) -> None:
    said = cli("import", filled, "")
    assert said.code == 2
    assert "a path is empty" in said.err
