"""The index on disk: built, updated, swept, and told apart from one that is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.search.small_index import files, named_files, table
from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.engine import IndexText
from viewer.search.index.index_errors import IndexBusyError, IndexDamagedError, IndexUnwritableError
from viewer.search.index.index_folder import INDEX_FORMAT, IndexFolder, IndexFolderState
from viewer.search.index.stamp import IndexStamp

Ask = Callable[..., list[int]]
Build = Callable[..., ColumnarEngine]
Opener = Callable[[IndexFolder], ColumnarEngine]


def state(folder: IndexFolder) -> str:
    return folder.inspect().state.value


def replacing(number: int, text: str) -> IndexText:
    return IndexText(number, "en", "", "", text)


def test_where_there_is_none_it_is_missing(folder: IndexFolder, stamp: IndexStamp) -> None:
    assert folder.path.name == "archive.db.index"
    assert folder.inspect().state is IndexFolderState.MISSING
    with pytest.raises(IndexDamagedError, match="Rebuild it"):
        folder.open()
    with pytest.raises(IndexDamagedError, match="Rebuild it"):
        folder.update([], [], stamp)


def test_a_built_index_is_current_and_knows_its_stamp(
    build: Build, folder: IndexFolder, stamp: IndexStamp
) -> None:
    engine = build()
    found = folder.inspect()
    assert found.state is IndexFolderState.CURRENT
    assert found == folder.inspect(thorough=False)
    assert found.stamp == IndexStamp(
        INDEX_FORMAT, stamp.archive_uid, stamp.step, stamp.step_uid, 5, stamp.languages
    )
    assert engine.excerpts == 5
    assert engine.columns().ids.tolist() == [1, 2, 3, 4, 5]


def test_an_empty_index_finds_nothing(build: Build, folder: IndexFolder, ask: Ask) -> None:
    engine = build([])
    assert state(folder) == "current"
    assert engine.excerpts == 0
    for query in ("war", "*", "NOT war", "w*", '"a b"', "headline:*"):
        assert ask(engine, query) == []


def test_progress_is_told(
    folder: IndexFolder, stamp: IndexStamp, texts: tuple[IndexText, ...]
) -> None:
    told: list[tuple[int, int]] = []
    folder.build(texts, len(texts), stamp, lambda done, total: told.append((done, total)))
    assert told == [(0, 5), (5, 5)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("war", [1]),
        ("Kwantung Army", [1, 5]),
        ('"Kwantung Army"', [1]),
        ("Маньчжурии", [2]),
        ("лётчик", [2]),
        ("летчик", [2]),
        ("Монгол", [3]),
        ("цэрэг", [3]),
        ("арми", [2, 3]),
        ("Japan NOT war", [4]),
        ("NOT Japan", [2, 3, 5]),
        ("headline:war", [1]),
        ("byline:kerr", [1]),
        ("byline:ТАСС", [2]),
        ("manch*", [1, 4]),
        ("кв*н*", [2, 3]),
        ("mancuria~", [1]),
        ("/hu.in/", [4]),
        ('"armies surrendered"~4', [4]),
        ('"armies surrendered"~2', []),
        ("Война и мир", [1, 2, 3, 4, 5]),
        ("cafe\u0301 café", [1, 2, 3, 4, 5]),
        ("*", [1, 2, 3, 4, 5]),
        ("headline:*", [1, 2, 3, 4]),
        ("nowhere", []),
        ("🚩", []),
    ],
)
def test_queries_find_their_excerpts(
    query: str, ids: list[int], engine: ColumnarEngine, ask: Ask
) -> None:
    assert ask(engine, query) == ids


def test_an_update_replaces_adds_and_takes_out(
    build: Build, folder: IndexFolder, stamp: IndexStamp, opened: Opener, ask: Ask
) -> None:
    old = build()
    noted = folder.update(
        [replacing(1, "nothing of that"), replacing(9, "war again")], [2, 77], stamp
    )
    new = opened(folder)
    assert noted.excerpts == new.excerpts == 5
    assert new.columns().ids.tolist() == [1, 3, 4, 5, 9]
    assert ask(new, "war") == [9]
    assert ask(new, "nothing") == [1]
    assert ask(new, "NOT war") == [1, 3, 4, 5]
    assert ask(new, "армия") == [3]
    # The engine that was open goes on answering from the files it holds.
    folder.build([replacing(1, "another index")], 1, stamp)
    assert ask(old, "war") == [1]
    assert ask(old, "manch*") == [1, 4]
    assert ask(old, "headline:*") == [1, 2, 3, 4]


def test_deleted_texts_do_not_come_back(
    build: Build, folder: IndexFolder, stamp: IndexStamp, opened: Opener, ask: Ask
) -> None:
    build()
    for number in range(6):
        folder.update([replacing(10 + number, f"batch {number}")], [number], stamp)
        engine = opened(folder)
        assert not set(ask(engine, "*")) & set(range(1, number + 1))
        assert not set(ask(engine, "NOT batch")) & set(range(1, number + 1))


def written(folder: IndexFolder, how: str, texts: Iterable[IndexText], stamp: IndexStamp) -> None:
    if how == "build":
        folder.build(texts, 0, stamp)
    else:
        folder.update(texts, [], stamp)


@pytest.mark.parametrize("how", ["build", "update"])
def test_a_failure_half_way_leaves_the_old_index(
    how: str, build: Build, folder: IndexFolder, stamp: IndexStamp, opened: Opener, ask: Ask
) -> None:
    build()
    before = folder.inspect()

    def failing() -> Iterator[IndexText]:
        yield replacing(1, "new")
        raise RuntimeError("the catalogue is gone")

    for _ in range(2):
        with pytest.raises(RuntimeError, match="the catalogue"):
            written(folder, how, failing(), stamp)
    assert folder.inspect() == before
    assert ask(opened(folder), "war") == [1]
    assert files(folder) == named_files(folder)


@pytest.mark.parametrize("how", ["build", "update"])
def test_a_text_that_comes_twice_is_a_mistake(
    how: str, build: Build, folder: IndexFolder, stamp: IndexStamp
) -> None:
    build()
    before = folder.inspect()
    with pytest.raises(ValueError, match="twice"):
        written(folder, how, [replacing(1, "a"), replacing(1, "b")], stamp)
    assert folder.inspect() == before
    assert files(folder) == named_files(folder)


@pytest.mark.parametrize("how", ["build", "update"])
@pytest.mark.parametrize("last", [120, 150])
def test_a_cancelled_write_leaves_the_old_index(
    last: int, how: str, build: Build, folder: IndexFolder, stamp: IndexStamp
) -> None:
    """Cancelled between two texts, or when all of them are there."""
    build()
    before = folder.inspect()
    cancel = CancelToken()

    def texts() -> Iterator[IndexText]:
        for number in range(1, 151):
            if number == last:
                cancel.cancel()
            yield replacing(number, "text")

    with pytest.raises(Cancelled):
        if how == "build":
            folder.build(texts(), 0, stamp, cancel=cancel)
        else:
            folder.update(texts(), [1], stamp, cancel=cancel)
    assert folder.inspect() == before
    assert files(folder) == named_files(folder)


def test_a_look_can_be_cancelled(build: Build, folder: IndexFolder) -> None:
    build()
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        folder.inspect(cancel)


def test_only_one_writes_at_a_time(folder: IndexFolder, stamp: IndexStamp) -> None:
    def texts() -> Iterator[IndexText]:
        yield replacing(1, "a")
        with pytest.raises(IndexBusyError, match="being written by another program"):
            folder.build([replacing(2, "b")], 1, stamp)
        with pytest.raises(IndexBusyError):
            folder.update([], [], stamp)

    folder.build(texts(), 1, stamp)
    assert folder.inspect().stamp is not None
    folder.build([replacing(2, "b")], 1, stamp)


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path, stamp: IndexStamp) -> None:
    (tmp_path / "file").write_text("no folder")
    folder = IndexFolder(tmp_path / "file", bytes(32))
    assert state(folder) == "missing"
    with pytest.raises(IndexUnwritableError, match="cannot be written"):
        folder.build([], 0, stamp)


def test_a_discarded_index_is_missing(build: Build, folder: IndexFolder, ask: Ask) -> None:
    engine = build()
    for _ in range(2):
        folder.discard()
        assert state(folder) == "missing"
    assert ask(engine, "war") == [1]
    build()
    assert files(folder) == named_files(folder)


def test_what_the_table_does_not_name_is_swept(
    folder: IndexFolder, build: Build, stamp: IndexStamp
) -> None:
    build()
    kept = {"notes of mine", "gen-eral notes.txt", "segments.txt"}
    for name in (*kept, "0123.segment", "0123-45.live"):
        (folder.path / name).write_text("not of this index")
    folder.update([replacing(1, "a")], [], stamp)
    assert files(folder) == named_files(folder) | kept


def test_an_index_of_the_former_format_is_replaced(
    folder: IndexFolder, build: Build, ask: Ask
) -> None:
    folder.path.mkdir()
    for name in ("current.json", "current.json.new", "writer.lock", "notes of mine"):
        (folder.path / name).write_text("{}")
    for name in ("gen-000003", "gen-000004"):
        (folder.path / name).mkdir()
        (folder.path / name / "MAIN_1.toc").write_bytes(b"whoosh")
    assert state(folder) == "missing"
    engine = build()
    assert ask(engine, "war") == [1]
    assert files(folder) == named_files(folder) | {"notes of mine"}


def test_a_link_in_the_place_of_an_old_generation_is_not_followed(
    folder: IndexFolder, build: Build, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("mine")
    folder.path.mkdir()
    (folder.path / "gen-000001").symlink_to(tmp_path / "mine")
    build()
    assert files(folder) == named_files(folder)
    assert (tmp_path / "mine" / "letter").read_text() == "mine"


def test_writing_counts_the_generations(
    build: Build, folder: IndexFolder, stamp: IndexStamp
) -> None:
    build()
    assert table(folder)["generation"] == 1
    folder.update([], [], stamp)
    build()
    assert table(folder)["generation"] == 3


def test_a_key_has_its_length(tmp_path: Path, stamp: IndexStamp) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        IndexFolder(tmp_path, b"short").build([], 0, stamp)
