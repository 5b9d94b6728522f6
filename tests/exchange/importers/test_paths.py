from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.base.errors import Cancelled, InputError
from viewer.base.jobs import CancelToken
from viewer.exchange.importers.paths import count_paths, read_paths
from viewer.exchange.importers.records import Skipped

Read = Callable[..., Any]
Put = Callable[..., Path]


def _names(came: Any, root: Path) -> list[str]:
    return [str(Path(record.path).relative_to(root)) for record in came.records]


def test_folders_in_sorted_order(read: Read, put: Put, tmp_path: Path, hard: str) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/B.TXT",
        "c.html",
        ".hidden.txt",
        ".git/x.txt",
        "x.index/y.txt",
    ):
        put(name, f"{hard} {name}")
    came = read(tmp_path)
    assert _names(came, tmp_path) == ["a/B.TXT", "a/z.md", "b.txt", "c.html"]
    assert not came.skipped
    assert count_paths([tmp_path]) == 4


def test_other_kinds_are_named_and_do_not_stop_the_rest(
    read: Read, put: Put, tmp_path: Path
) -> None:
    put("a.jpg", b"\xff\xd8\xff")
    put("b.txt", "")
    put("c.txt", "text")
    put("README", "text")
    came = read(tmp_path, tmp_path / "gone.txt", tmp_path / "gone.jpg")
    assert _names(came, tmp_path) == ["c.txt"]
    reasons = {Path(one.path).name: str(one.reason) for one in came.skipped}
    assert reasons["a.jpg"] == (
        "“a.jpg” is not a kind of file that can be read; .txt, .md, .html, .csv and .tsv can."
    )
    assert "not a kind" in reasons["README"]
    assert "empty" in reasons["b.txt"]
    assert "no file or folder" in reasons["gone.txt"]
    assert "no file or folder" in reasons["gone.jpg"]


def test_an_empty_folder_is_not_passed_over_in_silence(
    read: Read, put: Put, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    put("full/a.txt", "x")
    came = read(tmp_path / "full", tmp_path / "empty")
    assert [Path(one.path).name for one in came.skipped] == ["empty"]
    assert "holds no file" in str(came.skipped[0].reason)


def test_files_that_a_table_lists_come_once(read: Read, put: Put, tmp_path: Path) -> None:
    put("a.txt", "of the table")
    put("sub/b.txt", "of the table, too")
    put("c.txt", "alone")
    put("list.csv", "path,title\na.txt,A\nsub/b.txt,B\n")
    for paths in ([tmp_path], sorted(tmp_path.iterdir())):
        came = read(*paths)
        assert sorted((record.headline, record.text) for record in came.records) == [
            ("A", "of the table"),
            ("B", "of the table, too"),
            ("c", "alone"),
        ]
        assert not came.skipped
        assert count_paths(paths) == 3


def test_a_table_that_cannot_be_read_claims_nothing(read: Read, put: Put, tmp_path: Path) -> None:
    put("a.txt", "text")
    put("list.csv", "file_of_mine\na.txt\n")
    came = read(tmp_path)
    assert _names(came, tmp_path) == ["a.txt"]
    assert len(came.skipped) == 1


def test_paths_that_overlap_are_read_once(read: Read, put: Put, tmp_path: Path) -> None:
    path = put("sub/a.txt", "text")
    assert len(read(path, path.parent, tmp_path, path).records) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights here")
def test_links_that_loop_end(read: Read, put: Put, tmp_path: Path) -> None:
    put("a/b.txt", "text")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone")
    came = read(tmp_path)
    assert _names(came, tmp_path) == ["a/b.txt"]
    assert sorted(Path(one.path).name for one in came.skipped) == ["broken.txt", "self.txt"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such rights here")
def test_what_may_not_be_read_is_said(
    read: Read, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.txt", "text")
    put("closed/b.txt", "text")
    real = Path.iterdir

    def iterdir(path: Path) -> Any:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    came = read(tmp_path)
    assert _names(came, tmp_path) == ["a.txt"]
    assert "may not be read" in str(came.skipped[0].reason)


def test_a_forced_format_is_for_every_file(read: Read, put: Put, tmp_path: Path) -> None:
    put("a.ocr", "# not markup")
    put("b.csv", "text\nx\n")
    came = read(tmp_path, format="txt")
    assert [record.text for record in came.records] == ["# not markup", "text\nx\n"]
    assert read(tmp_path / "a.ocr", format="Markdown").only.text == "not markup"
    assert read(tmp_path / "b.csv", format=".csv").only.text == "x"


def test_formats_and_languages_that_do_not_exist(put: Put) -> None:
    path = put("a.txt", "x")
    with pytest.raises(InputError, match="“docx” is no format"):
        read_paths([path], format="docx")
    with pytest.raises(InputError, match="“docx” is no format"):
        count_paths([path], format="docx")
    with pytest.raises(InputError, match="“Old Thracian” is no language"):
        read_paths([path], language="Old Thracian")


def test_reading_is_lazy_and_stops_when_asked(put: Put, tmp_path: Path) -> None:
    put("a.txt", "x")
    late = put("b.txt", "y")
    put("c.txt", "z")
    cancel = CancelToken()
    outcomes = read_paths([str(tmp_path)], cancel=cancel)
    next(outcomes)
    late.unlink()
    second = next(outcomes)
    assert isinstance(second, Skipped)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(outcomes)


def test_nothing_heavy_is_imported_until_needed() -> None:
    import subprocess

    code = (
        "import sys, viewer.exchange.importers, viewer.exchange.exporters\n"
        "heavy = {'trafilatura', 'lxml', 'markdown_it', 'sqlalchemy', 'whoosh', 'PySide6'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
