"""A new file has its name when it is whole, and never the place of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.base.errors import ArchiveError
from viewer.services.archive.new_file import new_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "новая папка 🗞" / "a.db"


def names(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_the_file_appears_under_its_name_at_the_end_and_alone(path: Path) -> None:
    with new_file(path) as partial:
        partial.write_bytes(b"whole")
        assert partial.parent == path.parent  # so that giving it its name copies nothing
        assert not path.exists()
    assert (names(path), path.read_bytes()) == (["a.db"], b"whole")


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt])
def test_a_build_that_is_cut_short_leaves_nothing(path: Path, stop: type[BaseException]) -> None:
    with pytest.raises(stop), new_file(path) as partial:
        for ending in ("", "-journal", "-wal", "-shm"):
            partial.with_name(partial.name + ending).write_bytes(b"half")
        raise stop
    assert names(path) == []


def test_nothing_is_built_where_a_file_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"somebody's")
    with pytest.raises(ArchiveError, match="exists already"), new_file(path):
        pytest.fail("the block ran")
    assert (names(path), path.read_bytes()) == (["a.db"], b"somebody's")


def test_nothing_is_built_where_a_link_leads_nowhere(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to("gone.db")
    with pytest.raises(ArchiveError, match="exists already"), new_file(path):
        pytest.fail("the block ran")
    assert path.is_symlink()


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_a_file_that_came_meanwhile_is_never_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:

        def refuse(*_args: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr("os.link", refuse)
    with pytest.raises(ArchiveError, match="exists already"), new_file(path) as partial:
        partial.write_bytes(b"ours")
        path.write_bytes(b"somebody's")
    assert (names(path), path.read_bytes()) == (["a.db"], b"somebody's")


def test_a_place_where_nothing_can_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ArchiveError, match="cannot be made"), new_file(tmp_path / "file" / "a.db"):
        pytest.fail("the block ran")
