"""The index on disk: built, updated, swapped, sealed, and replaced when it is not what we wrote."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.search import index_folder, index_writer
from viewer.search.engine import IndexText
from viewer.search.index_folder import (
    INDEX_FORMAT,
    IndexBusyError,
    IndexDamagedError,
    IndexFolder,
    IndexFolderState,
    IndexUnwritableError,
)
from viewer.search.query import parse
from viewer.search.seal import IndexStamp, sealed
from viewer.search.whoosh_engine import WhooshEngine

Ask = Callable[..., list[int]]
Build = Callable[..., WhooshEngine]
Opener = Callable[[IndexFolder], WhooshEngine]


def generation(folder: IndexFolder) -> Path:
    (found,) = folder.path.glob("gen-*")
    return found


def state(folder: IndexFolder) -> str:
    return folder.inspect().state.value


def replacing(number: int, text: str) -> IndexText:
    return IndexText(number, "en", "", "", text)


def test_where_there_is_none_it_is_missing(folder: IndexFolder) -> None:
    assert folder.path.name == "archive.db.index"
    assert folder.inspect().state is IndexFolderState.MISSING
    with pytest.raises(IndexDamagedError, match="Rebuild it"):
        folder.open()


def test_a_built_index_is_current_and_knows_its_stamp(
    build: Build, folder: IndexFolder, stamp: IndexStamp
) -> None:
    engine = build()
    found = folder.inspect()
    assert found.state is IndexFolderState.CURRENT
    assert found.stamp == IndexStamp(
        INDEX_FORMAT, stamp.archive_uid, stamp.step, stamp.step_uid, 5, stamp.languages
    )
    assert engine.excerpts == 5
    assert engine.known_ids().tolist() == [1, 2, 3, 4, 5]


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
    query: str, ids: list[int], engine: WhooshEngine, ask: Ask
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
    assert new.known_ids().tolist() == [1, 3, 4, 5, 9]
    assert ask(new, "war") == [9]
    assert ask(new, "nothing") == [1]
    assert ask(new, "NOT war") == [1, 3, 4, 5]
    assert ask(new, "армия") == [3]
    # The engine that was open goes on answering from the files it holds.
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


def test_a_query_word_many_updates_later(
    build: Build, folder: IndexFolder, stamp: IndexStamp, opened: Opener, ask: Ask
) -> None:
    """Small segments are merged on the way, and nothing is lost in it."""
    build([])
    for number in range(1, 31):
        folder.update([replacing(number, f"word{number} common")], [], stamp)
    engine = opened(folder)
    assert len(list(generation(folder).glob("*.trm"))) < 12
    assert ask(engine, "common") == list(range(1, 31))
    for number in range(1, 31):
        assert ask(engine, f"word{number}") == [number]


words = st.lists(st.sampled_from(["army", "armies", "war", "the", "Токио"]), max_size=6)
changes = st.lists(
    st.tuples(st.dictionaries(st.integers(1, 8), words, max_size=4), st.sets(st.integers(1, 8))),
    max_size=5,
)


@settings(max_examples=25)
@given(st.dictionaries(st.integers(1, 8), words, max_size=6), changes)
def test_an_updated_index_equals_a_rebuilt_one(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[int, list[str]],
    then: list[tuple[dict[int, list[str]], set[int]]],
) -> None:
    """The same ids with the same scores."""
    key, stamp = bytes(32), IndexStamp(0, "uid", 1, "step", 0)
    updated, rebuilt = (IndexFolder(tmp_path_factory.mktemp(name), key) for name in ("u", "r"))
    held = dict(first)
    updated.build((replacing(i, " ".join(text)) for i, text in held.items()), 0, stamp)
    for changed, deleted in then:
        gone = deleted - set(changed)
        updated.update((replacing(i, " ".join(text)) for i, text in changed.items()), gone, stamp)
        held = {i: text for i, text in (held | changed).items() if i not in gone}
    rebuilt.build((replacing(i, " ".join(text)) for i, text in held.items()), 0, stamp)
    engines = [updated.open()[0], rebuilt.open()[0]]
    for query in ("army", "the war", '"the army"', "NOT war", "токио OR armies", "arm*", "*"):
        tree = parse(query, ["en"]).tree
        one, other = (engine.evaluate(tree, CancelToken()) for engine in engines)
        assert one.ids.tolist() == other.ids.tolist()
        assert one.scores.tolist() == pytest.approx(other.scores.tolist(), rel=1e-6)
    for engine in engines:
        engine.close()


def test_a_large_build_is_written_in_segments(
    monkeypatch: pytest.MonkeyPatch, folder: IndexFolder, build: Build, ask: Ask
) -> None:
    monkeypatch.setattr(index_writer, "MOST_POSTINGS", 200)
    engine = build(replacing(i, f"word{i} and common words here") for i in range(1, 200))
    assert len(list(generation(folder).glob("*.trm"))) > 5
    assert ask(engine, "common") == list(range(1, 200))
    assert ask(engine, "word150") == [150]


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
    assert len(list(folder.path.glob("gen-*"))) == 1


def test_a_text_that_comes_twice_is_a_mistake(folder: IndexFolder, stamp: IndexStamp) -> None:
    with pytest.raises(ValueError, match="twice"):
        folder.build([replacing(1, "a"), replacing(1, "b")], 2, stamp)
    assert state(folder) == "missing"


def test_a_cancelled_build_leaves_the_old_index(
    build: Build, folder: IndexFolder, stamp: IndexStamp
) -> None:
    build()
    before = folder.inspect()
    cancel = CancelToken()

    def endless() -> Iterator[IndexText]:
        for number in range(1, 10_000):
            if number == 120:
                cancel.cancel()
            yield replacing(number, "text")

    with pytest.raises(Cancelled):
        folder.build(endless(), 0, stamp, cancel=cancel)
    assert folder.inspect() == before


def files_of(folder: IndexFolder) -> list[Path]:
    return sorted(path for path in generation(folder).iterdir() if path.is_file())


def test_any_changed_byte_is_noticed(build: Build, folder: IndexFolder) -> None:
    build()
    assert len(files_of(folder)) > 5
    for path in files_of(folder):
        whole = path.read_bytes()
        for broken in (whole[:-1] + bytes([whole[-1] ^ 1]), whole + b"x", whole[:-1]):
            path.write_bytes(broken)
            assert state(folder) == "damaged"
        path.write_bytes(whole)
    assert state(folder) == "current"


def test_a_file_too_many_or_too_few_is_noticed(build: Build, folder: IndexFolder) -> None:
    build()
    extra = generation(folder) / "_MAIN_9.toc"
    extra.write_bytes(b"")
    assert state(folder) == "damaged"
    extra.unlink()
    extra.symlink_to(files_of(folder)[0])
    assert state(folder) == "damaged"
    extra.unlink()
    files_of(folder)[0].rename(generation(folder) / "elsewhere")
    assert state(folder) == "damaged"


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"generation": "../../etc", "stamp": {}, "seal": ""}',
        b"[" * 100_000,
    ],
)
def test_a_note_that_makes_no_sense_is_damage(
    note: bytes, build: Build, folder: IndexFolder
) -> None:
    build()
    (folder.path / "current.json").write_bytes(note)
    assert state(folder) == "damaged"


@pytest.mark.parametrize(
    ("field", "value"),
    [("step", 8), ("archive_uid", "other"), ("excerpts", 6), ("languages", ["en"]), ("format", 0)],
)
def test_a_changed_stamp_is_noticed(
    field: str, value: object, build: Build, folder: IndexFolder
) -> None:
    build()
    note = folder.path / "current.json"
    noted = json.loads(note.read_text())
    noted["stamp"][field] = value
    note.write_text(json.dumps(noted))
    assert state(folder) == "damaged"


def test_the_index_of_another_user_is_not_opened(build: Build, folder: IndexFolder) -> None:
    build()
    stranger = IndexFolder(folder.path, bytes(32))
    assert state(stranger) == "damaged"
    with pytest.raises(IndexDamagedError, match="not those that were written here"):
        stranger.open()
    with pytest.raises(IndexDamagedError):
        stranger.update([], [], IndexStamp(0, "", 0, "", 0))


class _Trap:
    """A pickle that leaves a file behind when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (self.path,))


