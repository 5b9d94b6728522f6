"""Texts become runs, and runs segments: the same whoever writes them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.columnar.plain_index import plain_field, plainly, stems
from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.search.columnar.storage.contents import SegmentEntry
from viewer.search.columnar.storage.segment import Segment
from viewer.search.columnar.writing import runs, workers
from viewer.search.columnar.writing.batch import Batch
from viewer.search.columnar.writing.runs import write_run, write_segments
from viewer.search.engine import IndexText


def text(number: int, words: str = "the war and the army") -> IndexText:
    return IndexText(number, "en", "", "", words)


def many(count: int) -> list[IndexText]:
    return [text(number, f"word{number % 9} army {number}") for number in range(count)]


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Runs of 4 texts, segments of at most 10."""
    monkeypatch.setattr(runs, "RUN_TEXTS", 4)
    monkeypatch.setattr(runs, "MOST_DOCUMENTS", 10)
    return monkeypatch


def written(folder: Path, texts: Iterable[IndexText], processes: int = 1) -> list[SegmentEntry]:
    return write_segments(folder, texts, CancelToken(), processes)


def check(folder: Path, entries: list[SegmentEntry], texts: list[IndexText]) -> None:
    """The entries say what the files hold, and the files hold the texts."""
    assert {path.name for path in folder.iterdir()} == {entry.name for entry in entries}
    left = iter(texts)
    for entry in entries:
        segment = Segment.open(folder / entry.name, entry.digest)
        assert (entry.documents, entry.living) == (segment.size, segment.size)
        assert (entry.marks, entry.marks_digest) == ("", "")
        held = [next(left) for _ in range(entry.documents)]
        assert segment.ids.tolist() == [each.excerpt_id for each in held]
        assert entry.words == 2 * sum(len(stems(each)) for each in held)
        assert plain_field(segment.field("text")) == plainly(stems(each) for each in held)
    assert next(left, None) is None


@given(
    st.lists(st.text(st.sampled_from("ab 🚩"), max_size=12), max_size=30),
    st.integers(1, 5),
    st.integers(1, 12),
    st.integers(1, 30),
)
def test_texts_are_parted_in_their_order(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[str],
    run_texts: int,
    most_documents: int,
    characters: int,
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    texts = [text(100 - number, words) for number, words in enumerate(drawn)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "RUN_TEXTS", run_texts)
        patch.setattr(runs, "RUN_CHARACTERS", characters)
        patch.setattr(runs, "MOST_DOCUMENTS", most_documents)
        entries = written(folder, iter(texts))
    check(folder, entries, texts)
    assert all(entry.documents <= max(most_documents, run_texts) for entry in entries)


def test_no_texts_are_no_segment(tmp_path: Path) -> None:
    assert written(tmp_path, []) == []
    assert list(tmp_path.iterdir()) == []


def test_a_segment_is_full_by_its_words_too(tmp_path: Path, bounds: pytest.MonkeyPatch) -> None:
    bounds.setattr(runs, "MOST_WORDS", 50)  # 3 words in two fields: 24 in a run
    texts = many(20)
    entries = written(tmp_path, texts)
    assert [entry.documents for entry in entries] == [8, 8, 4]
    check(tmp_path, entries, texts)


def test_no_more_than_two_runs_of_texts_are_held(
    tmp_path: Path, bounds: pytest.MonkeyPatch
) -> None:
    alive: list[int] = []

    class Text(IndexText):
        def __del__(self) -> None:
            alive.remove(self.excerpt_id)

    def texts() -> Iterator[IndexText]:
        for number in range(60):
            assert len(alive) <= 2 * 4
            alive.append(number)
            yield Text(number, "en", "", "", "army")

    assert sum(entry.documents for entry in written(tmp_path, texts())) == 60


def test_the_same_texts_are_the_same_bytes(tmp_path: Path, bounds: pytest.MonkeyPatch) -> None:
    """Whatever was written before, and in whichever thread."""
    texts = many(23)
    entries = written(tmp_path, texts)
    digests = [entry.digest for entry in entries]
    assert [entry.documents for entry in entries] == [8, 8, 7]
    written(tmp_path, [text(7, "other words: zebra aardvark")])
    assert [entry.digest for entry in written(tmp_path, texts)] == digests
    found: list[str] = []
    thread = threading.Thread(
        target=lambda: found.extend(entry.digest for entry in written(tmp_path, texts))
    )
    thread.start()
    thread.join()
    assert found == digests


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_what_a_dead_process_was_to_do_is_done_here(
    tmp_path: Path, bounds: pytest.MonkeyPatch
) -> None:
    texts = many(23)
    digests = [entry.digest for entry in written(tmp_path / _new(tmp_path, "one"), texts)]
    folder = tmp_path / _new(tmp_path, "two")
    pools = []
    started = workers.ProcessPoolExecutor

    def starting(*arguments: object, **options: object) -> object:
        pools.append(started(*arguments, **options))
        return pools[-1]

    def dying() -> Iterator[IndexText]:
        for number, each in enumerate(texts):
            if number == 14:
                for process in pools[0]._processes.values():
                    os.kill(process.pid, signal.SIGKILL)
            yield each

    bounds.setattr(workers, "ProcessPoolExecutor", starting)
    entries = written(folder, dying(), 2)
    assert [entry.digest for entry in entries] == digests
    named = {entry.name for entry in entries}
    assert named <= {path.name for path in folder.iterdir()}


_KILLED = """
import os, pathlib, signal, sys
from viewer.base.jobs import CancelToken
from viewer.search.columnar.writing import runs, workers
from viewer.search.engine import (IndexText)

def texts():
    for number in range(60):
        if number == 40:
            os.kill(os.getpid(), signal.SIGKILL)
        yield IndexText(number, "en", "", "", "army")

runs.RUN_TEXTS = 4
runs.write_segments(pathlib.Path(sys.argv[1]), texts(), CancelToken(), 2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_processes_do_not_outlive_the_one_they_work_for(tmp_path: Path) -> None:
    """Its output, which they share, ends only when all of them are gone."""
    command = [sys.executable, "-c", _KILLED, str(tmp_path)]
    root = Path(runs.__file__).parents[3]
    done = subprocess.run(command, check=False, cwd=root, capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr


def _new(folder: Path, name: str) -> str:
    (folder / name).mkdir()
    return name


def test_a_mistake_of_the_texts_is_told(tmp_path: Path, bounds: pytest.MonkeyPatch) -> None:
    """And what was learnt of words by then is not taken for whole."""

    def failing() -> Iterator[IndexText]:
        yield from many(6)
        raise RuntimeError("the catalogue is gone")

    with pytest.raises(RuntimeError, match="catalogue"):
        written(tmp_path, failing())
    broken = text(1)
    object.__setattr__(broken, "headline", None)
    with pytest.raises((TypeError, AttributeError)):
        written(tmp_path, [text(0), broken])
    (tmp_path / "after").mkdir()
    texts = many(5)
    check(tmp_path / "after", written(tmp_path / "after", texts), texts)


def test_a_run_can_be_cancelled_between_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Third(CancelToken):
        looks = 0

        def check(self) -> None:
            self.looks += 1
            if self.looks == 3:
                self.cancel()
            super().check()

    monkeypatch.setattr(runs, "STRIDE", 2)
    with pytest.raises(Cancelled):
        write_run(tmp_path, many(9), Batch(), Third())
    assert list(tmp_path.iterdir()) == []
    entry = write_run(tmp_path, many(3))
    check(tmp_path, [entry], many(3))


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011
        written(tmp_path / "nowhere", many(2))
