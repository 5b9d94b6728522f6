"""Where the files of an index were taken away, exchanged or put there by somebody else."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.search.small_index import (
    KEY,
    STAMP,
    Answers,
    answers,
    assert_mended_by_a_build,
    data_files,
    state,
    text,
    texts,
)
from viewer.search.columnar.storage.contents import read_contents, write_contents
from viewer.search.index.index_errors import IndexDamagedError
from viewer.search.index.index_folder import IndexFolder


def each_file(copied: Callable[[], IndexFolder]) -> list[tuple[IndexFolder, Path]]:
    """A fresh copy for each of the files of an index."""
    names = [path.name for path in data_files(copied())]
    assert sorted({name.split(".")[1] for name in names}) == ["json", "live", "segment"]
    return [(folder := copied(), folder.path / name) for name in names]


def test_a_missing_file_is_noticed(copied: Callable[[], IndexFolder]) -> None:
    for folder, path in each_file(copied):
        path.unlink()
        assert state(folder) == ("missing" if path.suffix == ".json" else "damaged")
        with pytest.raises(IndexDamagedError):
            IndexFolder(folder.path, KEY).open()
        with pytest.raises(IndexDamagedError):
            IndexFolder(folder.path, KEY).update([], [], STAMP)
        assert_mended_by_a_build(folder)


def test_a_folder_in_the_place_of_a_file_is_noticed(copied: Callable[[], IndexFolder]) -> None:
    for folder, path in each_file(copied):
        path.unlink()
        path.mkdir()
        assert state(folder) == "damaged"
        if path.suffix != ".json":
            assert_mended_by_a_build(folder)


def test_a_link_to_the_same_bytes_is_as_good(
    copied: Callable[[], IndexFolder], expected: Answers, tmp_path: Path
) -> None:
    for folder, path in each_file(copied):
        aside = tmp_path / path.name
        path.replace(aside)
        path.symlink_to(aside)
        before = aside.read_bytes()
        assert answers(folder) == expected
        assert_mended_by_a_build(folder)
        assert aside.read_bytes() == before


def test_a_link_to_nothing_or_to_other_bytes_is_noticed(
    copied: Callable[[], IndexFolder], tmp_path: Path
) -> None:
    (tmp_path / "mine").write_text("mine")
    for target, missing in (("nothing", "missing"), ("mine", "damaged")):
        for folder, path in each_file(copied):
            path.unlink()
            path.symlink_to(tmp_path / target)
            assert state(folder) == (missing if path.suffix == ".json" else "damaged")
            assert_mended_by_a_build(folder)
            assert (tmp_path / "mine").read_text() == "mine"


def test_a_link_where_the_next_table_goes_is_not_followed(
    folder: IndexFolder, tmp_path: Path
) -> None:
    (tmp_path / "mine").write_text("mine")
    (folder.path / "contents.json.new").symlink_to(tmp_path / "mine")
    assert_mended_by_a_build(folder)
    assert (tmp_path / "mine").read_text() == "mine"


def test_files_that_changed_places_are_noticed(
    copied: Callable[[], IndexFolder], folder: IndexFolder, tmp_path: Path
) -> None:
    first, second = sorted(folder.path.glob("*.segment"))
    first.rename(tmp_path / "aside")
    second.rename(first)
    (tmp_path / "aside").rename(second)
    assert state(folder) == "damaged"
    other = IndexFolder(tmp_path / "other", KEY)
    other.build(texts({1: ["other"]}), 1, STAMP)
    (theirs,) = other.path.glob("*.segment")
    for mine in (first, second):
        folder = copied()
        shutil.copy(theirs, folder.path / mine.name)
        assert state(folder) == "damaged"


def test_a_table_from_before_is_noticed(folder: IndexFolder) -> None:
    """It names files that are gone."""
    before = (folder.path / "contents.json").read_bytes()
    folder.build([text(1, "war")], 1, STAMP)
    (folder.path / "contents.json").write_bytes(before)
    assert state(folder) == "damaged"
    assert_mended_by_a_build(folder)


@pytest.mark.parametrize("table", [b"", b"{", b"[" * 100_000, b" " * (1 << 25)])
def test_a_table_that_makes_no_sense_is_damage(table: bytes, folder: IndexFolder) -> None:
    (folder.path / "contents.json").write_bytes(table)
    assert state(folder) == "damaged"
    assert_mended_by_a_build(folder)


@pytest.mark.parametrize("number", [2, 4, 99])
def test_the_index_of_another_version_is_damage(number: int, folder: IndexFolder) -> None:
    contents = read_contents(folder.path, KEY)
    assert contents is not None
    other = replace(contents, stamp=replace(contents.stamp, format=number))
    write_contents(folder.path, other, KEY)
    assert folder.inspect().reason == "another version of the program wrote it"
    assert_mended_by_a_build(folder)


def test_the_index_of_another_user_is_not_opened(folder: IndexFolder, expected: Answers) -> None:
    """And stays theirs until it is built anew."""
    stranger = IndexFolder(folder.path, bytes(32))
    assert stranger.inspect().reason == "it was not written here"
    with pytest.raises(IndexDamagedError, match="it was not written here"):
        stranger.open()
    with pytest.raises(IndexDamagedError):
        stranger.update([], [], STAMP)
    assert answers(folder) == expected
    stranger.build([text(1, "war")], 1, STAMP)
    assert state(folder) == "damaged"


class _Trap:
    """A pickle that leaves a file behind when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (self.path,))


def test_a_pickle_in_a_strange_index_is_not_read(folder: IndexFolder, tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    for path in data_files(folder):
        path.write_bytes(pickle.dumps(_Trap(sprung)))
    assert state(folder) == "damaged"
    with pytest.raises(IndexDamagedError):
        folder.update([text(1, "a")], [], STAMP)
    assert_mended_by_a_build(folder)
    assert not sprung.exists()