def test_a_pickle_in_a_strange_index_is_not_read(
    build: Build, folder: IndexFolder, tmp_path: Path, stamp: IndexStamp, opened: Opener, ask: Ask
) -> None:
    build()
    sprung = tmp_path / "sprung"
    for path in files_of(folder):
        path.write_bytes(pickle.dumps(_Trap(sprung)))
    assert state(folder) == "damaged"
    with pytest.raises(IndexDamagedError):
        folder.open()
    with pytest.raises(IndexDamagedError):
        folder.update([replacing(1, "a")], [], stamp)
    folder.build([replacing(1, "mended")], 1, stamp)
    assert ask(opened(folder), "mended") == [1]
    assert not sprung.exists()


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


def test_without_hard_links_files_are_copied(
    monkeypatch: pytest.MonkeyPatch,
    build: Build,
    folder: IndexFolder,
    stamp: IndexStamp,
    opened: Opener,
    ask: Ask,
) -> None:
    build()

    def refusing(*_: object) -> None:
        raise OSError("this file system has no links")

    monkeypatch.setattr(os, "link", refusing)
    folder.update([replacing(1, "copied")], [], stamp)
    assert ask(opened(folder), "copied") == [1]


def test_old_generations_are_swept(folder: IndexFolder, build: Build, stamp: IndexStamp) -> None:
    build()
    (folder.path / "gen-000099").mkdir()
    (folder.path / "notes of mine").mkdir()
    folder.build([replacing(1, "a")], 1, stamp)
    names = {path.name for path in folder.path.iterdir()}
    assert names == {"current.json", "writer.lock", "notes of mine", generation(folder).name}


