"""Names that are no UTF-8, and codecs that are no encodings: sentences, never tracebacks."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.base.settings import Settings
from viewer.text.encoding import text_encoding

Cli = Callable[..., Any]

STRAY = os.fsdecode(b"na\xefve\xff")

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="file names are Unicode there"
)


@pytest.fixture
def stray(tmp_path: Path) -> Path:
    """A folder with a text in it, both of names that are no UTF-8."""
    folder = tmp_path / STRAY
    folder.mkdir()
    (folder / f"1945-08-09 {STRAY}.txt").write_text("A text of a paper 🚩.", encoding="utf-8")
    (folder / f"{STRAY}.bin").write_bytes(b"\0\1")
    return folder


@pytest.mark.parametrize(
    "name",
    ["unicode_escape", "raw-unicode-escape", "idna", "punycode", "charmap", "undefined", "utf_7",
     "rot13", "base64", "zip", "hex", "no such", "", "a\0b", STRAY],
)  # fmt: skip
def test_what_is_no_encoding_is_refused_before_anything_is_read(
    cli: Cli, filled: Path, stray: Path, name: str
) -> None:
    said = cli("import", filled, stray, "--encoding", name or " x")
    assert said.sentence.startswith("There is no text encoding named “")
    assert said.out == ""


@pytest.mark.parametrize(
    ("name", "codec"),
    [("Windows-1251", "cp1251"), ("KOI8-R", "koi8-r"), ("utf8", "utf-8"), ("UTF-16", "utf-16"),
     ("gb18030", "gb18030"), (" latin1 ", "iso8859-1"), ("mac_cyrillic", "mac-cyrillic")],
)  # fmt: skip
def test_encodings_go_by_their_usual_names(name: str, codec: str) -> None:
    assert text_encoding(name) == codec


def test_stray_names_come_in_and_are_reported(cli: Cli, filled: Path, stray: Path) -> None:
    said = cli("import", filled, stray, "--json").document
    assert [each["headline"] for each in said["imported"]] == ["na\ufffdve\ufffd"]
    assert said["skipped"][0]["path"].endswith("na\ufffdve\ufffd.bin")
    assert "\ufffd" in cli("import", filled, stray).err


@pytest.mark.parametrize(
    "words",
    [
        ("search", "{}", "word"),
        ("index", "{}"),
        ("check", "{}"),
        ("journal", "{}"),
        ("import", "{}", "{folder}"),
        ("undo", "{}"),
        ("search", "{}.not", "word"),
        ("new", "{}"),
        ("new", "{}.new"),
    ],
)
def test_an_archive_of_a_stray_name_is_an_archive(
    cli: Cli, filled: Path, stray: Path, words: tuple[str, ...]
) -> None:
    path = stray / f"{STRAY}.db"
    shutil.copyfile(filled, path)
    given = [word.replace("{folder}", str(stray)).replace("{}", str(path)) for word in words]
    said = cli(*given)
    assert said.code == (1 if words[1] == "{}.not" or words == ("new", "{}") else 0)
    assert "Traceback" not in said.err
    assert said.code == 0 or said.sentence


def test_an_export_to_a_stray_name_says_where(cli: Cli, filled: Path, stray: Path) -> None:
    to = stray / f"{STRAY}.csv"
    said = cli("export", filled, "--format", "csv", "--to", to, "--json")
    assert said.document["path"] == str(to)
    assert to.exists()
    said = cli("export", filled, "--format", "csv", "--to", stray / f"again {STRAY}.csv")
    assert "again na\ufffdve\ufffd.csv" in said.out


@pytest.mark.parametrize(
    "words",
    [
        ("--publication", STRAY),
        ("--date", STRAY),
        ("--language", STRAY),
        ("--encoding", STRAY),
    ],
)
def test_what_an_archive_cannot_keep_is_a_sentence(
    cli: Cli, filled: Path, stray: Path, words: tuple[str, str]
) -> None:
    before = filled.read_bytes()
    assert cli("import", filled, stray, *words).sentence
    assert filled.read_bytes() == before


def test_a_stray_tag_or_query_is_a_sentence(cli: Cli, filled: Path) -> None:
    assert cli("tag", filled, "--query", "army", "--tag", STRAY).sentence
    assert cli("search", filled, f"tag:{STRAY}").code == 0


def test_settings_keep_a_stray_path(tmp_path: Path) -> None:
    Settings(recent_archives=[STRAY]).save(tmp_path / "settings.json")
    assert Settings.load(tmp_path / "settings.json").recent_archives == [STRAY]
