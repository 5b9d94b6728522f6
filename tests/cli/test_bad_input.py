"""Whatever is given: one clear sentence, exit 1, and nothing lost that was there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from viewer.base import paths
from viewer.base.errors import ViewerError

Cli = Callable[..., Any]

_READING = [
    ("search", "{}", "word"),
    ("index", "{}"),
    ("check", "{}"),
    ("journal", "{}"),
    ("passages", "{}"),
    ("export", "{}", "--format", "csv", "--to", "-"),
]
_WRITING = [
    ("tag", "{}", "--query", "army", "--tag", "t"),
    ("undo", "{}"),
    ("redo", "{}"),
    ("import", "{}", "{}"),
]


def _filled_in(words: tuple[str, ...], path: Path) -> list[str]:
    return [word.replace("{}", str(path)) for word in words]


@pytest.fixture(params=["text", "empty", "folder", "missing", "foreign", "newer", "truncated"])
def not_an_archive(
    request: pytest.FixtureRequest, tmp_path: Path, filled: Path
) -> tuple[Path, str]:
    """A path that is no archive that this program can open, with words of what is said of it."""
    path = tmp_path / "given.db"
    said = "not an archive"
    match request.param:
        case "text":
            path.write_text("Харби\u0301н 🚩, this is a letter.\r\n" * 99, encoding="utf-8")
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
            said = "is a folder"
        case "missing":
            said = "no archive"
        case "foreign":
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("CREATE TABLE notes (x)")
            said = "another program"
        case "newer":
            path.write_bytes(filled.read_bytes())
            with closing(sqlite3.connect(path)) as connection, connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
            said = "newer version"
        case "truncated":
            path.write_bytes(filled.read_bytes()[:100])
            said = "damaged"
    return path, said


@pytest.mark.parametrize("words", [*_READING, *_WRITING], ids=lambda words: words[0])
def test_what_is_no_archive(
    cli: Cli, not_an_archive: tuple[Path, str], words: tuple[str, ...]
) -> None:
    path, expected = not_an_archive
    before = path.read_bytes() if path.is_file() else None
    assert expected in cli(*_filled_in(words, path)).sentence
    assert (path.read_bytes() if path.is_file() else None) == before


def _texts_to_skip(folder: Path) -> Path:
    folder.mkdir()
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_bytes(b"\r\n \xc2\xa0\r\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "columns.csv").write_text("a,b\r\n1,2\r\n", encoding="utf-8")
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "loop").symlink_to(".", target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    return folder


def test_files_that_hold_no_text_are_named_with_reasons(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    folder = _texts_to_skip(tmp_path / "f")
    said = cli("import", filled, folder, "--json")
    assert said.sentence.startswith("Nothing was imported.")
    reasons = {skip["path"].rsplit("/", 1)[-1]: skip["reason"] for skip in said.document["skipped"]}
    assert {"empty.txt", "blank.txt", "binary.txt", "columns.csv"} <= set(reasons)
    assert {"dangling.txt", "pipe.txt", "huge.txt"} <= set(reasons)
    assert all(reason.endswith(".") for reason in reasons.values())


def test_one_good_text_among_bad_ones_comes_in(cli: Cli, filled: Path, tmp_path: Path) -> None:
    folder = _texts_to_skip(tmp_path / "f")
    (folder / "good.txt").write_text("Good Харби\u0301н\u00a0🚩\r\n", encoding="utf-8")
    said = cli("import", filled, folder, "--json")
    assert said.code == 0
    assert len(said.document["imported"]) == 1


@pytest.mark.parametrize("date", ["1945-02-30", "the day after", "1945-13", "9999999"])
def test_dates_that_are_none(cli: Cli, filled: Path, texts: Path, date: str) -> None:
    steps = cli("journal", filled, "--json").out
    assert cli("import", filled, texts, "--date", date).sentence
    assert cli("journal", filled, "--json").out == steps


@pytest.mark.parametrize("encoding", ["utf-99", "rot13", "ascii"])
def test_encodings_that_do_not_fit(cli: Cli, filled: Path, texts: Path, encoding: str) -> None:
    assert cli("import", filled, texts, "--publication", "P", "--encoding", encoding).sentence


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "AND OR NOT",
        "NOT",
        "((((",
        '"',
        "*",
        "?*~",
        "/[/",
        "date:yesterday",
        "date:..",
        "colour:red",
        "tag:",
        "\x00\x1b[2J",
        "🚩",
        "army " * 2000,
        "(" * 5000 + "army" + ")" * 5000,
        "a" * 10_000,
        "NOT " * 2500,
    ],
    ids=lambda query: f"{query[:8]!r}x{len(query)}",
)
def test_no_query_is_refused(cli: Cli, filled: Path, query: str) -> None:
    said = cli("search", filled, query, "--json")
    assert said.code == 0, said.err
    assert said.document["query"] == query


@pytest.fixture
def locked(filled: Path) -> Iterator[Path]:
    """The archive while another program writes to it."""
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield filled
        other.execute("ROLLBACK")


@pytest.mark.parametrize("words", _READING[:4], ids=lambda words: words[0])
def test_a_second_program_does_not_keep_from_reading(
    cli: Cli, locked: Path, words: tuple[str, ...]
) -> None:
    assert cli(*_filled_in(words, locked)).code == 0


def test_a_second_program_keeps_from_writing(cli: Cli, locked: Path, tmp_path: Path) -> None:
    for words in (*_WRITING[:2], ("import", "{}", str(tmp_path / "тексты"))):
        said = cli(*_filled_in(words, locked))
        assert "Another program is writing" in said.sentence


def test_a_write_protected_archive(cli: Cli, program: Cli, filled: Path) -> None:
    filled.chmod(0o444)
    said = program(
        "tag",
        filled,
        "--query",
        "army",
        "--tag",
        "t",
        code="import os\nreal = os.access\n"
        "os.access = lambda path, mode: mode != os.W_OK and real(path, mode)",
    )
    assert "write-protected" in said.sentence


def test_a_damaged_file_is_not_sent_back_to_the_command_that_found_it(
    cli: Cli, filled: Path
) -> None:
    content = bytearray(filled.read_bytes())
    content[100:4096] = b"\xff" * 3996
    filled.write_bytes(content)
    sentence = cli("check", filled).sentence
    assert "go back to a copy" in sentence
    assert "archive-viewer check" not in sentence


def test_a_home_that_cannot_be_made(
    cli: Cli, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    home = tmp_path / "file" / "дом"
    monkeypatch.setenv("ARCHIVE_VIEWER_HOME", str(home))
    for make in (paths.data_dir, paths.settings_file, paths.own_archive):
        with pytest.raises(ViewerError, match="ARCHIVE_VIEWER_HOME") as caught:
            make()
        assert str(home) in str(caught.value)
    assert paths.index_key() == paths.index_key()
    assert cli("search", filled, "war").code == 0