def test_a_key_has_its_length(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        sealed(tmp_path, IndexStamp(0, "", 0, "", 0), b"short", CancelToken())


_CHILD = """
import os, pathlib, signal, sys
from viewer.search import index_folder
from viewer.search.engine import IndexText
from viewer.search.index_folder import IndexFolder
from viewer.search.seal import IndexStamp

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

moment, how, path = sys.argv[1:]
if moment == "sealing":
    index_folder.sealed = die
if moment == "noting":
    index_folder.os.fsync = die
if moment == "swapped":
    calls = []
    index_folder.IndexFolder._sweep = lambda self: die() if calls else calls.append(1)

def texts():
    for number in range(1, 120):
        if moment == "writing" and number == 100:
            die()
        yield IndexText(number, "en", "", "", "killed text")

folder = IndexFolder(pathlib.Path(path), bytes(range(32)))
stamp = IndexStamp(0, "uid", 8, "step", 0)
folder.build(texts(), 0, stamp) if how == "build" else folder.update(texts(), [], stamp)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("how", ["build", "update"])
@pytest.mark.parametrize("moment", ["writing", "sealing", "noting", "swapped"])
def test_killed_at_any_moment_a_whole_index_is_left(
    moment: str,
    how: str,
    build: Build,
    folder: IndexFolder,
    stamp: IndexStamp,
    opened: Opener,
    ask: Ask,
) -> None:
    build()
    command = [sys.executable, "-c", textwrap.dedent(_CHILD), moment, how, str(folder.path)]
    root = Path(index_folder.__file__).parents[2]
    done = subprocess.run(command, check=False, cwd=root, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    found = folder.inspect()
    assert found.state is IndexFolderState.CURRENT
    assert found.stamp is not None
    assert found.stamp.step == (8 if moment == "swapped" else 7)
    assert bool(ask(opened(folder), "killed")) == (moment == "swapped")
    folder.build([replacing(1, "after")], 1, stamp)
    assert ask(opened(folder), "after") == [1]
    assert len(list(folder.path.glob("gen-*"))) == 1
