from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.base.errors import InputError
from viewer.exchange.importers import source_file
from viewer.exchange.importers.source_file import os_trouble, read_source, shown_path

Read = Callable[..., Any]
Put = Callable[..., Path]


def test_long_files_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as stream:
        stream.truncate(source_file.MAX_BYTES + 1)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="50 MiB"):
        read_source(path)


def test_a_file_that_grows_while_it_is_read(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.txt", "1234")
    monkeypatch.setattr(source_file, "MAX_BYTES", 3)
    small = os.stat_result((0o100644, 0, 0, 1, 0, 0, 3, 0, 0, 0))
    monkeypatch.setattr(Path, "stat", lambda _: small)
    with pytest.raises(InputError, match="split it"):
        read_source(path)


@pytest.mark.parametrize("content", ["", " \r\n\t\u00a0", "\ufeff\n"])
def test_nothing_to_import(read: Read, put: Put, content: str) -> None:
    came = read(put("a.txt", content))
    assert not came.records
    assert "“a.txt”" in str(came.skipped[0].reason)


def test_binary_is_refused_with_a_sentence(read: Read, put: Put) -> None:
    came = read(put("a.txt", bytes(range(256)) * 40))
    assert not came.records
    assert "binary" in str(came.skipped[0].reason)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_opened(read: Read, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    came = read(tmp_path / "pipe.txt")
    assert "is not a file" in str(came.skipped[0].reason)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode here")
def test_names_that_are_no_utf8_can_be_stored(read: Read, tmp_path: Path, hard: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_bytes(hard.encode())
    except OSError:
        pytest.skip("the file system takes no such names")
    record = read(path).only
    for value in (record.path, record.headline, record.source.file_name):
        assert value.encode("utf-8")
        assert "caf\ufffd" in value


def test_what_the_system_says() -> None:
    path = Path("x.txt")
    said = str(os_trouble(path, FileNotFoundError()))
    assert said.startswith("There is no file or folder “x.txt”")
    assert "may not be read" in str(os_trouble(path, PermissionError()))
    assert "(Input/output error)" in str(os_trouble(path, OSError(5, "Input/output error")))
    assert shown_path(Path("Известия 🚩.txt")) == "Известия 🚩.txt"
